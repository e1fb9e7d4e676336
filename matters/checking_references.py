"""What steps and fees point to besides `after`: other steps, checks, paths of answers."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from matters.cycles import cycle_in
from matters.documents import Part
from matters.drafts import Draft
from matters.mistakes import Mistake, unknown
from matters.nouns import CHECK, FIELD, PATH, STEP
from matters.positions import Loc
from matters.steps import Draw, Step
from matters.words import Text

_ACCEPTANCE = "acceptance"
_OFFICERS = "officers"

Named = Iterable[tuple[Loc, str]]


def reference_mistakes(draft: Draft) -> Iterator[Mistake]:
    """Names in steps and fees that nothing has."""
    for part in draft.steps:
        yield from _unknown(draft, STEP, _steps_of(part), draft.step_names)
        yield from _unknown(draft, STEP, _acted_in(part), (_ACCEPTANCE, *draft.step_names))
        yield from _unknown(draft, CHECK, _checks_of(part), draft.check_names)
        yield from _paths(draft, part)
        yield from _drawn_from(draft, part)
    for fee in draft.fees:
        yield from _unknown(draft, STEP, _listed(fee.loc, "for", fee.value.steps), draft.step_names)
    yield from _waiting_in_a_circle(draft)


def _listed(loc: Loc, key: str, names: Iterable[str]) -> list[tuple[Loc, str]]:
    return [((*loc, key, number), name) for number, name in enumerate(names)]


def _steps_of(part: Part[Step]) -> Named:
    """Other steps that it names."""
    step, loc = part.value, part.loc
    for key, names in (
        ("soft_after", step.soft_after), ("cancels", step.cancels), ("rivals", step.rivals),
    ):  # fmt: skip
        yield from _listed(loc, key, names)
    for number, name in enumerate(step.officers_from):
        alone = len(step.officers_from) == 1
        yield (*loc, "officers_from") if alone else (*loc, "officers_from", number), name


def _acted_in(part: Part[Step]) -> Named:
    """Other steps, or the acceptance, whose people it looks at."""
    step, loc = part.value, part.loc
    yield from _listed(loc, "apart_from", step.apart_from)
    if step.same_as is not None:
        yield (*loc, "same_as"), step.same_as


def _checks_of(part: Part[Step]) -> Named:
    for number, wait in enumerate(part.value.first):
        if wait.check is not None:
            yield (*part.loc, "first", number, "check"), wait.check


def _paths(draft: Draft, part: Part[Step]) -> Iterator[Mistake]:
    """Answers that must be there, are sent to others, or come back from them."""
    step, loc = part.value, part.loc
    named = _listed(loc, "needs", step.needs)
    named += [
        ((*loc, "first", number, "answered"), wait.answered)
        for number, wait in enumerate(step.first)
        if wait.answered is not None
    ]
    if step.call is not None:
        named += [((*loc, "call", "sends", key), path) for key, path in step.call.sends.items()]
    if step.matter is not None:
        sent = step.matter.answers
        named += [((*loc, "matter", "answers", key), path) for key, path in sent.items()]
    for place, path in named:
        if path not in draft.types and not draft.is_open(path):
            yield draft.sheet.mistake(place, *unknown(PATH, path, draft.paths))
    yield from _taken(draft, part)


def _taken(draft: Draft, part: Part[Step]) -> Iterator[Mistake]:
    fields = tuple(one.path for one in draft.elements) + draft.named("form", "fields")
    for path in part.value.matter.takes if part.value.matter else ():
        if path not in fields and not draft.is_open(path):
            place = (*part.loc, "matter", "takes", path)
            yield draft.sheet.mistake(place, *unknown(FIELD, path, fields))


def _drawn_from(draft: Draft, part: Part[Step]) -> Iterator[Mistake]:
    match part.value.draw:
        case Draw(pool=str() as pool) if pool != _OFFICERS and pool not in draft.types:
            if not draft.is_open(pool):
                known = (_OFFICERS, *draft.named("form", "groups"))
                yield draft.sheet.mistake((*part.loc, "draw", "from"), *unknown(PATH, pool, known))


def _unknown(draft: Draft, kind: Text, named: Named, names: tuple[str, ...]) -> Iterator[Mistake]:
    for loc, name in named:
        if name not in names and name not in draft.unresolved:
            yield draft.sheet.mistake(loc, *unknown(kind, name, names))


def _waiting_in_a_circle(draft: Draft) -> Iterator[Mistake]:
    """Steps that wait for each other although nothing fails; hard circles are told of `after`."""
    steps = {part.value.step: part for part in draft.steps}
    if cycle_in({key: part.value.after for key, part in steps.items()}):
        return
    circle = cycle_in({key: part.value.earlier for key, part in steps.items()})
    soft = next(
        (one for one, other in pairwise(circle)
         if one in steps and other in steps[one].value.soft_after),
        None,
    )  # fmt: skip
    if soft is None:
        return
    way = " → ".join(circle)
    yield draft.sheet.mistake(
        (*steps[soft].loc, "soft_after"),
        Text(zh=f"环节互相等待，永远不能开始：{way}。", en=f"Steps wait for each other: {way}."),
        Text(
            zh="请去掉其中一个 after 或 soft_after。",
            en="Remove one after or soft_after of the circle.",
        ),
    )
