"""The forms of the case page: one for each act that the open work gives to its reader, with what was typed before."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from hall.act_lists import AskedField, AskedPaper, Want, asked_fields, asked_papers, wants_of
from hall.act_reading import keep_paper, right_for
from hall.case_file import CaseFile
from hall.house import Hall
from hall.permissions import may
from hall.posted import Posted
from matters.case import ACCEPTANCE
from matters.grounds import return_targets
from matters.spec import Step
from matters.words import Text
from matters.work import ActName, WorkItem

FormName = Literal[
    "take", "accept", "refuse-to-accept", "ask-for-more", "supply", "withdraw", "grant", "refuse",
    "issue", "inspect", "send-back", "check-again",
]  # fmt: skip


class Typed:
    """What somebody had typed into a form that was refused; nothing in a fresh one."""

    def __init__(self, posted: Posted | None = None) -> None:
        self._posted = posted

    @property
    def is_again(self) -> bool:
        return self._posted is not None

    def text(self, name: str, default: str = "") -> str:
        return self._posted.text(name) if self._posted else default

    def texts(self, name: str) -> tuple[str, ...]:
        return self._posted.texts(name) if self._posted else ()


@dataclass(frozen=True)
class ActForm:
    """One form of the case page."""

    name: FormName
    step: str
    once: str
    """Made of the case's state: the same form sent twice, from one window or two, is one act."""
    typed: Typed
    basis: str = ""
    wants: tuple[Want, ...] = ()
    fields: tuple[AskedField, ...] = ()
    papers: tuple[AskedPaper, ...] = ()
    targets: tuple[tuple[str, Text], ...] = ()
    """Where work may go back to, or the checks that may be asked again."""
    declared: Step | None = None


@dataclass(frozen=True)
class Desk:
    """All forms for one piece of work."""

    work: WorkItem | None
    title: Text
    forms: tuple[ActForm, ...]
    holder: Text | None = None
    """Somebody else who has it in hand."""
    guide: Text | None = None
    conditions: tuple[Text, ...] = ()


def desks_of(hall: Hall, file: CaseFile, refused: Posted | None = None) -> tuple[Desk, ...]:
    """The reader's work on the case; `refused`: the form that was posted and not taken."""
    return tuple(_Maker(hall, file, refused).desks())


FORMS: dict[ActName, tuple[FormName, ...]] = {
    "accept": ("accept",),
    "ask-for-more": ("ask-for-more",),
    "refuse-to-accept": ("refuse-to-accept",),
    "supply": ("supply",),
    "check-again": ("check-again",),
    "inspect": ("inspect",),
    "send-back": ("send-back",),
    "withdraw": ("withdraw",),
}
ORDER: tuple[ActName, ...] = (
    "take", "accept", "decide", "inspect", "supply", "check-again", "ask-for-more", "send-back",
    "refuse-to-accept", "withdraw",
)  # fmt: skip


class _Maker:
    """Makes the forms of one page."""

    def __init__(self, hall: Hall, file: CaseFile, refused: Posted | None) -> None:
        self._hall = hall
        self._file = file
        self._refused = refused

    def desks(self) -> Iterator[Desk]:
        file = self._file
        for work in file.own_work:
            forms = tuple(self._forms(work))
            step = None if work.step == ACCEPTANCE else file.rules.matter.step(work.step)
            yield Desk(
                work=work,
                title=file.step_name(work.step),
                forms=forms,
                holder=self._holder(work),
                guide=step.guide if step else None,
                conditions=step.item.conditions if step and step.item else (),
            )
        if file.is_hall:
            yield from self._for_the_applicant()

    def _holder(self, work: WorkItem) -> Text | None:
        if work.holder is None or work.holder == self._file.account.id:
            return None
        return self._file.person(work.holder)

    def _for_the_applicant(self) -> Iterator[Desk]:
        """After acceptance the hall still supplies and withdraws in the applicant's name."""
        now = self._file.now
        here = {work.step for work in self._file.own_work}
        for step in now.asks:
            if step not in here and self._may("supply", step):
                yield Desk(None, self._file.step_name(step), (self._form("supply", step),))
        if now.accepted and not now.ended and self._may("withdraw", ACCEPTANCE):
            title = Text(zh="代申请人办理", en="For the applicant")
            yield Desk(None, title, (self._form("withdraw", ACCEPTANCE),))

    def _forms(self, work: WorkItem) -> Iterator[ActForm]:
        for act in ORDER:
            if act not in work.acts or not self._may(act, work.step):
                continue
            for name in self._names(act, work):
                yield self._form(name, work.step)

    def _may(self, act: ActName, step: str) -> bool:
        return may(self._file.account, right_for(act, step))

    def _names(self, act: ActName, work: WorkItem) -> tuple[FormName, ...]:
        if act == "take":
            is_mine = work.holder == self._file.account.id
            return () if is_mine else ("take",)
        if act != "decide":
            return FORMS[act]
        kind = self._file.rules.matter.step(work.step).kind
        return ("issue",) if kind == "issue" else ("grant", "refuse")

    def _form(self, name: FormName, step: str) -> ActForm:
        form = ActForm(
            name=name, step=step, once=self._once(name, step), typed=self._typed(name, step)
        )
        return ActForm(**{**vars(form), **self._more(form)})

    def _once(self, name: str, step: str) -> str:
        file = self._file
        said = f"{file.account.id} {file.number} {len(file.case.facts)} {name} {step}"
        return hmac.new(self._hall.session_key.encode(), said.encode(), "sha256").hexdigest()[:32]

    def _typed(self, name: FormName, step: str) -> Typed:
        posted = self._refused
        is_this = posted and (posted.text("form"), posted.text("step")) == (name, step)
        return Typed(posted if is_this else None)

    def _more(self, form: ActForm) -> dict[str, object]:
        declared = None if form.step == ACCEPTANCE else self._file.rules.matter.step(form.step)
        match form.name:
            case "refuse-to-accept":
                return {"basis": "《中华人民共和国行政许可法》第三十二条"}
            case "refuse" if declared and declared.item:
                return {"basis": declared.item.basis, "declared": declared}
            case "ask-for-more":
                return {"wants": tuple(wants_of(self._file, form.step))}
            case "supply":
                return self._supplies(form.step)
            case "check-again":
                uses = self._file.rules.matter.checks
                asked = (use for use in uses if use.key in self._file.now.findings)
                return {"targets": tuple((use.key, use.check.name) for use in asked)}
            case "send-back" if declared:
                targets = return_targets(self._file.rules, self._file.now, declared)
                return {"targets": tuple((key, self._file.step_name(key)) for key in targets)}
            case _:
                return {"declared": declared}

    def _supplies(self, step: str) -> dict[str, object]:
        papers = tuple(self._with_ticket(one) for one in asked_papers(self._file, step))
        return {"fields": tuple(asked_fields(self._file, step)), "papers": papers}

    def _with_ticket(self, paper: AskedPaper) -> AskedPaper:
        if self._refused is None:
            return paper
        kept = keep_paper(self._hall, self._file, self._refused, paper.key)
        return replace(paper, kept=kept)
