"""Patterns 6, 7, 9, 29, 30, 32 and 37: how many ways are taken, and for how many of them a join waits."""

from tests.patterns.telling import Story, cannot
from tests.patterns.three_ways import Way, pattern, told
from tests.patterns.turns import accept, grant, refuse

LEND = "wcp-06-multi-choice"
DELIVER = "wcp-07-structured-synchronizing-merge"
LOST = "wcp-09-structured-discriminator"
LIFT = "wcp-29-cancelling-discriminator"
BENCH = "wcp-30-structured-partial-join"
OFFERS = "wcp-32-cancelling-partial-join"
MUSIC = "wcp-37-local-synchronizing-merge"


@pattern(
    told(
        LEND, "one of three",
        accept("lend-tables open"),
        grant("lend-tables"),
        things=("tables",),
    ),
    told(
        LEND, "two of three",
        accept("lend-tent, lend-sound open"),
        grant("lend-sound"),
        grant("lend-tent"),
        things=("tent", "sound"),
    ),
    told(
        LEND, "all three",
        accept("lend-tent, lend-tables, lend-sound open"),
        grant("lend-sound"),
        grant("lend-tables"),
        grant("lend-tent"),
        things=("tent", "tables", "sound"),
    ),
)  # fmt: skip
def test_wcp_06_multi_choice(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        DELIVER, "waits for the one that was chosen",
        accept("fetch-tent open"),
        grant("fetch-tent", "deliver open"),
        grant("deliver"),
        things=("tent",),
    ),
    told(
        DELIVER, "waits for both that were chosen",
        accept("fetch-tent, fetch-sound open"),
        grant("fetch-sound"),
        cannot(grant("deliver")),
        grant("fetch-tent", "deliver open"),
        grant("deliver"),
        things=("tent", "sound"),
    ),
    told(
        DELIVER, "waits for nothing where nothing was chosen",
        accept("deliver open"),
        grant("deliver"),
        things=(),
    ),
)  # fmt: skip
def test_wcp_07_structured_synchronizing_merge(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        LOST, "the buses answer first",
        accept("ask-buses, ask-stations open"),
        grant("ask-buses", "hand-over open"),
        grant("ask-stations"),
        grant("hand-over"),
        urgent=False,
    ),
    told(
        LOST, "the stations answer first, and the later answer begins nothing again",
        accept("ask-buses, ask-stations open"),
        grant("ask-stations", "hand-over open"),
        grant("hand-over"),
        grant("ask-buses"),
        urgent=False,
    ),
    told(
        LOST, "one that fails is not the first",
        accept("ask-buses, ask-stations open"),
        refuse("ask-buses"),
        grant("ask-stations", "hand-over open"),
        grant("hand-over"),
        ends="partly-granted", urgent=False,
    ),
    told(
        LOST, "both fail",
        accept("ask-buses, ask-stations open"),
        refuse("ask-buses"),
        refuse("ask-stations", "hand-over terminated"),
        ends="refused", urgent=False,
    ),
)  # fmt: skip
def test_wcp_09_structured_discriminator(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        LIFT, "the hospital is free first",
        accept("ask-hospital, ask-station open"),
        grant("ask-hospital", "lend-lift open; ask-station set-aside"),
        cannot(grant("ask-station")),
        grant("lend-lift"),
        urgent=False,
    ),
    told(
        LIFT, "the station is free first",
        accept("ask-hospital, ask-station open"),
        grant("ask-station", "lend-lift open; ask-hospital set-aside"),
        cannot(grant("ask-hospital")),
        grant("lend-lift"),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_29_cancelling_discriminator(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        BENCH, "the third answers while they build",
        accept("ask-shops, ask-residents, ask-school open"),
        grant("ask-school"),
        cannot(grant("build-bench")),
        grant("ask-shops", "build-bench open"),
        grant("ask-residents"),
        grant("build-bench"),
        urgent=False,
    ),
    told(
        BENCH, "the third answers after all is built",
        accept("ask-shops, ask-residents, ask-school open"),
        grant("ask-residents"),
        grant("ask-school", "build-bench open"),
        grant("build-bench"),
        grant("ask-shops"),
        urgent=False,
    ),
    told(
        BENCH, "two that fail make it impossible",
        accept("ask-shops, ask-residents, ask-school open"),
        refuse("ask-residents"),
        refuse("ask-school", "build-bench terminated"),
        grant("ask-shops"),
        ends="partly-granted", urgent=False,
    ),
)  # fmt: skip
def test_wcp_30_structured_partial_join(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        OFFERS, "the first two",
        accept("ask-joiner, ask-painter, ask-plumber open"),
        grant("ask-joiner"),
        grant("ask-painter", "choose open; ask-plumber set-aside"),
        cannot(grant("ask-plumber")),
        grant("choose"),
        urgent=False,
    ),
    told(
        OFFERS, "the last two",
        accept("ask-joiner, ask-painter, ask-plumber open"),
        grant("ask-plumber"),
        grant("ask-painter", "choose open; ask-joiner set-aside"),
        grant("choose"),
        urgent=False,
    ),
    told(
        OFFERS, "two that fail make it impossible, and what never opens cancels nothing",
        accept("ask-joiner, ask-painter, ask-plumber open"),
        refuse("ask-plumber"),
        refuse("ask-painter", "choose terminated"),
        grant("ask-joiner"),
        ends="partly-granted", urgent=False,
    ),
)  # fmt: skip
def test_wcp_32_cancelling_partial_join(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        MUSIC, "only power: the stage waits for the cable, the volume for cable and noise",
        accept("look-at-site open"),
        grant(
            "look-at-site", "lay-cable, measure-noise open; send-officer set-aside",
            needs_power=True, crowd=50,
        ),
        grant("lay-cable", "build-stage open"),
        grant("build-stage"),
        grant("measure-noise", "permit-sound open"),
        grant("permit-sound", "play open"),
        grant("play"),
        urgent=False,
    ),
    told(
        MUSIC, "only a crowd: no cable comes, and nobody waits for it",
        accept("look-at-site open"),
        grant(
            "look-at-site", "send-officer open; lay-cable, measure-noise, permit-sound set-aside",
            needs_power=False, crowd=300,
        ),
        grant("send-officer", "build-stage open"),
        grant("build-stage", "play open"),
        grant("play"),
        urgent=False,
    ),
    told(
        MUSIC, "everything",
        accept("look-at-site open"),
        grant(
            "look-at-site", "lay-cable, send-officer, measure-noise open",
            needs_power=True, crowd=900,
        ),
        grant("measure-noise"),
        grant("send-officer"),
        grant("lay-cable", "build-stage, permit-sound open"),
        grant("permit-sound"),
        grant("build-stage", "play open"),
        grant("play"),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_37_local_synchronizing_merge(way: Way, story: Story) -> None:
    way(story)
