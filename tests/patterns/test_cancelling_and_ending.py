"""Patterns 11, 19, 20, 25 and 43: what is cancelled, and how a case ends."""

from tests.patterns.telling import Story, cannot
from tests.patterns.three_ways import Way, pattern, told
from tests.patterns.turns import accept, grant, refuse, signal, skip, take, terminate, withdraw

MOVING = "wcp-11-implicit-termination"
PHOTO = "wcp-19-cancel-task"
ENGINE = "wcp-20-cancel-case"
CINEMA = "wcp-25-cancel-region"
CHILD = "wcp-43-explicit-termination"


@pattern(
    told(
        MOVING, "the school comes last",
        accept("change-address, tell-school open"),
        grant("change-address", "new-booklet open"),
        grant("new-booklet"),
        grant("tell-school"),
        urgent=False,
    ),
    told(
        MOVING, "the booklet comes last",
        accept("change-address, tell-school open"),
        grant("tell-school"),
        grant("change-address", "new-booklet open"),
        grant("new-booklet"),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_11_implicit_termination(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        PHOTO, "left out before anybody began",
        accept("take-photo, check-age open"),
        skip("take-photo"),
        cannot(grant("take-photo")),
        grant("check-age", "print-card open"),
        grant("print-card"),
        urgent=False,
    ),
    told(
        PHOTO, "ended by law while somebody was at it",
        accept("take-photo, check-age open"),
        take("take-photo"),
        terminate("take-photo", "take-photo terminated"),
        cannot(grant("take-photo")),
        grant("check-age", "print-card open"),
        grant("print-card"),
        urgent=False,
    ),
    told(
        PHOTO, "too late once it is done",
        accept("take-photo, check-age open"),
        grant("take-photo"),
        cannot(skip("take-photo")),
        cannot(terminate("take-photo", "")),
        grant("check-age", "print-card open"),
        grant("print-card"),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_19_cancel_task(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        ENGINE, "the applicant withdraws",
        accept("plan-day, train-helpers open"),
        grant("plan-day"),
        withdraw(""),
        ends="withdrawn", urgent=False,
    ),
    told(
        ENGINE, "the law ends it",
        accept("plan-day, train-helpers open"),
        grant("train-helpers"),
        terminate(None, ""),
        ends="terminated", urgent=False,
    ),
)  # fmt: skip
def test_wcp_20_cancel_case(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        CINEMA, "rain before the screen stands: it and the chairs are set aside, the tickets are not",
        accept("put-up-screen, print-tickets, rain open"),
        signal(
            "rain-forecast",
            "rain met; move-indoors open; put-up-screen, place-chairs set-aside",
        ),
        cannot(grant("put-up-screen")),
        grant("print-tickets"),
        grant("move-indoors"),
        urgent=False,
    ),
    told(
        CINEMA, "rain when the screen stands: only the chairs are left to set aside",
        accept("put-up-screen, print-tickets, rain open"),
        grant("put-up-screen", "place-chairs open"),
        signal("rain-forecast", "rain met; move-indoors open; place-chairs set-aside"),
        grant("move-indoors"),
        grant("print-tickets"),
        urgent=False,
    ),
    told(
        CINEMA, "no rain, nothing is cancelled",
        accept("put-up-screen, print-tickets, rain open"),
        signal("dry-forecast", "rain met; move-indoors set-aside"),
        grant("put-up-screen", "place-chairs open"),
        grant("place-chairs"),
        grant("print-tickets"),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_25_cancel_region(way: Way, story: Story) -> None:
    way(story)


ALL_LOOK = "watch-cameras, search-park, ask-schools, ask-schools.1-3 open"


@pattern(
    told(
        CHILD, "found in the park while others still look",
        accept(ALL_LOOK),
        grant("search-park", "found open"),
        refuse("ask-schools.2"),
        grant(
            "found",
            "watch-cameras, ask-schools set-aside; ask-schools.1, ask-schools.3 cancelled",
        ),
        urgent=True,
    ),
    told(
        CHILD, "found at one school: the other schools need not answer",
        accept(ALL_LOOK),
        grant("ask-schools.3", "ask-schools granted; found open"),
        grant(
            "found",
            "watch-cameras, search-park set-aside; ask-schools.1-2 cancelled",
        ),
        urgent=True,
    ),
    told(
        CHILD, "not the child: the search goes on to its own end",
        accept(ALL_LOOK),
        grant("watch-cameras", "found open"),
        refuse("found"),
        refuse("search-park"),
        refuse("ask-schools.1"),
        refuse("ask-schools.2"),
        refuse("ask-schools.3", "ask-schools refused"),
        ends="partly-granted", urgent=True,
    ),
)  # fmt: skip
def test_wcp_43_explicit_termination(way: Way, story: Story) -> None:
    way(story)
