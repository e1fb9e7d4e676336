"""The steps of a matter as a picture, with the state of a case if there is one: SVG that needs no script. Pure.

Colours always come with a shape and a word. The picture is whole without a style sheet; on pages its classes take the
colours of the theme, so that it is readable in the dark too.
"""

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Literal, NamedTuple

from matters.case import ACCEPTANCE
from matters.outcome_words import ending_words
from matters.rules import applicable
from matters.spec import Matter, Step
from matters.standing import Standing, StepStatus
from matters.words import Language, Text
from matters.workbench.layout import Layers, Spot, layers_of
from matters.workbench.line_breaking import measure, wrapped

State = StepStatus | Literal["declared", "asked", "not-applicable", "undone"]


class Look(NamedTuple):
    """How a state is drawn: the outline of its sign (12 × 12), its colours."""

    sign: str
    ink: str
    wash: str


_CHECK = "M1 6.5 4.5 10 11 2.5"
_CROSS = "M2 2 10 10M10 2 2 10"
_GOOD, _BAD = Look(_CHECK, "#17663a", "#e3f4e9"), Look(_CROSS, "#a61b1b", "#fdeaea")
LOOKS: dict[State, Look] = {
    "declared": Look("M2 6h8", "#526070", "#ffffff"),
    "waiting": Look("M6 1.5a4.5 4.5 0 1 0 .01 0z", "#526070", "#ffffff"),
    "open": Look("M2.5 1.5 10.5 6 2.5 10.5z", "#0b559f", "#e6f0fa"),
    "asked": Look("M3.5 1.5v9M8.5 1.5v9", "#7a4b00", "#fdf1d8"),
    "granted": _GOOD,
    "issued": Look("M6 .8 11.2 6 6 11.2.8 6z", "#17663a", "#e3f4e9"),
    "visited": Look("M1 4.5 4.5 8 11 .5M2 11h8", "#17663a", "#e3f4e9"),
    "agreed": _GOOD, "undisputed": _GOOD, "held": _GOOD, "answered": _GOOD, "met": _GOOD,
    "drawn": _GOOD, "paid": _GOOD,
    "objected": _BAD, "disputed": _BAD, "unanswered": _BAD,
    "set-aside": Look("M2 6h8", "#526070", "#ffffff"),
    "skipped": Look("M2 3l4 3-4 3M6 3l4 3-4 3", "#526070", "#ffffff"),
    "refused": _BAD,
    "terminated": Look("M2 2h8v8H2z", "#a61b1b", "#ffffff"),
    "not-applicable": Look("M2 6h8", "#8593a3", "#ffffff"),
    "undone": Look("M2 6h8", "#526070", "#ffffff"),
}  # fmt: skip

ACCEPTANCE_WORDS: dict[State, Text] = {
    "waiting": Text(zh="已收件", en="received"),
    "open": Text(zh="待受理", en="to be accepted"),
    "granted": Text(zh="已受理", en="accepted"),
    "refused": Text(zh="不予受理", en="not accepted"),
    "terminated": Text(zh="已撤回", en="withdrawn"),
}


def said_of(step: Step | None, state: State) -> Text:
    """What a state of the step is called; without a step, of any."""
    match state:
        case "declared":
            return Text(zh="环节", en="step")
        case "asked":
            return Text(zh="待补正", en="waiting for the applicant")
        case "not-applicable":
            return Text(zh="不涉及", en="does not apply")
        case "undone":
            return Text(zh="未办结", en="not decided")
        case _:
            return ending_words(step, state)


WIDTH, HEIGHT = 178, 58
ACROSS, DOWN = 44, 14
LONG = 6
"""Columns that still can be read when they are made as narrow as the page."""
PASSING = 14
"""Height of a spot that only leads a line past."""
EDGE = 8
LEGEND = 34
FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"


def step_graph(matter: Matter, now: Standing | None, language: Language) -> str:
    """The picture of a matter; with a standing, of that case."""
    picture = _Picture(matter, now, language)
    return picture.drawn()


