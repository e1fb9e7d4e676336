"""Sizes that the linter cannot count: nobody reads a file of a thousand lines, or a function of a hundred."""

import ast
from pathlib import Path

import pytest

FOLDERS = ("bench", "flows", "forms", "hall", "matters", "storage", "tests")
FILES = sorted(path for folder in FOLDERS for path in Path(folder).rglob("*.py"))
LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_file_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_function_is_too_long(path: Path) -> None:
    long = {one.name: lines_of(one) for one in functions(path) if lines_of(one) > LONGEST_FUNCTION}
    assert long == {}
