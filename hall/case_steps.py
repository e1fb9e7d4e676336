"""What stands in the steps of a case beside their status: signers, opinions, objections, draws and its relatives."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from forms.letter_days import en_date, zh_date
from hall.case_file import CaseFile
from hall.case_words import WAITING, Tone, status_words
from hall.part_names import PartNames, part_names
from matters.case import Launched
from matters.parts import tally
from matters.standing import PartStanding, StepStanding
from matters.steps import Step
from matters.words import Text
from matters.work import WorkItem


@dataclass(frozen=True)
class PartLine:
    """One signer or one of several things, and what was said."""

    key: str
    name: Text
    state: Text
    tone: Tone
    who: Text | None
    at: datetime | None
    reasons: str


@dataclass(frozen=True)
class PartsSeen:
    """A step of several parts: how many are needed, and each."""

    step: str
    name: Text
    needed: Text
    lines: tuple[PartLine, ...]


@dataclass(frozen=True)
class OpinionSeen:
    """One opinion that was asked for."""

    step: Text
    number: int
    department: Text
    question: str
    until: date
    state: Text
    tone: Tone
    text: str
    at: datetime | None


@dataclass(frozen=True)
class ObjectionSeen:
    """One objection to what was made public."""

    step: Text
    number: int
    who: str
    text: str
    at: datetime
    state: Text
    tone: Tone
    reasons: str


@dataclass(frozen=True)
class DrawSeen:
    """A draw with all that is needed to repeat it."""

    step: Text
    seed: str
    pool: tuple[tuple[str, Text, str], ...]
    """Each as the draw knows it, its name, and its weight."""
    chosen: tuple[Text, ...]
    at: datetime


def _steps(file: CaseFile) -> Iterator[tuple[Step, StepStanding]]:
    """Every step that has begun, in the order of the matter."""
    for step in file.rules.matter.steps:
        if step.step in file.now.steps:
            yield step, file.now.step(step.step)


def is_inside(file: CaseFile, step: Step) -> bool:
    """Whether the reader may know what is said inside a step: the hall, and whoever acts there.

    Whoever is only asked for an opinion, or got a copy, reads what was said to it. A step of several departments with
    none of its own is the leading one's.
    """
    opened = file.now.step(step.step).opened
    parts = (one.part.department for one in file.now.step(step.step).parts.values())
    theirs = {*step.all_departments, *(opened.departments if opened else ()), *parts}
    over = step.department or file.rules.matter.lead
    return file.is_hall or file.department in theirs or file.department == over


def parts_of(file: CaseFile) -> tuple[PartsSeen, ...]:
    """The steps of several parts."""
    found, names = [], part_names(file.rules, file.now, file.fields)
    for step, own in _steps(file):
        if own.parts:
            count = tally(file.rules, file.now, step, file.today)
            needed = Text(
                zh=f"共{len(own.parts)}个，须{count.needed}个同意，已有{count.agreed}个",
                en=f"{count.agreed} of {count.needed} needed have agreed, {len(own.parts)} in all",
            )
            lines = tuple(_part(file, names, step, one) for one in own.parts.values())
            found.append(PartsSeen(step.step, step.name, needed, lines))
    return tuple(found)


def _part(file: CaseFile, names: PartNames, step: Step, one: PartStanding) -> PartLine:
    key = one.part.key
    name = names.of(step.step, key)
    if one.part.department != key and file.is_hall:
        own = file.department_name(one.part.department)
        name = Text(zh=f"{name.zh}（{own.zh}）", en=f"{name.en} ({own.en})")
    word = one.decided or one.proposed
    if word is None:
        left = file.now.step(step.step).done
        state = Text(zh="未表态", en="said nothing") if left else Text(zh="待办理", en="to be done")
        return PartLine(key, name, state, "plain", None, None, "")
    state, tone = status_words(step, word.decision)
    if one.decided is None:
        state = Text(zh=f"拟{state.zh}，待审批", en=f"proposed: {state.en}")
        tone = "active"
    reasons = word.reasons if is_inside(file, step) else ""
    return PartLine(key, name, state, tone, file.who(word.by), word.at, reasons)


def opinions_of(file: CaseFile) -> tuple[OpinionSeen, ...]:
    """The opinions that were asked for, as far as the reader asked for them or gives them."""
    found = []
    for step, own in _steps(file):
        for number, one in own.opinions.items():
            if not (is_inside(file, step) or one.asked.department == file.department):
                continue
            given = one.given
            state, tone = _OPINION["given" if given else "revoked" if one.revoked else "open"]
            found.append(
                OpinionSeen(
                    step=step.name,
                    number=number,
                    department=file.department_name(one.asked.department),
                    question=one.asked.question,
                    until=one.asked.until,
                    state=state,
                    tone=tone,
                    text=given.text if given else "",
                    at=given.at if given else None,
                )
            )
    return tuple(found)


_OPINION: dict[str, tuple[Text, Tone]] = {
    "given": (Text(zh="已答复", en="answered"), "good"),
    "revoked": (Text(zh="已撤销", en="revoked"), "plain"),
    "open": (Text(zh="待答复", en="to be answered"), "active"),
}


def objections_of(file: CaseFile) -> tuple[ObjectionSeen, ...]:
    """The objections, for those who decide on them and the hall: who objects is not everybody's business."""
    found = []
    for step, own in _steps(file):
        for number, one in own.objections.items() if is_inside(file, step) else ():
            answer = one.answered
            state, tone = _OBJECTION[None if answer is None else answer.upheld]
            found.append(
                ObjectionSeen(
                    step=step.name,
                    number=number,
                    who=one.raised.who,
                    text=one.raised.text,
                    at=one.raised.at,
                    state=state,
                    tone=tone,
                    reasons=answer.reasons if answer else "",
                )
            )
    return tuple(found)


