"""Patterns 1 to 5: sequence, parallel split, synchronization, exclusive choice, simple merge."""

from tests.patterns.telling import Story, cannot
from tests.patterns.three_ways import Way, pattern, told
from tests.patterns.turns import accept, grant, refuse

ROOM = "wcp-01-sequence"
OPEN_DAY = "wcp-02-parallel-split"
MARKET = "wcp-03-synchronization"
BULKY = "wcp-04-exclusive-choice"
CARD = "wcp-05-simple-merge"


@pattern(
    told(
        ROOM, "one after the other",
        accept("book-room open"),
        cannot(grant("hand-out-key")),
        grant("book-room", "hand-out-key open"),
        grant("hand-out-key", "take-back-key open"),
        grant("take-back-key"),
        urgent=False,
    ),
    told(
        ROOM, "what fails ends what follows",
        accept("book-room open"),
        refuse("book-room", "hand-out-key, take-back-key terminated"),
        ends="refused", urgent=True,
    ),
)  # fmt: skip
def test_wcp_01_sequence(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        OPEN_DAY, "traffic first",
        accept("plan open"),
        grant("plan", "traffic, first-aid open"),
        grant("traffic"),
        grant("first-aid"),
        urgent=False,
    ),
    told(
        OPEN_DAY, "first aid first",
        accept("plan open"),
        grant("plan", "traffic, first-aid open"),
        grant("first-aid"),
        grant("traffic"),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_02_parallel_split(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        MARKET, "water comes last",
        accept("connect-water, connect-power open"),
        grant("connect-power"),
        cannot(grant("open-market")),
        grant("connect-water", "open-market open"),
        grant("open-market"),
        urgent=False,
    ),
    told(
        MARKET, "power comes last",
        accept("connect-water, connect-power open"),
        grant("connect-water"),
        cannot(grant("open-market")),
        grant("connect-power", "open-market open"),
        grant("open-market"),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_03_synchronization(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        BULKY, "little takes the van",
        accept("measure open"),
        grant("measure", "send-van open; send-lorry set-aside", cubic_metres=2.5),
        cannot(grant("send-lorry")),
        grant("send-van"),
        urgent=False,
    ),
    told(
        BULKY, "much takes the lorry",
        accept("measure open"),
        grant("measure", "send-lorry open; send-van set-aside", cubic_metres=3.5),
        cannot(grant("send-van")),
        grant("send-lorry"),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_04_exclusive_choice(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        CARD, "by post",
        accept("make-card open"),
        grant("make-card", "post-card open"),
        grant("post-card", "close-file open"),
        grant("close-file"),
        by_post=True,
    ),
    told(
        CARD, "at the counter",
        accept("make-card open"),
        grant("make-card", "hand-out-card open"),
        grant("hand-out-card", "close-file open"),
        grant("close-file"),
        by_post=False,
    ),
)  # fmt: skip
def test_wcp_05_simple_merge(way: Way, story: Story) -> None:
    way(story)
