"""The desks of the case page: its reader's open work with the forms for it, and what belongs to the whole case."""

import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from hall.act_choices import left, objected, open_steps, signals, to_skip, to_verify
from hall.act_deciding import act_of, decisions_of, produced_values
from hall.act_forms import OF_HEADS, OF_PART, ORDER, ActForm, FormName
from hall.act_lists import (
    AskedPaper,
    asked_fields,
    asked_papers,
    wants_of,
)
from hall.act_people import colleagues_of, may_recall, unanswered_calls
from hall.act_reading import keep_paper
from hall.act_refusal import Refusal
from hall.act_rights import hall_steps, right_for
from hall.act_rows import asked_groups
from hall.act_spots import Around, spots_of
from hall.act_table import ACTS
from hall.act_visiting import days_before, rule_of_visit
from hall.case_file import CaseFile
from hall.case_steps import only_waits, question_of
from hall.case_words import status_words
from hall.house import Hall
from hall.part_names import part_names
from hall.permissions import may
from hall.rating_telling import rating_in_full
from hall.spots import Choices, Typed
from matters.bundle_verbs import may_extend
from matters.case import ACCEPTANCE, Proposed
from matters.evidence_verbs import late_deferrals
from matters.fields import Cell, Field
from matters.spec import Step
from matters.words import Text
from matters.work import ActName, WorkItem, acts_on_parts, over_parts

OF_PAPERS: dict[ActName, Callable[[CaseFile], Choices]] = {
    "ask-verification": to_verify,
    "settle-objection": objected,
}
"""What is offered only where there is something to choose."""
MANY = 4
"""So many parts of one step stand open; more of them fold."""


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
    question: Text | None = None
    """What another department asks."""
    proposed: Proposed | None = None
    proposal: Text | None = None
    """What is proposed, in words."""
    proposer: Text | None = None
    produced: tuple[tuple[Text, Field, Cell], ...] = ()
    """What the proposal fills in: each field's label, the field, and its value."""
    returned: str | None = None
    """Why a head did not approve."""
    folded: bool = False

    @property
    def main(self) -> tuple[ActForm, ...]:
        return tuple(form for form in self.forms if form.is_main)

    @property
    def more(self) -> tuple[ActForm, ...]:
        return tuple(form for form in self.forms if not form.is_main)

    @property
    def more_is_open(self) -> bool:
        return any(form.typed.is_again for form in self.more)

    @property
    def is_again(self) -> bool:
        """Whether the form that was refused stands here."""
        return any(form.typed.is_again for form in self.forms)


def desks_of(hall: Hall, file: CaseFile, refusal: Refusal | None = None) -> tuple[Desk, ...]:
    """The reader's work on the case; `refusal`: of the form that was posted and not taken."""
    return tuple(_Maker(hall, file, refusal).desks())


def sent_again(desks: tuple[Desk, ...]) -> ActForm | None:
    """The form that was refused, if it is still among them."""
    return next((form for desk in desks for form in desk.forms if form.typed.is_again), None)


