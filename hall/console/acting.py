"""`onego case launch` and `act`: the commands of people, in the name of whoever sits at the machine."""

from pathlib import Path

from pydantic import ValidationError
from pydantic_core import from_json

from flows.commands import Application, act_on, launch_case
from hall.console.departments import require_department
from hall.console.opening import house_open
from hall.console.publishing import operator
from hall.console.speech import OUT, say
from matters.acts import ACT
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
        number = launch_case(house, application, _actor(HALL))
    OUT.print(number)


def act_as(settings: Settings, number: str, what: str, department: str) -> None:
    """Do one act. Raises NotReadable, DepartmentUnknown, and what `act_on` raises."""
    try:
        act = ACT.validate_json(what)
    except ValidationError as wrong:
        raise NotReadable("act", _first(wrong)) from None
    with house_open(settings) as house:
        require_department(house.office, department)
        act_on(house, number, act, _actor(department))
    say(f"办件 {number}：已办理。", f"Case {number}: done.")


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


def _actor(department: str) -> Actor:
    role = "clerk" if department == HALL else "officer"
    return Actor.model_validate({"account": operator(), "department": department, "role": role})
