"""The outline of each kind of step and gateway in pictures: distinct shapes, told in the legend. Pure."""

from collections.abc import Callable

from matters.steps import StepKind
from matters.workbench.charts import Gateway

Outline = Callable[[float, float], str]


def _box(w: float, h: float) -> str:
    return f"M0 0H{w:g}V{h:g}H0z"


def _rounded(w: float, h: float) -> str:
    r = h / 2
    return f"M{r:g} 0H{w - r:g}A{r:g} {r:g} 0 0 1 {w - r:g} {h:g}H{r:g}A{r:g} {r:g} 0 0 1 {r:g} 0z"


def _cut(w: float, h: float) -> str:
    return f"M10 0H{w - 10:g}L{w:g} 10V{h - 10:g}L{w - 10:g} {h:g}H10L0 {h - 10:g}V10z"


def _slanted(w: float, h: float) -> str:
    return f"M12 0H{w:g}L{w - 12:g} {h:g}H0z"


def _pennant(w: float, h: float) -> str:
    return f"M0 0H{w:g}L{w - 12:g} {h / 2:g}L{w:g} {h:g}H0z"


def _hexagon(w: float, h: float) -> str:
    return f"M12 0H{w - 12:g}L{w:g} {h / 2:g}L{w - 12:g} {h:g}H12L0 {h / 2:g}z"


def _roof(w: float, h: float) -> str:
    return f"M0 10L{w / 2:g} 0L{w:g} 10V{h:g}H0z"


def _sides(w: float, h: float) -> str:
    return f"{_box(w, h)}M7 0V{h:g}M{w - 7:g} 0V{h:g}"


def _double(w: float, h: float) -> str:
    return f"{_box(w, h)}M4 4H{w - 4:g}V{h - 4:g}H4z"


def _hourglass(w: float, h: float) -> str:
    return f"M0 0H{w:g}L{w - 9:g} {h / 2:g}L{w:g} {h:g}H0L9 {h / 2:g}z"


def _ticket(w: float, h: float) -> str:
    m = h / 2
    return (
        f"M0 0H{w:g}V{m - 7:g}A7 7 0 0 0 {w:g} {m + 7:g}V{h:g}H0V{m + 7:g}A7 7 0 0 0 0 {m - 7:g}z"
    )


def _arrow(w: float, h: float) -> str:
    return f"M0 0H{w - 14:g}L{w:g} {h / 2:g}L{w - 14:g} {h:g}H0z"


OUTLINES: dict[StepKind, Outline] = {
    "decide": _box,
    "visit": _rounded,
    "issue": _cut,
    "opinion": _slanted,
    "publicity": _pennant,
    "expert-review": _hexagon,
    "hearing": _roof,
    "call": _sides,
    "wait": _hourglass,
    "matter": _double,
    "draw": _arrow,
    "pay": _ticket,
}

GATEWAY_SIGNS: dict[Gateway, str] = {
    "parallel": "M17 8V26M8 17H26",
    "inclusive": "M17 9.5a7.5 7.5 0 1 0 .01 0z",
    "exclusive": "M11 11 23 23M23 11 11 23",
}
"""Signs inside a diamond of 34 × 34."""
