"""The counter: choose a matter, go on with a draft, discard one."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from hall.counter.draft import OpenDraft, begin, discard, own_drafts
from hall.counter.opening import desk_of
from hall.counter.reductions import Reduction, only_by_upload, reductions
from hall.doors import allowed
from hall.reads import Shown, note_read
from hall.visitor import Visitor
from matters.office import Department
from matters.rules import Rules
from matters.spec import Material, Matter
from matters.words import Text
from storage import published

router = APIRouter()
Clerk = Annotated[Visitor, Depends(allowed("launch"))]

DISCARDED = Text(zh="草稿已删除。", en="The draft is discarded.")


@dataclass(frozen=True)
class Offer:
    """A matter as it is offered at the counter."""

    matter: Matter
    lead: Department
    departments: tuple[Department, ...]
    reductions: tuple[Reduction, ...]
    bring: tuple[Material, ...]
    """What may have to be brought; everything else is checked or promised."""


@router.get("/counter")
def choose(visitor: Clerk) -> Response:
    """The matters that take new cases, and the clerk's own drafts."""
    house = visitor.hall.installation
    with house.database.transaction() as connection:
        current = published.current(connection, house.clock())
        rules = tuple(house.rules(connection, one.digest) for one in current)
    mine = own_drafts(house, visitor.signed.id)
    drafts = (Shown(f"draft-{one.id}", "drafts", one.matter.matter) for one in mine)
    note_read(visitor.request, *drafts)
    return visitor.page("counter_choose.html", offers=tuple(map(_offer, rules)), drafts=mine)


@router.post("/counter")
def start(visitor: Clerk) -> Response:
    """Begin a draft of the matter that was chosen."""
    key = visitor.posted.text("matter")
    draft = begin(visitor.hall.installation, key, visitor.signed.id, visitor.language)
    return visitor.go(f"/counter/{draft.id}/situation")


@router.get("/counter/{draft_id}")
def go_on(visitor: Clerk, draft_id: str) -> Response:
    """The first step of the draft that is not finished."""
    desk = desk_of(visitor, draft_id)
    return visitor.go(f"/counter/{desk.id}/{first_unfinished(desk)}")


@router.post("/counter/{draft_id}/discard")
def throw_away(visitor: Clerk, draft_id: str) -> Response:
    discard(visitor.hall.installation, draft_id, visitor.signed.id)
    return visitor.go("/counter", DISCARDED)


def first_unfinished(desk: OpenDraft) -> str:
    """Where somebody goes on who comes back."""
    if desk.sheet.unanswered or desk.sheet.leaf:
        return "situation"
    if desk.wrong or desk.sheet.missing:
        return "form"
    return "papers" if desk.sheet.papers_to_bring else "confirm"


def _offer(rules: Rules) -> Offer:
    matter, office = rules.matter, rules.office
    keys = dict.fromkeys(key for step in matter.steps for key in step.all_departments)
    return Offer(
        matter=matter,
        lead=office.department(matter.lead),
        departments=tuple(office.department(key) for key in keys),
        reductions=reductions(matter),
        bring=tuple(only_by_upload(matter)),
    )
