"""The situation that a command is asked about: answers written out, in a file, or a scenario's."""

from datetime import date
from pathlib import Path

from pydantic import RootModel

from hall.console.checking import library_of
from matters.case import Accepted, Case, NotAccepted
from matters.errors import MatterUnknown, OneGoError
from matters.fields import Answers, Value
from matters.mistakes import nearest
from matters.reading import SHIPPED, read_document, read_matter, shipped_catalogue
from matters.rules import Rules
from matters.scenarios import Scenarios
from matters.standing import Standing, standing
from matters.words import Text
from matters.workbench.explaining import CHECKS, situation
from matters.workbench.trials import run

YES, NO = ("yes", "true", "是"), ("no", "false", "否")


class SaidAnswers(RootModel[dict[str, Value]]):
    """A file of answers by path, YAML or JSON."""


class AnswerUnreadable(OneGoError):
    """An answer of the command line that cannot be read."""

    def __init__(self, written: str, why: Text) -> None:
        super().__init__(zh=f"“{written}”：{why.zh}", en=f"“{written}”: {why.en}")


class ScenarioUnknown(OneGoError):
    """A matter has no scenario of that name."""

    def __init__(self, name: str, near: str | None) -> None:
        zh = f"您是否想写“{near}”？" if near else "请核对情景文件。"
        en = f"Did you mean “{near}”?" if near else "See the file of its scenarios."
        super().__init__(zh=f"没有情景“{name}”。{zh}", en=f"There is no scenario “{name}”. {en}")


def rules_of(name: str) -> Rules:
    """The matter of a file, or the shipped one with that key, in its office. Raises MatterUnknown, MistakesFound."""
    path = Path(name)
    if path.suffix in (".yaml", ".yml") or path.is_file():
        library = library_of(path)
        return Rules(read_matter(path, library), library.office, library.calendar)
    catalogue = shipped_catalogue()
    keys = [one.matter for one in catalogue.matters]
    if name not in keys:
        raise MatterUnknown(name, nearest(name, keys))
    return Rules(catalogue.matter(name), catalogue.office, catalogue.calendar)


def answers_given(rules: Rules, written: tuple[str, ...], file: Path | None) -> Answers:
    """The answers of a file, and over them those that were written out as `path=value`.

    Raises AnswerUnreadable, and MistakesFound where the file cannot be read.
    """
    said: Answers = dict(read_document(file, SaidAnswers).root) if file else {}
    for one in written:
        path, equals, value = one.partition("=")
        if not equals:
            raise AnswerUnreadable(
                one, Text(zh="请写成 area_m2=80 的形式。", en="Write it like area_m2=80.")
            )
        said[path] = _read(rules, path.strip(), value.strip())
    for path in said:
        _known(rules, path)
    return said


def _known(rules: Rules, path: str) -> None:
    if path in rules.matter.types or path.startswith(CHECKS):
        return
    near = nearest(path, rules.matter.types)
    raise AnswerUnreadable(
        path,
        Text(
            zh="事项中没有这一问题或字段。" + (f"您是否想写“{near}”？" if near else ""),
            en="the matter has no such question or field."
            + (f" Did you mean “{near}”?" if near else ""),
        ),
    )


def _read(rules: Rules, path: str, value: str) -> Value:
    kind = rules.matter.types.get(path, _kind_of_check(rules, path))
    match kind:
        case "yes-no" if value.lower() in (*YES, *NO):
            return value.lower() in YES
        case "number" | "decimal":
            return _number(path, value)
        case "choices" | "id-numbers" | "list":
            return tuple(one.strip() for one in value.split(",") if one.strip())
        case "yes-no":
            raise AnswerUnreadable(
                f"{path}={value}", Text(zh="请写 yes 或 no。", en="Write yes or no.")
            )
        case _:
            return value


def _kind_of_check(rules: Rules, path: str) -> str:
    check, _, name = path.removeprefix(CHECKS).partition(".")
    known = {use.key.replace("-", "_"): use.check.gives for use in rules.matter.checks}
    return known.get(check, {}).get(name, "text")


def _number(path: str, value: str) -> Value:
    try:
        return float(value) if "." in value else int(value)
    except ValueError:
        why = Text(zh="这里应填数字。", en="a number is wanted here.")
        raise AnswerUnreadable(f"{path}={value}", why) from None


def standing_given(rules: Rules, said: Answers, day: date) -> Standing:
    """A case that nobody has launched, with these answers."""
    return situation(rules.matter, said, day)


def standing_of_scenario(matter: str, rules: Rules, name: str) -> tuple[Standing, date]:
    """A scenario's case as it is before acceptance, with the day; `matter` is its file or its key.

    Scenarios of a file lie in `scenarios` beside its folder, else those of the shipped matter count. Raises
    ScenarioUnknown, MistakesFound.
    """
    path = SHIPPED / "scenarios" / f"{rules.matter.matter}.yaml"
    beside = Path(matter).absolute().parent.parent / "scenarios" / path.name
    if Path(matter).is_file() and (beside.exists() or not path.exists()):
        path = beside
    file = read_document(path, Scenarios, "matter")
    known = {one.scenario: one for one in file.scenarios}
    if name not in known:
        raise ScenarioUnknown(name, nearest(name, known))
    trial = run(rules, file, known[name])
    facts = trial.case.facts
    ends = next(
        (n for n, one in enumerate(facts) if isinstance(one, Accepted | NotAccepted)), len(facts)
    )
    case = Case(number=trial.case.number, matter=trial.case.matter, facts=facts[:ends])
    return standing(case), trial.starts
