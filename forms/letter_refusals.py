"""Why a step was refused, as its letter lists it; of a step with a part for each row, with the names of the rows."""

from collections.abc import Iterable, Iterator

from forms.letter_groups import row_called
from matters.rules import Rules
from matters.spec import Step
from matters.standing import Standing
from matters.step_facts import Decided
from matters.words import Text


def refused_because(rules: Rules, now: Standing, step: Step) -> dict[str, object]:
    """The facts, each reason once with all whom it concerns, and the articles."""
    concerned: dict[str, list[Text]] = {}
    bases: dict[str, None] = {}
    chosen: dict[str, None] = {}
    for row, word in _against(rules, now, step):
        concerned.setdefault(word.reasons, []).extend([row] if row else [])
        bases[word.basis] = None
        chosen |= dict.fromkeys(word.listed)
    return {
        "findings": tuple(_found(reasons, rows) for reasons, rows in concerned.items()),
        "reasons": (
            *listed_reasons(rules, chosen),
            *(
                Text(zh=f"上述情形不符合{basis}的规定。", en=f"This does not meet {basis}.")
                for basis in bases
            ),
        ),
    }


def listed_reasons(rules: Rules, chosen: Iterable[str]) -> tuple[Text, ...]:
    """The office's own words for the reasons that were chosen, each with its article."""
    known = {one.key: one for one in rules.office.reasons}
    said = (known[key] for key in chosen if key in known)
    return tuple(
        Text(zh=f"{one.words.zh}（{one.basis}）。", en=f"{one.words.en} ({one.basis}).")
        for one in said
    )


def _against(rules: Rules, now: Standing, step: Step) -> Iterator[tuple[Text | None, Decided]]:
    """Every word against it, with the row that it is about."""
    own = now.step(step.step)
    words = [(None, own.decided), *((key, one.decided) for key, one in own.parts.items())]
    for part, word in words:
        if word and word.decision in ("refused", "objected"):
            yield row_called(rules, now, step, part) if part else None, word


def _found(reasons: str, rows: list[Text]) -> Text:
    if not rows:
        return Text.same(reasons)
    zh, en = "、".join(one.zh for one in rows), ", ".join(one.en for one in rows)
    return Text(zh=f"{zh}：{reasons}", en=f"{en}: {reasons}")
