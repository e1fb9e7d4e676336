"""`onego matter new`: the first file of a matter, from options or from questions at the terminal."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hall.console.speech import ERR, OUT, either, into, say
from matters.library import Library
from matters.reading import SHIPPED, check_matter, read_library
from matters.words import Text
from matters.workbench.beginning import (
    Beginning,
    FirstFile,
    NotBegun,
    first_file,
    items_of,
    one_for_each,
)

Ask = Callable[[str], str]


@dataclass(frozen=True)
class Given:
    """What was said on the command line; the rest is asked."""

    name_zh: str | None = None
    name_en: str | None = None
    lead: str | None = None
    departments: tuple[str, ...] = ()
    audience: Literal["person", "company"] | None = None
    items: tuple[str, ...] = ()


def begin_matter(
    key: str, given: Given, into_folder: Path, *, overwrite: bool = False, as_json: bool = False
) -> int:
    """Write `KEY.yaml` into the folder, and check it; 1 if the check finds mistakes. Raises NotBegun."""
    path = into_folder / f"{key}.yaml"
    if path.exists() and not overwrite:
        raise NotBegun(
            zh=f"{path} 已存在。请换一个编码，或加 --overwrite 覆盖。",
            en=f"{path} exists. Choose another key, or add --overwrite.",
        )
    library = _library_for(path)
    ask = _at_terminal if sys.stdin.isatty() and not as_json else None
    wanted = beginning(key, given, library, ask)
    made = first_file(wanted, library)
    into_folder.mkdir(parents=True, exist_ok=True)
    path.write_text(made.text, encoding="utf-8", newline="\n")
    mistakes = check_matter(path, library)
    if as_json:
        said = {
            "file": str(path),
            "mistakes": [one.sentence("en") for one in mistakes],
            "missing": [one.model_dump() for one in made.missing],
        }
        OUT.print(json.dumps(said, ensure_ascii=False, indent=2))
        return bool(mistakes)
    _tell(path, made)
    for one in mistakes:
        OUT.print(one.sentence("zh" if either("zh", "en") == "zh" else "en"))
    return bool(mistakes)


def beginning(key: str, given: Given, library: Library, ask: Ask | None) -> Beginning:
    """What the file is made of; what was not given is asked, or refused where nobody can answer. Raises NotBegun."""
    name_zh = given.name_zh or _answer(ask, "--name-zh", "中文名称", "Chinese name")
    name_en = given.name_en or (_asked(ask, "英文名称（可不填）", "English name (may be left out)"))
    lead = given.lead or _answer(ask, "--lead", "牵头部门", "Lead department")
    audience = given.audience or _audience(ask)
    departments = given.departments or _listed(
        ask, "参与部门（逗号分隔）", "Departments (with commas)"
    )
    said = given.items or _listed(
        ask, "事项，如 food=食品经营许可@market-regulation", "Items, such as food=Food licence@fire"
    )
    items = items_of(said, departments) if said else one_for_each(departments, library)
    name = Text(zh=name_zh, en=name_en or name_zh)
    return Beginning(key=key, name=name, lead=lead, audience=audience, items=items)


def _answer(ask: Ask | None, option: str, zh: str, en: str) -> str:
    said = _asked(ask, zh, en)
    if not said:
        raise NotBegun(
            zh=f"缺少{zh}。请用 {option} 说明。", en=f"{en} is missing. Say it with {option}."
        )
    return said


def _asked(ask: Ask | None, zh: str, en: str) -> str:
    return ask(either(zh, en)).strip() if ask else ""


def _listed(ask: Ask | None, zh: str, en: str) -> tuple[str, ...]:
    said = _asked(ask, zh, en).replace("，", ",")
    return tuple(one.strip() for one in said.split(",") if one.strip())


def _audience(ask: Ask | None) -> Literal["person", "company"]:
    said = _asked(ask, "办理对象：person 个人 / company 企业", "For person or company")
    return "company" if said == "company" else "person"


def _at_terminal(question: str) -> str:
    return ERR.input(f"{question}: ")


def _library_for(path: Path) -> Library:
    """The library of the catalogue that the file will lie in, else the shipped one. Raises MistakesFound."""
    own = path.absolute().parent.parent
    return read_library(own if (own / "office.yaml").exists() else SHIPPED)


def _tell(path: Path, made: FirstFile) -> None:
    say(f"已写出 {path}。尚待完善：", f"Wrote {path}. Still missing:")
    for one in made.missing:
        OUT.print(f"  - {into(one)}")
    say(
        f"改写后用 onego matter check {path} 检查。",
        f"Rewrite it, then look at it with onego matter check {path}.",
    )
