"""What only shows when every path is known: what can never happen, dead ends, promises that cannot be kept."""

from collections.abc import Iterator

from matters.documents import Part
from matters.drafts import Draft
from matters.expressions import Expression
from matters.mistakes import Caution, Mistake
from matters.paths.examples import completed, example
from matters.paths.feasibility import Broken, broken, limit_of
from matters.paths.judging import negated
from matters.paths.possible import NEVER, Paths, Possible
from matters.paths.settled import Settled
from matters.positions import Loc
from matters.spec import Step
from matters.words import Text

_TOLD = 8
"""So many answers tell which case is meant."""


def path_mistakes(draft: Draft, paths: Paths) -> Iterator[Mistake]:
    """Everything that is wrong with the paths of a matter in which nothing else is wrong."""
    yield from _never_asked(draft, paths)
    yield from _never_wanted(draft, paths)
    yield from _steps(draft, paths)
    yield from _dead_ends(draft, paths)
    for one in broken(paths):
        if not paths.matter.step(one.chain.steps[-1]).optional:
            yield draft.sheet.mistake(("promise",), *_too_long(paths, one))


def path_cautions(draft: Draft, paths: Paths) -> Iterator[Caution]:
    """What may be meant so: only what an optional step takes goes beyond the promise."""
    for one in broken(paths):
        if paths.matter.step(one.chain.steps[-1]).optional:
            what, hint = _too_long(paths, one)
            yield Caution.of(draft.sheet.mistake(("promise",), what, hint))


def _at(loc: Loc, condition: Expression | None) -> Loc:
    return loc if condition is None else (*loc, "when")


def _never_asked(draft: Draft, paths: Paths) -> Iterator[Mistake]:
    """Questions, fields and blocks that nobody ever sees, and conditions that say nothing."""
    for question in draft.questions:
        condition = question.value.when
        if condition is None:
            continue
        goal = paths.condition(condition)
        if paths.together(goal) == NEVER:
            yield draft.sheet.mistake((*question.loc, "when"), *_NEVER_ASKED)
        elif paths.together(negated(goal)) == NEVER:
            yield draft.sheet.mistake((*question.loc, "when"), *_ALWAYS)
    shown = [(one.loc, one.value.when) for one in draft.blocks]
    shown += [(one.loc, one.value.when) for one in draft.groups]
    shown += [(one.loc, one.value.when) for one in draft.fields]
    for loc, when in shown:
        if when is not None and paths.together(paths.condition(when)) == NEVER:
            yield draft.sheet.mistake((*loc, "when"), *_NEVER_ASKED)


def _never_wanted(draft: Draft, paths: Paths) -> Iterator[Mistake]:
    """Checks, papers, fees and ways out that are never wanted."""
    served = paths.served
    for leaf in draft.not_applicable:
        if paths.together(paths.condition(leaf.value.when)) == NEVER:
            yield draft.sheet.mistake((*leaf.loc, "when"), *_NEVER)
    for use in draft.checks:
        if use.value.when and paths.together(served, paths.condition(use.value.when)) == NEVER:
            yield draft.sheet.mistake((*use.loc, "when"), *_NEVER)
    parts = [(one.loc, one.value.when, one.value.readers) for one in draft.materials]
    parts += [(one.loc, one.value.when, one.value.steps) for one in draft.fees]
    for loc, when, steps in parts:
        if _never_for(paths, when, steps):
            yield draft.sheet.mistake(_at(loc, when), *_NEVER)


def _never_for(paths: Paths, when: Expression | None, steps: tuple[str, ...]) -> bool:
    """Whether it is never wanted by any of these steps, or by anybody if there are none."""
    if when is not None:
        own = (paths.served, paths.condition(when))
        wanted = (*own, paths.any_applies(steps)) if steps else own
        return paths.together(*wanted) == NEVER
    return bool(steps) and all(
        paths.together(paths.served, paths.applies[key]) == NEVER for key in steps
    )


def _steps(draft: Draft, paths: Paths) -> Iterator[Mistake]:
    for part in draft.steps:
        step = part.value
        if paths.together(paths.served, paths.applies[step.step]) == NEVER:
            yield draft.sheet.mistake(_at(part.loc, step.when), *_NEVER)
            continue
        yield from _never_together(draft, paths, part, "after", step.after)
        if step.issues is not None:
            yield from _never_together(draft, paths, part, "combines", step.issues.combines)


