"""Patterns 12 to 15, 26, 27 and 34 to 36: one step done several times, and when what follows may begin."""

from tests.patterns.telling import Story, cannot
from tests.patterns.three_ways import Way, pattern, told
from tests.patterns.turns import accept, add_part, drop_part, finish, grant, refuse, signal

POSTERS = "wcp-12-instances-without-synchronization"
STAMPS = "wcp-13-instances-known-at-design-time"
CARDS = "wcp-14-instances-known-at-run-time"
GRATINGS = "wcp-15-instances-found-at-run-time"
CALLS = "wcp-26-cancel-instances"
TREES = "wcp-27-complete-instances"
PROOFS = "wcp-34-static-partial-join-of-instances"
DRIVERS = "wcp-35-cancelling-partial-join-of-instances"
HOUSEHOLDS = "wcp-36-dynamic-partial-join-of-instances"


@pattern(
    told(
        POSTERS, "the volunteers are told before any poster is up",
        accept("register open"),
        grant("register", "put-up, put-up.1-3, tell-volunteers open"),
        grant("tell-volunteers"),
        grant("put-up.2", "put-up granted"),
        grant("put-up.3"),
        grant("put-up.1"),
        places=3,
    ),
    told(
        POSTERS, "every poster is up before the volunteers are told",
        accept("register open"),
        grant("register", "put-up, put-up.1-2, tell-volunteers open"),
        grant("put-up.1", "put-up granted"),
        grant("put-up.2"),
        grant("tell-volunteers"),
        places=2,
    ),
)  # fmt: skip
def test_wcp_12_multiple_instances_without_synchronization(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        STAMPS, "three copies in any order",
        accept("stamp, stamp.1-3 open"),
        grant("stamp.3"),
        grant("stamp.1"),
        cannot(grant("hand-back")),
        grant("stamp.2", "stamp granted; hand-back open"),
        grant("hand-back"),
        urgent=False,
    ),
    told(
        STAMPS, "one that is not stamped is enough to stop it",
        accept("stamp, stamp.1-3 open"),
        grant("stamp.1"),
        refuse("stamp.2", "stamp refused; stamp.3 cancelled; hand-back terminated"),
        ends="refused", urgent=False,
    ),
)  # fmt: skip
def test_wcp_13_multiple_instances_with_design_time_knowledge(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        CARDS, "two children",
        accept("make-card, make-card.1-2 open"),
        grant("make-card.2"),
        cannot(grant("hand-out")),
        grant("make-card.1", "make-card granted; hand-out open"),
        grant("hand-out"),
        urgent=False, children=({"nickname": "小明"}, {"nickname": "小红"}),
    ),
    told(
        CARDS, "one child",
        accept("make-card, make-card.1 open"),
        grant("make-card.1", "make-card granted; hand-out open"),
        grant("hand-out"),
        urgent=False, children=({"nickname": "小明"},),
    ),
)  # fmt: skip
def test_wcp_14_multiple_instances_with_run_time_knowledge(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        GRATINGS, "two more are found while the first is repaired",
        accept("repair, repair.1 open"),
        add_part("repair", "repair.2 open"),
        grant("repair.1"),
        add_part("repair", "repair.3 open"),
        grant("repair.3"),
        grant("repair.2", "repair granted; look-over open"),
        cannot(add_part("repair", "")),
        grant("look-over"),
        urgent=False,
    ),
    told(
        GRATINGS, "one was told twice",
        accept("repair, repair.1 open"),
        add_part("repair", "repair.2 open"),
        grant("repair.2"),
        drop_part("repair.1", "repair.1 gone; repair granted; look-over open"),
        grant("look-over"),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_15_multiple_instances_without_run_time_knowledge(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        CALLS, "the water is back after one call",
        accept("call-flat, call-flat.1-3, water-back open"),
        grant("call-flat.2"),
        signal(
            "water-is-back",
            "water-back met; all-clear open; call-flat set-aside; call-flat.1, call-flat.3 cancelled",
        ),
        cannot(grant("call-flat.1")),
        grant("all-clear"),
        flats=3,
    ),
    told(
        CALLS, "the water is back after all calls",
        accept("call-flat, call-flat.1-2, water-back open"),
        grant("call-flat.1"),
        grant("call-flat.2", "call-flat granted"),
        signal("water-is-back", "water-back met; all-clear open"),
        grant("all-clear"),
        flats=2,
    ),
)  # fmt: skip
def test_wcp_26_cancel_multiple_instance_activity(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        TREES, "two of five are enough",
        accept("count-section, count-section.1-5 open"),
        grant("count-section.4"),
        grant("count-section.1"),
        finish(
            "count-section",
            "count-section granted; count-section.2-3, count-section.5 cancelled; sum-up open",
        ),
        cannot(grant("count-section.5")),
        grant("sum-up"),
        urgent=False,
    ),
    told(
        TREES, "all five",
        accept("count-section, count-section.1-5 open"),
        *(grant(f"count-section.{number}") for number in range(1, 5)),
        grant("count-section.5", "count-section granted; sum-up open"),
        cannot(finish("count-section", "")),
        grant("sum-up"),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_27_complete_multiple_instance_activity(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        PROOFS, "the others read on while it is printed",
        accept("read-proof, read-proof.1-5 open"),
        grant("read-proof.5"),
        grant("read-proof.1"),
        cannot(grant("print")),
        grant("read-proof.3", "read-proof granted; print open"),
        grant("read-proof.2"),
        grant("print"),
        grant("read-proof.4"),
        urgent=False,
    ),
    told(
        PROOFS, "what is said later changes nothing",
        accept("read-proof, read-proof.1-5 open"),
        grant("read-proof.1"),
        grant("read-proof.2"),
        grant("read-proof.3", "read-proof granted; print open"),
        refuse("read-proof.4"),
        refuse("read-proof.5"),
        grant("print"),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_34_static_partial_join_for_multiple_instances(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        DRIVERS, "the first two agree",
        accept("ask-driver, ask-driver.1-4 open"),
        grant("ask-driver.1"),
        grant("ask-driver.2", "ask-driver granted; ask-driver.3-4 cancelled; outing open"),
        cannot(grant("ask-driver.3")),
        grant("outing"),
        urgent=False,
    ),
    told(
        DRIVERS, "one says no, then two agree",
        accept("ask-driver, ask-driver.1-4 open"),
        refuse("ask-driver.4"),
        grant("ask-driver.3"),
        grant("ask-driver.1", "ask-driver granted; ask-driver.2 cancelled; outing open"),
        grant("outing"),
        urgent=False,
    ),
    told(
        DRIVERS, "three say no: two can no longer agree",
        accept("ask-driver, ask-driver.1-4 open"),
        refuse("ask-driver.4"),
        refuse("ask-driver.3"),
        refuse("ask-driver.2", "ask-driver refused; ask-driver.1 cancelled; outing terminated"),
        ends="refused", urgent=False,
    ),
)  # fmt: skip
def test_wcp_35_cancelling_partial_join_for_multiple_instances(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        HOUSEHOLDS, "a household that is added moves the threshold",
        accept("ask-household, ask-household.1-3 open"),
        grant("ask-household.1"),
        add_part("ask-household", "ask-household.4 open"),
        grant("ask-household.2"),
        cannot(grant("design")),
        grant("ask-household.4", "ask-household granted; design open"),
        refuse("ask-household.3"),
        grant("design"),
        households=3,
    ),
    told(
        HOUSEHOLDS, "without it two of three are enough",
        accept("ask-household, ask-household.1-3 open"),
        grant("ask-household.1"),
        grant("ask-household.2", "ask-household granted; design open"),
        grant("design"),
        grant("ask-household.3"),
        households=3,
    ),
)  # fmt: skip
def test_wcp_36_dynamic_partial_join_for_multiple_instances(way: Way, story: Story) -> None:
    way(story)