class _Maker:
    """Makes the forms of one page."""

    def __init__(self, hall: Hall, file: CaseFile, refusal: Refusal | None) -> None:
        self._hall = hall
        self._file = file
        self._refused = refusal.posted if refusal else None
        self._problems = refusal.problems if refusal else {}
        self._parts = part_names(file.rules, file.now, file.fields)
        self._around = Around(colleagues_of(hall, file))
        self._at_hall = hall_steps(file)
        self._told: set[str] = set()
        """The steps whose forms that concern all of it stand already."""

    def desks(self) -> Iterator[Desk]:
        file = self._file
        count: dict[str, int] = {}
        for work in file.own_work:
            if work.kind == "delivery":
                continue  # a page of its own
            count[work.step] = count.get(work.step, 0) + 1
            desk = self._desk(work)
            yield replace(desk, folded=count[work.step] > MANY)
        yield from self._over_parts()
        if file.is_hall:
            yield from self._to_supply()
        if forms := tuple(self._for_the_case()):
            at_hall = Text(zh="代申请人办理", en="For the applicant")
            title = at_hall if file.is_hall else Text(zh="本办件", en="This case")
            yield Desk(None, title, forms)

    def _desk(self, work: WorkItem) -> Desk:
        file = self._file
        asked = question_of(file, work)
        step = None if work.step == ACCEPTANCE else file.rules.matter.step(work.step)
        own = file.now.step(work.step)
        proposed = own.parts[work.part].proposed if work.part in own.parts else own.proposed
        return Desk(
            work=work,
            title=self._title(work),
            forms=tuple(self._forms(work)),
            holder=self._holder(work),
            guide=self._guide(work, step) if asked is None else None,
            conditions=step.item.conditions if step and step.item and asked is None else (),
            question=asked,
            proposed=proposed if asked is None else None,
            proposal=status_words(step, proposed.decision)[0] if proposed else None,
            proposer=file.who(proposed.by) if proposed else None,
            produced=produced_values(file, proposed.values) if proposed else (),
            returned=own.returned if asked is None else None,
        )

    def _guide(self, work: WorkItem, step: Step | None) -> Text | None:
        rated = self._file.now.rated
        if work.kind == "rating" and rated:
            return rating_in_full(self._file.rules, rated)
        return step.guide if step else None

    def _title(self, work: WorkItem) -> Text:
        name = self._file.step_name(work.step)
        if work.part is None or work.part == self._file.department:
            return name
        part = self._parts.of(work.step, work.part)
        if work.kind == "rating":  # of the whole case, and of no step
            return Text(zh=part.zh, en=part.en.capitalize())
        return Text(zh=f"{name.zh}（{part.zh}）", en=f"{name.en} ({part.en})")

    def _holder(self, work: WorkItem) -> Text | None:
        if work.holder is None or work.holder == self._file.account.id:
            return None
        return self._file.person(work.holder)

    def _to_supply(self) -> Iterator[Desk]:
        """After acceptance the hall still supplies in the applicant's name."""
        here = {work.step for work in self._file.own_work}
        for step in self._file.now.asks:
            if step not in here and self._may("supply", step):
                yield Desk(None, self._file.step_name(step), (self._form("supply", step),))

    def _over_parts(self) -> Iterator[Desk]:
        """The department of the step and the leading one are over its parts, also without a part of theirs."""
        file = self._file
        here = {work.step for work in file.own_work}
        for step in dict.fromkeys(one.step for one in file.work if one.step not in here):
            declared = None if step == ACCEPTANCE else file.rules.matter.step(step)
            own = file.now.step(step)
            if declared is None or not own.parts or own.suspended:
                continue
            if file.department in over_parts(file.rules, declared) and self._may("finish", step):
                acts = acts_on_parts(declared)
                forms = tuple(self._form(act, step) for act in ORDER if act in acts)
                yield Desk(None, file.step_name(step), forms)

    def _for_the_case(self) -> Iterator[ActForm]:
        """What is done with the case as a whole, or with steps that are nobody's open work."""
        file = self._file
        now, lead = file.now, file.department == file.rules.matter.lead
        if now.ended or now.accepted is None:
            return
        for step, part in may_recall(file):
            yield self._form("recall", step, part or "")
        yield from self._about_papers()
        if signals(file) and not any("signal" in work.acts for work in file.own_work):
            yield self._form("signal", ACCEPTANCE)
        for step in unanswered_calls(file):
            yield self._form("call-again", step)
        if (file.is_hall or lead or self._is_head) and any(open_steps(file)):
            yield self._form("urge", ACCEPTANCE)
        if lead and self._is_head:
            yield from self._of_the_lead()
        if file.is_hall and self._may("withdraw", ACCEPTANCE):
            yield self._form("withdraw", ACCEPTANCE)

    def _of_the_lead(self) -> Iterator[ActForm]:
        """What only a head of the leading department does."""
        file = self._file
        if any(left(file)):
            yield from (self._form("skip", ACCEPTANCE),) if any(to_skip(file)) else ()
            yield self._form("terminate", ACCEPTANCE)
        if may_extend(file.rules, file.now, file.today):
            yield self._form("extend-bundle", ACCEPTANCE)

    def _about_papers(self) -> Iterator[ActForm]:
        """After acceptance whoever has to do with the papers may still ask, and settle."""
        for act, choices in OF_PAPERS.items():
            if choices(self._file):
                yield self._form(act, ACCEPTANCE)

    @property
    def _is_head(self) -> bool:
        return may(self._file.account, "extend")

    def _forms(self, work: WorkItem) -> Iterator[ActForm]:
        first = work.step not in self._told
        self._told.add(work.step)
        for act in ORDER:
            once = first or act in OF_PART
            if act in work.acts and once and self._offers(act, work):
                yield from self._of_act(act, work)

    def _offers(self, act: ActName, work: WorkItem) -> bool:
        """Whether this reader can do it at all, and it has something to choose from."""
        own = self._file.now.step(work.step)
        match act:
            case "take" if work.holder == self._file.account.id or only_waits(self._file, work):
                return False
            case "signal" if not signals(self._file, work.step):
                return False
            case "call-again" if not own.called:
                return False
            case "extend" | "revoke-acceptance" if not self._has_ground(act, work):
                return False
            case "answer-objection" if all(one.answered for one in own.objections.values()):
                return False
            case "revoke-opinion" if all(one.given or one.revoked for one in own.opinions.values()):
                return False
            case _ if act in OF_HEADS and not self._is_head:
                return False
            case _:
                choices = OF_PAPERS.get(act)
                return self._may(act, work.step) and (not choices or bool(choices(self._file)))

    def _has_ground(self, act: ActName, work: WorkItem) -> bool:
        """A limit that may be extended, or a deferred paper that did not come in its time."""
        if act == "revoke-acceptance":
            return bool(late_deferrals(self._file.now, self._file.today))
        step, own = self._file.rules.matter.step(work.step), self._file.now.step(work.step)
        return bool(step.item and step.item.extend and own.extended is None)

    def _may(self, act: ActName, step: str) -> bool:
        return may(self._file.account, right_for(act, step, self._at_hall))

    def _of_act(self, act: ActName, work: WorkItem) -> Iterator[ActForm]:
        place = work.part or "" if act in OF_PART else ""
        if act != "decide":
            yield self._form(act, work.step, place)
            return
        step = self._file.rules.matter.step(work.step)
        for decision, name, words in decisions_of(step):
            form = self._form(name, work.step, place)
            yield replace(form, decision=decision, words=words)

    def _form(self, name: FormName, step: str, place: str = "") -> ActForm:
        act, typed = act_of(name), self._typed(name, step, place)
        form = ActForm(
            name=name,
            act=act,
            step=step,
            once=self._once(name, step, place),
            typed=typed,
            words=self._words(act, step),
            about=ACTS[act].about,
            place=place,
            spots=spots_of(self._file, name, step, self._around),
            problems=self._problems if typed.is_again else {},
        )
        return self._filled(form)

    def _words(self, act: ActName, step: str) -> Text:
        """On its button; what stands apart from the desk of its step names the step."""
        words = ACTS[act].name
        if act != "recall":
            return words
        name = self._file.step_name(step)
        return Text(zh=f"{words.zh}：{name.zh}", en=f"{words.en}: {name.en}")

    def _once(self, name: str, step: str, place: str) -> str:
        file = self._file
        said = f"{file.account.id} {file.number} {len(file.case.facts)} {name} {step} {place}"
        return hmac.new(self._hall.session_key.encode(), said.encode(), "sha256").hexdigest()[:32]

    def _typed(self, name: FormName, step: str, place: str) -> Typed:
        posted = self._refused
        said = (posted.text("form"), posted.text("step"), posted.text("place")) if posted else ()
        return Typed(posted if said == (name, step, place) else None)

    def _filled(self, form: ActForm) -> ActForm:
        """The form with the lists that only its own kind has."""
        file = self._file
        declared = None if form.step == ACCEPTANCE else file.rules.matter.step(form.step)
        form = replace(form, declared=declared)
        match form.act:
            case "appoint" if declared:
                return replace(form, notes=days_before(file, declared))
            case "inspect" if declared:
                return replace(form, notes=(rule_of_visit(file, declared),))
            case "ask-for-more":
                return replace(form, wants=tuple(wants_of(file, form.step)))
            case "supply":
                papers = tuple(self._with_ticket(one) for one in asked_papers(file, form.step))
                fields = tuple(asked_fields(file, form.step))
                groups = tuple(asked_groups(file, form.step, form.typed.posted))
                return replace(form, fields=fields, groups=groups, papers=papers)
            case _:
                return form

    def _with_ticket(self, paper: AskedPaper) -> AskedPaper:
        if self._refused is None:
            return paper
        kept = keep_paper(self._hall, self._file, self._refused, paper.key)
        return replace(paper, kept=kept)