_OBJECTION: dict[bool | None, tuple[Text, Tone]] = {
    None: (Text(zh="待处理", en="to be decided"), "active"),
    True: (Text(zh="成立", en="upheld"), "bad"),
    False: (Text(zh="不成立", en="not upheld"), "good"),
}


def draws_of(file: CaseFile) -> tuple[DrawSeen, ...]:
    """The draws of the case."""
    names = part_names(file.rules, file.now, file.fields)
    return tuple(
        DrawSeen(
            step=step.name,
            seed=own.drawn.seed,
            pool=tuple(
                (name, names.lot(step.step, name), f"{weight:g}")
                for name, weight in zip(own.drawn.pool, own.drawn.weights, strict=True)
            ),
            chosen=tuple(names.lot(step.step, one) for one in own.drawn.chosen),
            at=own.drawn.at,
        )
        for step, own in _steps(file)
        if own.drawn is not None
    )


def family_of(file: CaseFile) -> tuple[tuple[Text, str], ...]:
    """The case that this one belongs to, and those that belong to it."""
    first = file.case.facts[0]
    parent = first.parent if isinstance(first, Launched) else None
    above = ((Text(zh="主办件", en="part of"), parent),) if parent else ()
    below = tuple(
        (Text(zh=f"子办件（{step.name.zh}）", en=f"{step.name.en}:"), own.child)
        for step, own in _steps(file)
        if own.child is not None
    )
    return (*above, *below)


def copies_of(file: CaseFile) -> tuple[Text, ...]:
    """Why the reader has the case before it, if it was copied to it."""
    return tuple(
        Text(
            zh=f"{file.who(one.by).zh}抄送“{file.step_name(one.step).zh}”：{one.text or '供知悉'}",
            en=f"{file.who(one.by).en} copied “{file.step_name(one.step).en}”: {one.text or 'for your knowledge'}",
        )
        for one in file.copied
    )


def why_waiting(file: CaseFile, work: WorkItem) -> Text | None:
    """Why nobody can do anything now."""
    if not work.waiting:
        return None
    if work.step in file.now.asks:
        return Text(zh="等待申请人补正", en="waiting for the applicant")
    if work.kind == "deferral":
        return Text(zh="等待申请人补交容缺材料", en="waiting for a paper that was deferred")
    own = file.now.step(work.step)
    if own.suspended:
        return Text(zh="已中止", en="suspended")
    return WAITING.get(file.rules.matter.step(work.step).kind)


def clock_moves(file: CaseFile, work: WorkItem) -> tuple[tuple[Text, Text], ...]:
    """The days that the clock of open work left out, and its extension."""
    if work.apart:
        return ()
    own = file.now.step(work.step)
    moves = []
    for span in own.suspensions:
        until = (zh_date(span.end), en_date(span.end)) if span.end else ("今", "now")
        words = Text(
            zh=f"{zh_date(span.begin)}至{until[0]}，不计入期限",
            en=f"{en_date(span.begin)} to {until[1]}, not counted",
        )
        moves.append((Text(zh="中止", en="Suspended"), words))
    if own.extended is not None:
        item = file.rules.matter.step(work.step).item
        more = item.extend if item else None
        on = own.extended.on
        words = Text(
            zh=f"{zh_date(on)}批准{more.text('zh') if more else ''}",
            en=f"on {en_date(on)}, {more.text('en') if more else ''}".rstrip(", "),
        )
        moves.append((Text(zh="延期", en="Extended"), words))
    return tuple(moves)


def question_of(file: CaseFile, work: WorkItem) -> Text | None:
    """What is asked, where the work is another step's question."""
    kind, _, number = (work.part or "").partition(":")
    if kind != "opinion" or not number:
        return None
    question = file.now.step(work.step).opinions[int(number)].asked.question
    return Text.same(question)


def only_waits(file: CaseFile, work: WorkItem) -> bool:
    """Whether nobody can do the work: it waits for time, another system or another case."""
    return work.waiting and work.step not in file.now.asks
