"""The timers of the law as they are told: what each is called, the law that it follows, and what its running out means.

Domain 2.2. What a jurisdiction adds to the law stands in its profile (`local_basis`).
"""

from typing import NamedTuple

from matters.office import Profile, TimerKind
from matters.spec import Step
from matters.words import Text


class Timer(NamedTuple):
    """One kind of timer."""

    name: Text
    basis: Text
    runs_out: Text
    """What follows when nothing stops it in time."""


def _act(article: str, number: str) -> Text:
    return Text(
        zh=f"《中华人民共和国行政许可法》第{article}",
        en=f"Administrative Licensing Act, article {number}",
    )


_RED = Text(zh="亮红灯，计入电子监察；不视为同意", en="a red light, and no approval")

TIMERS: dict[TimerKind, Timer] = {
    "T1": Timer(
        Text(zh="一次性告知", en="To say what is missing"),
        _act("三十二条第一款第（四）项", "32(4)"),
        Text(zh="自收到申请材料之日起即为受理", en="the case counts as accepted from its receipt"),
    ),
    "T2": Timer(
        Text(zh="申请人补正", en="The applicant's time to supply"),
        _act("三十二条", "32"),
        Text(zh="视为撤回申请", en="the application counts as withdrawn"),
    ),
    "T3": Timer(
        Text(zh="容缺材料补交", en="Deferred paper to come"),
        _act("三十二条", "32"),
        Text(zh="可以撤销受理", en="the acceptance may be revoked"),
    ),
    "T4": Timer(Text(zh="法定办理期限", en="Limit by law"), _act("四十二条", "42"), _RED),
    "T5": Timer(Text(zh="承诺办理期限", en="Promised limit"), _act("四十二条", "42"), _RED),
    "T6": Timer(
        Text(zh="“一件事”整体法定期限", en="Limit by law of the whole bundle"),
        _act("四十二条第二款", "42(2)"),
        _RED,
    ),
    "T7": Timer(
        Text(zh="申请听证", en="To ask for a hearing"),
        _act("四十七条", "47"),
        Text(zh="视为放弃听证", en="the right to a hearing lapses"),
    ),
    "T8": Timer(Text(zh="组织听证", en="To hold the hearing"), _act("四十七条", "47"), _RED),
    "T9": Timer(Text(zh="颁发、送达", en="Delivery"), _act("四十四条", "44"), _RED),
    "T10": Timer(Text(zh="承诺事后核查", en="To check the promise"), _act("六十一条", "61"), _RED),
    "T11": Timer(
        Text(zh="申请延续", en="To apply for renewal"),
        _act("五十条", "50"),
        Text(zh="有效期届满，证件失效", en="the certificate ends with its validity"),
    ),
    "own": Timer(Text(zh="环节期限", en="Limit of the step"), Text(zh="", en=""), _RED),
}


def basis_of(kind: TimerKind, profile: Profile, step: Step | None = None) -> Text:
    """The law of a timer: the item's own for its decision, the jurisdiction's rule where it has one, else the Act."""
    if kind == "T4" and step is not None and step.item is not None:
        return Text.same(step.item.basis)
    if kind == "own" and step is not None:
        return Text.same(step.excluded or step.silence_basis or "")
    if kind == "T1":
        return TIMERS[kind].basis  # the window's own duty beside it has the local rule
    return profile.local_basis.get(kind) or TIMERS[kind].basis