def states_of(matter: Matter, now: Standing | None) -> dict[str, State]:
    """The state of acceptance and of every step."""
    if now is None:
        return dict.fromkeys((ACCEPTANCE, *(step.step for step in matter.steps)), "declared")
    applies = {step.step for step in applicable(matter, now, _received(now))}
    states: dict[str, State] = {ACCEPTANCE: _acceptance(now)}
    for step in matter.steps:
        known = now.steps.get(step.step)
        if step.step not in applies:
            states[step.step] = "not-applicable"
        elif step.step in now.asks:
            states[step.step] = "asked"
        else:
            states[step.step] = known.status if known else "waiting"
        if now.broken_off and states[step.step] in ("waiting", "open", "asked"):
            states[step.step] = "undone"
    return states


def _received(now: Standing) -> date:
    return now.launched.on if now.launched else date.min


def _acceptance(now: Standing) -> State:
    if now.accepted:
        return "granted"
    if now.not_accepted:
        return "refused"
    if now.withdrawn or now.lapsed:
        return "terminated"
    if ACCEPTANCE in now.asks:
        return "asked"
    return "open" if now.acceptance_opened else "waiting"


class _Picture:
    """One drawing: places first, then the parts."""

    def __init__(self, matter: Matter, now: Standing | None, language: Language) -> None:
        self._now = now
        self._language = language
        self._states = states_of(matter, now)
        self._steps = {step.step: step for step in matter.steps}
        self._names = {step.step: step.name.into(language) for step in matter.steps}
        self._names[ACCEPTANCE] = "受理" if language == "zh" else "Acceptance"
        self._title = matter.name.into(language)
        self._layers = layers_of(matter)
        self._heights = [sum(map(_height, column)) for column in self._layers.columns]
        self._places = dict(self._placed(self._layers))

    def drawn(self) -> str:
        columns = len(self._layers.columns)
        width = 2 * EDGE + columns * WIDTH + (columns - 1) * ACROSS
        bottom = 2 * EDGE + max(self._heights) - DOWN
        legend = "".join(self._legend(bottom, width))
        height = bottom + LEGEND * (bool(legend) + legend.count("<g/>"))
        parts = [*self._lines(), *self._boxes(), legend]
        return (
            f'<svg class="steps{" long" if columns > LONG else ""}" xmlns="http://www.w3.org/2000/svg"'
            f' viewBox="0 0 {width} {height}"'
            f' width="{width}" height="{height}" role="img"'
            f' aria-labelledby="steps-title steps-words" font-family="{FONT}" font-size="13">'
            f'<title id="steps-title">{escape(self._title)}</title>'
            f'<desc id="steps-words">{escape(self._in_words())}</desc>{"".join(parts)}</svg>'
        )

    def _placed(self, layers: Layers) -> Iterator[tuple[str, tuple[float, float]]]:
        """Upper left corners; each layer stands in the middle of the height."""
        tallest = max(self._heights)
        for number, column in enumerate(layers.columns):
            x = EDGE + number * (WIDTH + ACROSS)
            y = EDGE + (tallest - self._heights[number]) / 2
            for spot in column:
                yield spot.key, (x, y)
                y += _height(spot)

    def _in_words(self) -> str:
        stop, between = ("；", "：") if self._language == "zh" else ("; ", ": ")
        return stop.join(
            f"{name}{between}{self._word(key)}"
            for key, name in sorted(self._names.items(), key=lambda one: one[0] != ACCEPTANCE)
        )

    def _lines(self) -> Iterator[str]:
        spots = {spot.key: spot for column in self._layers.columns for spot in column}
        for start, end, leads_to in self._layers.lines:
            x1, y1 = self._exit(spots[start])
            x2, y2 = self._entry(spots[end])
            bend = (x2 - x1) / 2
            dim = self._states[leads_to] == "not-applicable" or self._is_dim(start)
            kind, dashes = ("way dim", ' stroke-dasharray="3 4"') if dim else ("way", "")
            yield (
                f'<path class="{kind}" d="M{x1:g} {y1:g}C{x1 + bend:g} {y1:g}'
                f' {x2 - bend:g} {y2:g} {x2:g} {y2:g}" fill="none" stroke="#8593a3"{dashes}/>'
            )

    def _is_dim(self, key: str) -> bool:
        return self._states.get(key.partition(">")[0]) == "not-applicable"

    def _exit(self, spot: Spot) -> tuple[float, float]:
        x, y = self._places[spot.key]
        return x + WIDTH, y + _middle(spot)

    def _entry(self, spot: Spot) -> tuple[float, float]:
        x, y = self._places[spot.key]
        return x, y + _middle(spot)

    def _boxes(self) -> Iterator[str]:
        for column in self._layers.columns:
            for spot in column:
                x, y = self._places[spot.key]
                if spot.node is None:
                    middle = y + _middle(spot)
                    yield (
                        f'<path class="way" d="M{x:g} {middle:g}h{WIDTH}" fill="none"'
                        ' stroke="#8593a3"/>'
                    )
                else:
                    yield self._box(spot.node, x, y)

    def _box(self, key: str, x: float, y: float) -> str:
        state = self._states[key]
        look = LOOKS[state]
        lines = wrapped(self._names[key])
        is_declared = state == "declared"
        top = (24 if len(lines) == 1 else 19) + (9 if is_declared else 0)
        left, sign = (14, "") if is_declared else (30, _sign(look, 10, 12))
        name = "".join(
            f'<text x="{left}" y="{top + 16 * n}" fill="#1b2733">{escape(line)}</text>'
            for n, line in enumerate(lines)
        )
        said = self._said(key)
        words = f'<text class="said" x="30" y="51" font-size="11" fill="{look.ink}">{escape(said)}</text>'
        dashes = ' stroke-dasharray="4 3"' if state == "not-applicable" else ""
        return (
            f'<g class="step {state}" transform="translate({x:g} {y:g})">'
            f"<title>{escape(self._names[key])}</title>"
            f'<rect width="{WIDTH}" height="{HEIGHT}" rx="4" fill="{look.wash}"'
            f' stroke="{look.ink}"{dashes}/>{sign}{name}{words}</g>'
        )

    def _word(self, key: str) -> str:
        """The state; the acceptance has words of its own: it decides nothing."""
        state = self._states[key]
        own = ACCEPTANCE_WORDS.get(state) if key == ACCEPTANCE else None
        return (own or said_of(self._steps.get(key), state)).into(self._language)

    def _said(self, key: str) -> str:
        """The state, and since when it is done or until when it must be."""
        word = self._word(key)
        own = self._now.steps.get(key) if self._now else None
        if own is None or self._states[key] == "declared":
            return "" if self._states[key] == "declared" else word
        if own.ended_on:
            return f"{word} · {own.ended_on.isoformat()}"
        due = (own.opened.promised or own.opened.due) if own.opened else None
        if own.status == "open" and self._states[key] != "undone" and due:
            return f"{word} · {'至' if self._language == 'zh' else 'until '}{due.isoformat()}"
        return word

    def _legend(self, y: float, width: float) -> Iterator[str]:
        """The signs that this picture uses, in one row or more."""
        states = [
            state for state in LOOKS if state in self._states.values() and state != "declared"
        ]
        x, row = float(EDGE), 0
        for state in states:
            look = LOOKS[state]
            word = said_of(None, state).into(self._language)
            step = 34 + 7 * measure(word)
            if x + step > width and x > EDGE:
                x, row = float(EDGE), row + 1
                yield "<g/>"
            yield (
                f'<g class="step {state}" transform="translate({x:g} {y + 12 + row * LEGEND:g})">'
                f'{_sign(look, 0, 0)}<text class="said" x="18" y="11" font-size="12"'
                f' fill="{look.ink}">{escape(word)}</text></g>'
            )
            x += step


def _sign(look: Look, x: float, y: float) -> str:
    return (
        f'<path class="sign" transform="translate({x:g} {y:g})" d="{look.sign}" fill="none"'
        f' stroke="{look.ink}" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/>'
    )


def _height(spot: Spot) -> int:
    return (PASSING if spot.node is None else HEIGHT) + DOWN


def _middle(spot: Spot) -> float:
    return PASSING / 2 if spot.node is None else HEIGHT / 2
