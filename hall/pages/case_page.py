"""The page of one case: what it stands at, what its reader may see and do, and what happened."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from markupsafe import Markup

from hall.act_desks import desks_of, sent_again
from hall.act_refusal import Refusal
from hall.case_fields import applicant_of, groups_of, sensitive_of, tables_of
from hall.case_file import CaseFile, open_case
from hall.case_papers import papers_of, receipts_of, upload_of
from hall.case_steps import (
    clock_moves,
    copies_of,
    draws_of,
    family_of,
    is_inside,
    objections_of,
    opinions_of,
    parts_of,
    why_waiting,
)
from hall.case_whys import whys_of
from hall.case_words import Tone, notice_name, state_words
from hall.clock_words import Clock, clock_of
from hall.delivery_words import arrival_words, ways_of
from hall.doors import allowed
from hall.follow_words import bill_of
from hall.forecasts import forecast_for
from hall.ledger_words import ledger_of
from hall.machine_words import machine_of
from hall.part_names import part_names
from hall.reads import note_shown, note_unmasked, read_case
from hall.step_graph import step_graph
from hall.supervision_case import lights_for, orders_for
from hall.telling import told
from hall.value_words import answer_words
from hall.visitor import Visitor
from matters.case import Fact, NoticeDelivered, NoticeIssued
from matters.errors import NotFound
from matters.words import Text
from matters.work import WorkItem
from storage.files import kind_of
from storage.projection import state_of

router = APIRouter()
Reader = Annotated[Visitor, Depends(allowed("see-cases"))]


@dataclass(frozen=True)
class Happening:
    """One line of the timeline."""

    fact: Fact
    what: Text
    detail: Text | None
    tone: Tone
    who: Text


@dataclass(frozen=True)
class Holding:
    """Who has what open."""

    work: WorkItem
    step: Text
    department: Text
    holder: Text | None
    clock: Clock
    is_own: bool
    part: Text | None = None
    why_waiting: Text | None = None
    clock_moves: tuple[tuple[Text, Text], ...] = ()


@router.get("/cases/{number}")
def case_page(visitor: Reader, number: str, whole: str = "") -> Response:
    """The case, for those who take part in it. Sensitive values are masked until somebody asks for them."""
    return show_case(visitor, read_case(visitor, number), whole=bool(whole))


def show_case(
    visitor: Visitor, file: CaseFile, *, whole: bool = False, refusal: Refusal | None = None
) -> Response:
    """The page, after a refused form with the reason on top and everything that was typed in place."""
    language = visitor.language
    sensitive = sensitive_of(file)
    if whole and sensitive:
        note_unmasked(visitor, file, sensitive)
    desks = desks_of(visitor.hall, file, refusal)
    state, tone = state_words(file.rules.matter, state_of(file.now))
    return visitor.page(
        "case.html",
        refusal.error.status if refusal else 200,
        file=file,
        state=state,
        tone=tone,
        applicant=applicant_of(file),
        groups=groups_of(file, language, whole=whole),
        tables=tables_of(file, language, whole=whole),
        receipts=receipts_of(file, visitor.hall.installation.registers, language, whole=whole),
        papers=papers_of(file),
        sensitive=sensitive,
        whole=whole,
        desks=desks,
        refusal=refusal,
        sent=sent_again(desks),
        words_of=lambda asked, value: answer_words(asked, asked.type, value, language),
        copies=copies_of(file),
        step_parts=parts_of(file),
        step_opinions=opinions_of(file),
        step_objections=objections_of(file),
        step_draws=draws_of(file),
        case_bill=bill_of(file.rules, file.now),
        family=family_of(file),
        may_open_family=file.is_hall,
        holdings=_holdings(file),
        clock_lines=ledger_of(file.rules, file.now, file.today),
        deliveries={one.key: one for one in ways_of(file.rules, file.now)},
        machine=machine_of(file),
        happened=_happened(file),
        foretold=forecast_for(visitor.hall, file),
        case_lights=lights_for(file),
        case_orders=orders_for(file),
        graph=Markup(step_graph(file.rules.matter, file.now, language)),  # noqa: S704 - escaped where it is drawn
        whys=whys_of(file),
        notice_names={
            one.key: notice_name(file.rules, one.key, one.letter, one.step) for one in file.notices
        },
        limit=int(visitor.hall.settings.upload_limit) // 1_000_000,
    )


def _holdings(file: CaseFile) -> tuple[Holding, ...]:
    names = part_names(file.rules, file.now, file.fields)
    return tuple(
        Holding(
            work=work,
            step=file.step_name(work.step),
            department=file.department_name(work.department),
            holder=file.person(work.holder) if work.holder else None,
            clock=clock_of(file.rules, file.now, work, file.today),
            is_own=work.department == file.department,
            part=names.of(work.step, work.part) if work.part else None,
            why_waiting=why_waiting(file, work),
            clock_moves=clock_moves(file, work),
        )
        for work in file.work
    )


def _happened(file: CaseFile) -> tuple[Happening, ...]:
    """The facts in words, newest first, without what is not the reader's business."""
    lines, names = [], part_names(file.rules, file.now, file.fields)
    for fact in file.case.facts:
        if not file.may_hear(fact) or isinstance(fact, NoticeDelivered):
            continue  # a delivery is told with its notice
        said = told(file.rules, fact, names)
        inside = said.detail if _acts_there(file, fact) else said.detail_for(file.department)
        detail = _arrival(file, fact) or inside
        lines.append(Happening(fact, said.what, detail, said.tone, file.who(fact.by)))
    return tuple(reversed(lines))


def _acts_there(file: CaseFile, fact: Fact) -> bool:
    """Whether the reader acts in the step that the fact is of, also since it was transferred to it."""
    key = getattr(fact, "step", None)
    step = next((one for one in file.rules.matter.steps if one.step == key), None)
    return step is not None and is_inside(file, step)


def _arrival(file: CaseFile, fact: Fact) -> Text | None:
    """When and how a notice arrived, and the proof of it."""
    if not isinstance(fact, NoticeIssued) or fact.key not in file.now.delivered:
        return None
    return arrival_words(file.now, fact.key)


@router.get("/cases/{number}/papers/{material}")
def paper(visitor: Reader, number: str, material: str, digest: str | None = None) -> Response:
    """A file that was handed in for a material, else the last one, for those whose steps need it."""
    file = open_case(visitor.hall, visitor.signed, number)
    taken = upload_of(file, material, digest)
    if taken is None:
        raise NotFound(Text(zh="该材料", en="The paper"))
    note_shown(visitor, file, f"paper {material}")
    content = visitor.hall.installation.files.get(taken.digest)
    kind = kind_of(content)
    response = Response(content, media_type=kind.value if kind else "application/octet-stream")
    suffix = f".{kind.name.lower()}" if kind else ""
    how = "inline" if kind else "attachment"
    response.headers["content-disposition"] = f'{how}; filename="{number}-{material}{suffix}"'
    return response
