"""For administrators: how every register stands, one register with its last questions, and trying a check."""

import json
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from hall.admin.drafts import shipped_library
from hall.admin.registers_seen import RegisterSeen, registers_seen
from hall.case_words import FINDINGS_SAID
from hall.check_uses import value_name
from hall.doors import allowed
from hall.made_up import as_given, made_up
from hall.reaching import surroundings_of
from hall.trials import Tried, tried
from hall.value_words import value_words
from hall.visitor import Visitor
from matters.errors import NotFound, OneGoError
from matters.fields import Value, cell_of
from matters.spec import DataCheck
from matters.words import Text
from storage import register_calls
from storage.register_calls import CallPlace, CallsWanted

router = APIRouter(prefix="/admin/registers")
Reader = Annotated[Visitor, Depends(allowed("see-registers"))]
Trier = Annotated[Visitor, Depends(allowed("try-checks"))]

PAGE = 50
NO_REGISTER = Text(zh="该数据源", en="This register")
NO_CHECK = Text(zh="该核验", en="This check")
INPUT = "input:"
"""Before the name of a value that the check is asked with."""


@router.get("")
def show(visitor: Reader) -> Response:
    """Every register: up or away, how fast, how often in vain, how much of its quota, and who uses it."""
    rows = registers_seen(visitor.hall.installation)
    return visitor.page(
        "admin_registers.html",
        rows=rows,
        down=tuple(one for one in rows if one.state and one.state.state == "down"),
        may_try=visitor.may("try-checks"),
    )


@router.get("/try")
def choose_trial(visitor: Trier, check: str = "") -> Response:
    """Choose a check and see what it is asked with."""
    return _trial(visitor, _check(check) if check else None)


@router.post("/try")
def do_trial(visitor: Trier) -> Response:
    """Ask a register once, outside of any case; written down before it is asked."""
    check, hall = _check(visitor.posted.text("check")), visitor.hall
    account = visitor.signed
    what = Tried(
        account=account.id,
        department=account.department,
        check=check,
        inputs=_inputs(visitor, check),
        reason=visitor.posted.text("reason"),
    )
    try:
        trial = tried(hall.installation, surroundings_of(hall.installation, hall.settings), what)
    except OneGoError as refused:
        return _trial(visitor, check, refused=refused)
    mapped = tuple(
        (
            value_name(check, name),
            value_words(check.gives.get(name), cell_of(value), visitor.language),
        )
        for name, value in trial.heard.reply.values.items()
    )
    shape = json.dumps(trial.shape, ensure_ascii=False, indent=2)
    return _trial(visitor, check, trial=trial, mapped=mapped, shape=shape)


@router.get("/{key}")
def show_one(visitor: Reader, key: str, after: str = "") -> Response:
    """One register: its terms, its figures, its last trouble and its last questions."""
    seen = _seen(visitor, key)
    wanted = CallsWanted(register=key)
    with visitor.hall.database.transaction() as connection:
        found = register_calls.newest(connection, wanted, _place_in(after), PAGE + 1)
    calls = found[:PAGE]
    following = (
        f"/admin/registers/{key}?after={_written(calls[-1].place)}" if len(found) > PAGE else None
    )
    return visitor.page(
        "admin_register.html",
        one=seen,
        calls=calls,
        outcomes=FINDINGS_SAID,
        first=f"/admin/registers/{key}" if after else None,
        following=following,
        may_try=visitor.may("try-checks"),
        library=tuple(one for one in shipped_library().checks if one.register_key == key),
    )


def _trial(
    visitor: Visitor,
    check: DataCheck | None,
    refused: OneGoError | None = None,
    **result: object,
) -> Response:
    library = shipped_library().checks
    shown = {"trial": None, "mapped": (), "shape": ""} | result
    return visitor.page(
        "admin_try.html",
        refused.status if refused else 200,
        checks=tuple((one.key, one.name) for one in library),
        check=check,
        inputs=_inputs(visitor, check) if check else {},
        reason=visitor.posted.text("reason"),
        refused=refused,
        outcomes=FINDINGS_SAID,
        **shown,
    )


def _inputs(visitor: Visitor, check: DataCheck) -> dict[str, Value]:
    """What was written, else made-up values."""
    posted = visitor.posted
    given = {name: posted.text(f"{INPUT}{name}") for name in check.inputs}
    return {name: as_given(name, given[name]) or value for name, value in made_up(check).items()}


def _check(key: str) -> DataCheck:
    found = next((one for one in shipped_library().checks if one.key == key), None)
    if found is None:
        raise NotFound(NO_CHECK)
    return found


def _seen(visitor: Visitor, key: str) -> RegisterSeen:
    rows = registers_seen(visitor.hall.installation)
    found = next((one for one in rows if one.register.key == key), None)
    if found is None:
        raise NotFound(NO_REGISTER)
    return found


def _place_in(after: str) -> CallPlace | None:
    moment, _, number = after.partition("~")
    try:
        return CallPlace(datetime.fromisoformat(moment), int(number)) if number else None
    except ValueError:
        return None


def _written(place: CallPlace) -> str:
    return f"{place.at.isoformat().replace('+', '%2B')}~{place.id}"