def _never_together(
    draft: Draft, paths: Paths, part: Part[Step], key: str, names: tuple[str, ...]
) -> Iterator[Mistake]:
    """A step that names another which is never there when it is."""
    applies = paths.applies
    own = applies[part.value.step]
    above: Loc = (*part.loc, "issues") if key == "combines" else part.loc
    for number, name in enumerate(names):
        # One that never applies at all is told where it stands.
        if paths.together(paths.served, own, applies[name]) != NEVER:
            continue
        if paths.together(paths.served, applies[name]) != NEVER:
            yield draft.sheet.mistake((*above, key, number), *_apart(part.value.step, name))


def _dead_ends(draft: Draft, paths: Paths) -> Iterator[Mistake]:
    matter = paths.matter
    deciding = [
        one for one in matter.steps if not one.follow_up and (one.item or one.kind == "decide")
    ]
    nobody = [(one.when, negated(paths.applies[one.step])) for one in deciding]
    served = [(one.when, negated(paths.condition(one.when))) for one in matter.not_applicable]
    # What few names decide goes first: half of the ways are closed before the others are looked at.
    goals = sorted((*served, *nobody), key=lambda one: len(one[0].names) if one[0] else 0)
    match paths.together(*(goal for _, goal in goals)):
        case Possible(values=values):
            yield draft.sheet.mistake(("questions",), *_dead_end(_told(paths, values)))


def _told(paths: Paths, values: dict[str, object]) -> str:
    """The answers that the values stand for, as an administrator writes them."""
    known = Settled(paths.world, dict(values))
    completed(known, tuple(one.ask for one in paths.matter.questions))
    said = [f"{path} = {_word(value)}" for path, value in example(known).items()]
    return "、".join((*said[:_TOLD], *(["…"] if len(said) > _TOLD else [])))


def _word(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case tuple():
            return f"[{', '.join(map(str, value))}]"
        case _:
            return str(value)


_NEVER_ASKED = (
    Text(
        zh="没有一种回答满足这个条件，永远不会问到这里。",
        en="No answers fulfil this condition: it is never asked.",
    ),
    Text(zh="请核对条件，或者删去这一项。", en="Correct the condition, or remove the entry."),
)
_ALWAYS = (
    Text(zh="这个条件总是成立。", en="This condition always holds."),
    Text(zh="请删去 when，或者核对条件。", en="Remove the when, or correct it."),
)
_NEVER = (
    Text(
        zh="任何可以办理的情形都用不到这一项：条件永远不成立。",
        en="It never applies, whatever is answered by somebody who can be served.",
    ),
    Text(
        zh="请核对条件（以及 for 所列环节的条件），或者删去这一项。",
        en="Correct its condition (and those of the steps in for), or remove it.",
    ),
)


def _apart(step: str, other: str) -> tuple[Text, Text]:
    return (
        Text(
            zh=f"有“{step}”的情形中从来没有“{other}”，等不到它。",
            en=f"Whenever “{step}” applies, “{other}” does not: there is nothing to wait for.",
        ),
        Text(zh="请核对两个环节的条件，或者在此删去。", en="Correct the conditions of the two, or remove it here."),
    )  # fmt: skip


def _dead_end(answers: str) -> tuple[Text, Text]:
    return (
        Text(
            zh=f"有一种回答既没有任何事项可办，也没有说明原因和去处：{answers}。",
            en=f"Some answers lead to no service, and nobody says why or where to go: {answers}.",
        ),
        Text(
            zh="请补写 not_applicable（when、why、go），或者核对各环节的条件。",
            en="Add an entry to not_applicable (when, why, go), or correct the steps' conditions.",
        ),
    )


def _too_long(paths: Paths, one: Broken) -> tuple[Text, Text]:
    promise, short = paths.matter.promise, -one.margin
    zh, en = (" → ".join(_lengths(paths, one, zh=language)) for language in (True, False))
    return (
        Text(
            zh=f"承诺{promise.text('zh')}办结，但下列环节依次办理须更久（超出{short}日）：{zh}。",
            en=f"Promised within {promise.text('en')}, but these steps take {short} day(s) more: {en}.",
        ),
        Text(
            zh=f"请延长承诺、缩短环节的承诺期限，或改为并行。例如：{_told(paths, one.values)}。",
            en="Promise more, let the steps promise less, or run them side by side."
            f" For example: {_told(paths, one.values)}.",
        ),
    )


def _lengths(paths: Paths, one: Broken, *, zh: bool) -> Iterator[str]:
    for key in one.chain.steps:
        limit = limit_of(paths.matter.step(key), "promised")
        if limit is None:
            yield key
        else:
            yield f"{key}（{limit.text('zh')}）" if zh else f"{key} ({limit.text('en')})"
