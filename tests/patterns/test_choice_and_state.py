"""Patterns 16, 17, 18, 39 and 40: who begins, what excludes what, and what is possible only for a time."""

from tests.patterns.telling import Story, cannot
from tests.patterns.three_ways import Way, pattern, told
from tests.patterns.turns import accept, grant, on_day, signal, take, terminate

VISIT = "wcp-16-deferred-choice"
REPAIRS = "wcp-17-interleaved-parallel-routing"
FLOWERS = "wcp-18-milestone"
DEED = "wcp-39-critical-section"
MODEL = "wcp-40-interleaved-routing"

ALL_THREE = "call-up, knock, nobody-came open"


@pattern(
    told(
        VISIT, "the telephone is taken in hand first",
        accept(ALL_THREE),
        take("call-up", "knock, nobody-came, community set-aside"),
        cannot(take("knock")),
        grant("call-up"),
        urgent=False,
    ),
    told(
        VISIT, "somebody knocks first",
        accept(ALL_THREE),
        grant("knock", "call-up, nobody-came, community set-aside"),
        urgent=False,
    ),
    told(
        VISIT, "one way is closed by law: that is no choice of the other",
        accept(ALL_THREE),
        terminate("call-up", "call-up terminated"),
        grant("knock", "nobody-came, community set-aside"),
        ends="partly-granted", urgent=False,
    ),
    told(
        VISIT, "nobody begins in three days",
        accept(ALL_THREE),
        on_day("2026-03-04", ""),
        on_day("2026-03-05", "nobody-came met; call-up, knock set-aside; community open"),
        cannot(grant("knock")),
        grant("community"),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_16_deferred_choice(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        REPAIRS, "the parts come before the lock is cut: the meter comes between",
        accept("parts-come, cut-lock open"),
        signal("parts", "parts-come met"),
        cannot(grant("change-meter")),
        grant("cut-lock", "change-meter open"),
        cannot(grant("fit-lock")),
        grant("change-meter", "fit-lock open"),
        grant("fit-lock"),
        urgent=False,
    ),
    told(
        REPAIRS, "the parts come late: the meter comes last",
        accept("parts-come, cut-lock open"),
        grant("cut-lock", "fit-lock open"),
        signal("parts", "parts-come met"),
        cannot(grant("change-meter")),
        grant("fit-lock", "change-meter open"),
        grant("change-meter"),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_17_interleaved_parallel_routing(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        FLOWERS, "in time",
        accept("hear-neighbours, draw-plan open"),
        grant("hear-neighbours", "add-stall open"),
        grant("add-stall"),
        grant("draw-plan", "mark-ground open"),
        grant("mark-ground"),
        urgent=False,
    ),
    told(
        FLOWERS, "the plan is closed while the stall is being added",
        accept("hear-neighbours, draw-plan open"),
        grant("hear-neighbours", "add-stall open"),
        grant("draw-plan", "add-stall set-aside; mark-ground open"),
        cannot(grant("add-stall")),
        grant("mark-ground"),
        urgent=False,
    ),
    told(
        FLOWERS, "the plan is closed before the neighbours were heard",
        accept("hear-neighbours, draw-plan open"),
        grant("draw-plan", "mark-ground open"),
        grant("hear-neighbours"),
        cannot(grant("add-stall")),
        grant("mark-ground", "add-stall set-aside"),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_18_milestone(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        DEED, "the court asks while the tax has the deed",
        accept("fetch-for-tax, court-asks open"),
        signal("court-asked", "court-asks met"),
        cannot(grant("fetch-for-court")),
        grant("fetch-for-tax", "return-from-tax open"),
        cannot(grant("fetch-for-court")),
        grant("return-from-tax", "fetch-for-court open"),
        grant("fetch-for-court", "return-from-court open"),
        grant("return-from-court"),
        urgent=False,
    ),
    told(
        DEED, "the court asks afterwards",
        accept("fetch-for-tax, court-asks open"),
        grant("fetch-for-tax", "return-from-tax open"),
        grant("return-from-tax"),
        signal("court-asked", "court-asks met; fetch-for-court open"),
        grant("fetch-for-court", "return-from-court open"),
        grant("return-from-court"),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_39_critical_section(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        MODEL, "fire, water, police",
        accept("fire-comes, water-comes, police-comes open"),
        signal("fire-is-here", "fire-comes met; fire-looks open"),
        signal("water-is-here", "water-comes met"),
        cannot(grant("water-looks")),
        grant("fire-looks", "water-looks open"),
        signal("police-are-here", "police-comes met"),
        cannot(grant("police-looks")),
        grant("water-looks", "police-looks open"),
        grant("police-looks", "conclude open"),
        grant("conclude"),
        urgent=False,
    ),
    told(
        MODEL, "police, water, fire",
        accept("fire-comes, water-comes, police-comes open"),
        signal("police-are-here", "police-comes met; police-looks open"),
        signal("water-is-here", "water-comes met"),
        grant("police-looks", "water-looks open"),
        signal("fire-is-here", "fire-comes met"),
        cannot(grant("fire-looks")),
        grant("water-looks", "fire-looks open"),
        grant("fire-looks", "conclude open"),
        grant("conclude"),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_40_interleaved_routing(way: Way, story: Story) -> None:
    way(story)
