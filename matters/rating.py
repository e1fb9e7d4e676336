"""The rating of a service (好差评, domain 3.10): five levels, their two numberings, and what may be ticked. Pure."""

from typing import Literal

from matters.words import Text

Level = Literal[
    "very-satisfied", "satisfied", "fairly-satisfied", "dissatisfied", "very-dissatisfied"
]
Tick = Literal[
    "attitude", "slow", "more-papers", "more-visits", "unclear", "fees", "system", "other",
    "friendly", "quick", "clear", "one-visit",
]  # fmt: skip

LEVELS: dict[Level, Text] = {
    "very-satisfied": Text(zh="非常满意", en="very satisfied"),
    "satisfied": Text(zh="满意", en="satisfied"),
    "fairly-satisfied": Text(zh="基本满意", en="fairly satisfied"),
    "dissatisfied": Text(zh="不满意", en="dissatisfied"),
    "very-dissatisfied": Text(zh="非常不满意", en="very dissatisfied"),
}
"""From the best to the worst, as GB/T 39046 lists them."""
BAD: frozenset[Level] = frozenset({"dissatisfied", "very-dissatisfied"})
PRAISE: dict[Tick, Text] = {
    "friendly": Text(zh="态度热情", en="friendly"),
    "quick": Text(zh="办理快捷", en="quick"),
    "clear": Text(zh="告知清楚", en="clearly explained"),
    "one-visit": Text(zh="少跑快办", en="few visits"),
}
COMPLAINTS: dict[Tick, Text] = {
    "attitude": Text(zh="服务态度不好", en="unfriendly"),
    "slow": Text(zh="办理超期或等候过久", en="late, or a long wait"),
    "more-papers": Text(zh="要求提供清单以外的材料", en="papers that were not on the list"),
    "more-visits": Text(zh="多次跑动", en="too many visits"),
    "unclear": Text(zh="没有一次性告知", en="not told everything at once"),
    "fees": Text(zh="违规收费", en="fees without basis"),
    "system": Text(zh="网上系统不好用", en="the online service does not work well"),
    "other": Text(zh="其他", en="something else"),
}
TICKS: dict[Tick, Text] = {**PRAISE, **COMPLAINTS}

_BEST_FIRST = tuple(LEVELS)


def standard_code(level: Level) -> int:
    """The code of GB/T 39046: 1 is the best, 5 the worst."""
    return _BEST_FIRST.index(level) + 1


def stars(level: Level) -> int:
    """The stars of the national rating interface: 5 is the best; fewer than 3 are a bad rating."""
    return len(_BEST_FIRST) - _BEST_FIRST.index(level)


def of_stars(count: int) -> Level:
    """The level of so many stars, 1 to 5. Raises ValueError for other numbers."""
    if not 1 <= count <= len(_BEST_FIRST):
        raise ValueError(f"{count} stars: there are 1 to 5")
    return _BEST_FIRST[len(_BEST_FIRST) - count]
