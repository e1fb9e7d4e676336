"""Who may be given the work, and which own words may still be taken back."""

from hall.case_file import CaseFile
from hall.house import Hall
from hall.permissions import WORK_ROLES, Right, actor, may
from matters.acts import CallAgain, Recall, Transfer
from matters.errors import ActRefused, Refused
from matters.office import HALL
from matters.special_verbs import Special, special_fact
from matters.words import Text
from storage import accounts
from storage.accounts import Account


def colleagues_of(hall: Hall, file: CaseFile) -> tuple[tuple[str, Text], ...]:
    """The others of the reader's department who may do its work."""
    return tuple(
        (one.id, one.name) for one in _workers(hall, file.department) if one.id != file.account.id
    )


def check_transfer(hall: Hall, file: CaseFile, act: Transfer) -> None:
    """Whether the person works in the department that gets the work. Raises ActRefused."""
    if act.to_account is None:
        return
    department = act.to_department or file.department
    if act.to_account not in {one.id for one in _workers(hall, department)}:
        raise ActRefused(
            zh="所选人员不是承接部门的在岗人员。请从列表中重新选择。",
            en="That person does not work in the department. Choose one from the list.",
            field="to_account",
        )


def _workers(hall: Hall, department: str) -> tuple[Account, ...]:
    """Those who may do the work of the department: at the counter, whoever stands there; the hall's head does not."""
    needed: Right = "hand-out" if department == HALL else "decide"
    with hall.database.transaction() as connection:
        known = accounts.all_accounts(connection)
    return tuple(
        one
        for one in known
        if one.department == department
        and one.roles & WORK_ROLES
        and may(one, needed)
        and not one.disabled
    )


def may_recall(file: CaseFile) -> tuple[tuple[str, str | None], ...]:
    """The steps, with their parts, on which the reader's own last word can still be taken back."""
    found: list[tuple[str, str | None]] = []
    for key, own in file.now.steps.items():
        places: tuple[str | None, ...] = (None, *own.parts)
        found += [(key, part) for part in places if _can_recall(file, key, part)]
    return tuple(found)


def _can_recall(file: CaseFile, step: str, part: str | None) -> bool:
    if not actor(file.account).persons & file.now.step(step).actors:
        return False
    return _would_be_done(file, Recall(step=step, part=part, reason="-"))


def unanswered_calls(file: CaseFile) -> tuple[str, ...]:
    """The steps whose other system did not answer in time and may be asked again."""
    return tuple(
        key
        for key, own in file.now.steps.items()
        if own.status == "unanswered" and _would_be_done(file, CallAgain(step=key))
    )


def _would_be_done(file: CaseFile, act: Recall | CallAgain) -> bool:
    """Asked of the verb itself, so that the page offers exactly what will be done."""
    on = Special(file.rules, file.case, file.now, actor(file.account), file.at)
    try:
        special_fact(on, act)
    except Refused:
        return False
    return True
