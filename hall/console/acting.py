"""`onego case launch` and `act`: the commands of people, in the name of whoever sits at the machine."""

from pathlib import Path
from typing import get_args

from pydantic import ValidationError
from pydantic_core import from_json

from flows.commands import Application, act_on, launch_case
from hall.act_table import ACTS
from hall.acting_options import Doer
from hall.console.departments import require_department
from hall.console.opening import house_open
from hall.console.publishing import operator
from hall.console.speech import OUT, say
from matters.acts import ACT, Act
from matters.case import Actor
from matters.errors import OneGoError
from matters.office import HALL
from storage.settings import Settings


class NotReadable(OneGoError):
    """What was written on the command line, or in its file, is not what it must be."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(
            zh=f"{what}无法识别：{why}。请按说明书写后重试。",
            en=f"{what} cannot be read: {why}. Write it as the manual shows and try again.",
        )


def launch_from(settings: Settings, matter: str, path: Path) -> None:
    """Launch a case with the answers of a file. Raises NotReadable, and what `launch_case` raises."""
    application = _application(matter, path)
    with house_open(settings) as house:
        number = launch_case(house, application, _actor(Doer(department=HALL)))
    OUT.print(number)


def act_as(settings: Settings, number: str, words: tuple[str, ...], doer: Doer) -> None:
    """Do one act. Raises NotReadable, DepartmentUnknown, and what `act_on` raises."""
    act = read_act(words)
    with house_open(settings) as house:
        require_department(house.office, doer.department)
        act_on(house, number, act, _actor(doer))
    done = ACTS[act.act].done
    say(f"办件 {number}：{done.zh}", f"Case {number}: {done.en}")


def read_act(words: tuple[str, ...]) -> Act:
    """An act as it was written: JSON, or its name and what it says as name=value. Raises NotReadable."""
    what, *said = words
    try:
        return (
            ACT.validate_json(what)
            if what.lstrip().startswith("{")
            else ACT.validate_python({**_said(said), "act": what})
        )
    except ValidationError as wrong:
        raise NotReadable(what if what in ACTS else "act", _what_it_takes(what, wrong)) from None


def _what_it_takes(what: str, wrong: ValidationError) -> str:
    """What is wrong, and for an act by its name all that it takes."""
    kinds = {kind.model_fields["act"].default: kind for kind in get_args(get_args(Act)[0])}
    if what not in kinds:
        return _first(wrong)
    names = (
        name if field.is_required() else f"[{name}]"
        for name, field in kinds[what].model_fields.items()
        if name != "act"
    )
    return f"{_first(wrong)} ({what}: {', '.join(names)})"


def _said(pairs: list[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not (name and equals):
            raise NotReadable(pair, "write name=value")
        found[name] = _value(value)
    return found


def _value(written: str) -> object:
    """Objects and lists are JSON; anything else is taken as it stands, and read as its field wants it."""
    if not written.startswith(("{", "[")):
        return written
    try:
        return from_json(written)
    except ValueError as error:
        raise NotReadable(written, str(error)) from None


def _application(matter: str, path: Path) -> Application:
    try:
        written = from_json(path.read_bytes())
    except OSError as error:
        raise NotReadable(str(path), error.strerror or str(error)) from None
    except ValueError as error:
        raise NotReadable(str(path), str(error)) from None
    whole = isinstance(written, dict) and isinstance(written.get("answers"), dict)
    try:
        return Application.model_validate(
            {**written, "matter": matter} if whole else {"matter": matter, "answers": written}
        )
    except ValidationError as wrong:
        raise NotReadable(str(path), _first(wrong)) from None


def _first(wrong: ValidationError) -> str:
    error = wrong.errors(include_input=False)[0]
    return f"{'.'.join(str(part) for part in error['loc'])}: {error['msg']}".strip(": ")


def _actor(doer: Doer) -> Actor:
    own = doer.role or ("clerk" if doer.department == HALL else "officer")
    who = doer.account or operator()
    return Actor.model_validate({"account": who, "department": doer.department, "role": own})
