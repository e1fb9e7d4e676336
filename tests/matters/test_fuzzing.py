"""Whatever a file holds, `check` ends soon, with sentences at lines, and never with an error of its own."""

import os
from random import Random

import pytest

from bench.fuzz import OWN, Found, Fuzzer, fuzzer, run
from bench.fuzz_scraps import an_expression
from matters.expressions import Expression, ExpressionMistake
from matters.reading import check_matter

INPUTS = 2000
SEED = int(os.environ.get("ONEGO_FUZZ_SEED", "20261123"))


@pytest.fixture(scope="module")
def subject(tmp_path_factory: pytest.TempPathFactory) -> Fuzzer:
    return fuzzer(SEED, tmp_path_factory.mktemp("fuzz"))


@pytest.fixture(scope="module")
def found(subject: Fuzzer) -> Found:
    found = run(subject, range(1, INPUTS + 1), Found())
    print(f"seed {SEED}: {found.count} inputs, slowest {found.worst:.2f} s")  # noqa: T201
    return found


def test_spoiled_files_are_told_in_sentences_and_none_hangs(found: Found):
    assert found.defects == [], f"seed {SEED}"
    assert found.count == INPUTS


def test_the_fuzzer_gets_beyond_the_first_mistake(found: Found):
    assert found.right > INPUTS // 50
    assert found.mistakes > INPUTS


def test_an_input_is_made_again_by_its_number(subject: Fuzzer):
    first, again = ([subject.one(number).mistakes for number in (7, 20)] for _ in range(2))
    assert first == again


def test_the_matter_that_the_fuzzer_spoils_is_right(subject: Fuzzer):
    assert check_matter(OWN, subject.library) == ()


def test_spoiled_expressions_are_read_or_refused_at_a_place():
    rng = Random(SEED)
    written = "area_m2 > 50 and kind in ['a', 'b'] or sum(staff.pay) * 2 >= tables.days"
    columns = [
        (mistake_in(source), len(source))
        for source in (an_expression(rng, written) for _ in range(2000))
    ]
    refused = [(column, length) for column, length in columns if column is not None]
    assert 0 < len(refused) < len(columns)
    assert all(1 <= column <= length + 1 for column, length in refused)


def mistake_in(source: str) -> int | None:
    """The column of the mistake, if the source is no expression."""
    try:
        Expression.compile(source)
    except ExpressionMistake as mistake:
        return mistake.column
    return None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name: [" + "x, " * 12_000 + "x]", "more than 12000 keys and values"),
        ("name: " + "x" * 1_000_001, "larger than 1 MB"),
        ("[" * 400, "Nested more than 24 levels"),
        ("a: &a [x]\nb: [*a, *a]", "Anchors (&) and aliases (*)"),
    ],
)
def test_what_one_file_may_hold_is_bounded(subject: Fuzzer, content: str, said: str):
    path = subject.folder / "large.yaml"
    path.write_text(content, encoding="utf-8")
    assert any(said in mistake.what.en for mistake in check_matter(path, subject.library))
