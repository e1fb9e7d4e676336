"""Patterns 10, 21, 23 and 24: work that begins anew, and what comes from outside."""

from tests.patterns.telling import Story, cannot
from tests.patterns.three_ways import Way, pattern, told
from tests.patterns.turns import accept, grant, send_back, signal

PLATE = "wcp-10-arbitrary-cycles"
FOUNTAIN = "wcp-21-structured-loop"
BOOKS = "wcp-23-transient-trigger"
TREE = "wcp-24-persistent-trigger"


@pattern(
    told(
        PLATE, "two loops that overlap, and an officer who sends work back between them",
        accept("draft open"),
        grant("draft", "check open"),
        grant("check", "check waiting; draft open", address_right=False),
        grant("draft", "check open"),
        grant("check", "proof open", address_right=True),
        grant("proof", "proof waiting; check open", proof_right=False),
        grant("check", "check waiting; draft open", address_right=False),
        grant("draft", "check open"),
        grant("check", "proof open", address_right=True),
        grant("proof", "mount open", proof_right=True),
        send_back("mount", "draft", "draft open; check, proof, mount waiting"),
        grant("draft", "check open"),
        grant("check", "proof open", address_right=True),
        grant("proof", "mount open", proof_right=True),
        grant("mount"),
        urgent=False,
    ),
    told(
        PLATE, "straight on",
        accept("draft open"),
        grant("draft", "check open"),
        grant("check", "proof open", address_right=True),
        grant("proof", "mount open", proof_right=True),
        grant("mount"),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_10_arbitrary_cycles(way: Way, story: Story) -> None:
    way(story)


AGAIN = "test-water waiting; flush open"


@pattern(
    told(
        FOUNTAIN, "clean at once",
        accept("flush open"),
        grant("flush", "test-water open"),
        grant("test-water", "open-fountain open", clean=True),
        grant("open-fountain"),
        urgent=False,
    ),
    told(
        FOUNTAIN, "clean at the second time",
        accept("flush open"),
        grant("flush", "test-water open"),
        grant("test-water", AGAIN, clean=False),
        cannot(grant("open-fountain")),
        grant("flush", "test-water open"),
        grant("test-water", "open-fountain open", clean=True),
        grant("open-fountain"),
        urgent=False,
    ),
    told(
        FOUNTAIN, "never clean: four tests, then it goes on without",
        accept("flush open"),
        grant("flush", "test-water open"),
        grant("test-water", AGAIN, clean=False),
        grant("flush", "test-water open"),
        grant("test-water", AGAIN, clean=False),
        grant("flush", "test-water open"),
        grant("test-water", AGAIN, clean=False),
        grant("flush", "test-water open"),
        grant("test-water", "open-fountain set-aside", clean=False),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_21_structured_loop(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        BOOKS, "a ring before anybody waits is lost",
        accept("make-date open"),
        signal("bell-rang"),
        grant("make-date", "bell open"),
        cannot(grant("take-books")),
        signal("bell-rang", "bell met; take-books open"),
        grant("take-books"),
        urgent=False,
    ),
    told(
        BOOKS, "a ring while somebody waits counts at once",
        accept("make-date open"),
        grant("make-date", "bell open"),
        signal("bell-rang", "bell met; take-books open"),
        signal("bell-rang"),
        grant("take-books"),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_23_transient_trigger(way: Way, story: Story) -> None:
    way(story)


@pattern(
    told(
        TREE, "a letter that came early is kept",
        accept("choose-tree open"),
        signal("letter-came"),
        grant("choose-tree", "letter met; read-letter open"),
        grant("read-letter", "certificate open", signed=True),
        grant("certificate"),
        urgent=False,
    ),
    told(
        TREE, "a letter that comes later is waited for",
        accept("choose-tree open"),
        grant("choose-tree", "letter open"),
        cannot(grant("read-letter")),
        signal("letter-came", "letter met; read-letter open"),
        grant("read-letter", "certificate open", signed=True),
        grant("certificate"),
        urgent=False,
    ),
    told(
        TREE, "two early letters serve two rounds, a third round waits for a third",
        accept("choose-tree open"),
        signal("letter-came"),
        signal("letter-came"),
        grant("choose-tree", "letter met; read-letter open"),
        grant("read-letter", "read-letter open", signed=False),
        grant("read-letter", "read-letter waiting; letter open", signed=False),
        signal("letter-came", "letter met; read-letter open"),
        grant("read-letter", "certificate open", signed=True),
        grant("certificate"),
        urgent=False,
    ),
)  # fmt: skip
def test_wcp_24_persistent_trigger(way: Way, story: Story) -> None:
    way(story)
