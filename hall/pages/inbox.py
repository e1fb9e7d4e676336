"""The open work of one's own department, and the search for cases. Nothing personal ever stands in an address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Response

from hall.case_words import WAITING
from hall.doors import allowed
from hall.inbox_lights import Reminded, WorkLight, reminded, work_light
from hall.part_names import PartNames, part_names
from hall.purposes import visible_fields
from hall.visitor import Visitor
from matters.case import ACCEPTANCE, business_date
from matters.limits import Unit
from matters.office import HALL
from matters.rules import Rules
from matters.spec import Matter
from matters.standing import standing
from matters.words import Text
from storage import calendar_moves, cases, published, queues, supervision
from storage.database import Connection
from storage.queues import Counts, Place, Queue, WorkSeen
from storage.supervision import Running

router = APIRouter()
Worker = Annotated[Visitor, Depends(allowed("inbox"))]

MOST = 50
MOST_TOLD = 20
SOON = 2
"""Working days within which work is due soon, as its light is then yellow (domain 3.18)."""

Kind = Literal["all", "mine", "due-soon", "overdue", "waiting"]
KINDS: tuple[tuple[Kind, Text], ...] = (
    ("all", Text(zh="全部待办", en="All")),
    ("mine", Text(zh="我领取的", en="Mine")),
    ("due-soon", Text(zh="即将到期", en="Due soon")),
    ("overdue", Text(zh="已超期", en="Overdue")),
    ("waiting", Text(zh="等待中", en="Waiting")),
)


@dataclass(frozen=True)
class Line:
    """One row of the inbox."""

    work: WorkSeen
    matter: Text
    step: Text
    light: WorkLight
    holder: Text | None
    is_mine: bool
    part: Text | None = None
    """Which part of the step: a signer, a row of the form, or an opinion that is asked for."""
    waiting: Text | None = None
    """What it waits for."""


@dataclass(frozen=True)
class Shown:
    """What the visitor asked to see."""

    kind: Kind
    step: str
    matter: str
    after: str

    def address(self, **other: str) -> str:
        """The address of the inbox with something else chosen; places are kept only when they are named."""
        chosen = {"show": self.kind, "step": self.step, "matter": self.matter} | other
        said = {name: one for name, one in chosen.items() if one and one != "all"}
        return f"/inbox?{urlencode(said)}" if said else "/inbox"


@router.get("/inbox")
def inbox(
    visitor: Worker, show: Kind = "all", step: str = "", matter: str = "", after: str = ""
) -> Response:
    """Open work of the own department, what is due first at the front."""
    return _page(visitor, Shown(show, step, matter, after))


def _page(visitor: Visitor, shown: Shown) -> Response:
    hall, account = visitor.hall, visitor.signed
    today = business_date(hall.clock())
    with hall.database.transaction() as connection:
        # Looked up here, so that all below counts by the calendar that counts now.
        soon = hall.installation.calendars.in_use(connection).workday_after(today, SOON)
        queue = _queue(visitor, shown, today, soon)
        moved = calendar_moves.unread(connection, account.department, account.id)
        choices = _choices(connection, account.department)
        counts = queues.counts_of(connection, account.department, account.id, today, soon)
        rows = queues.work_of(connection, queue, place_of(shown.after), MOST + 1)
        parts = _parts_of(visitor, connection, rows[:MOST])
        clocks = supervision.running(connection, [row.case for row in rows[:MOST]])
        told = _told(visitor, connection)
        # A row written before each department had a holder of its own may name another one's.
        taken = tuple({row.holder for row in rows if row.holder})
        holders = queues.names_of(connection, taken, account.department)
    lines = tuple(
        _line(visitor, row, parts[row.case, row.step], holders, clocks) for row in rows[:MOST]
    )
    following = shown.address(after=written(rows[MOST - 1].place)) if len(rows) > MOST else None
    return visitor.page(
        "inbox.html",
        shown=shown,
        lines=lines,
        following=following,
        tabs=_tabs(shown, counts),
        choices=choices,
        moved=moved,
        today=today,
        told=told,
    )


def _queue(visitor: Visitor, shown: Shown, today: date, soon: date) -> Queue:
    account = visitor.signed
    yesterday = date.fromordinal(today.toordinal() - 1)
    return Queue(
        department=account.department,
        holder=account.id if shown.kind == "mine" else None,
        due_from=today if shown.kind == "due-soon" else None,
        due_by={"due-soon": soon, "overdue": yesterday}.get(shown.kind),
        waiting=shown.kind == "waiting",
        step=shown.step or None,
        matter=shown.matter or None,
    )


def _line(
    visitor: Visitor,
    row: WorkSeen,
    parts: PartNames,
    holders: dict[str, Text],
    clocks: Sequence[Running],
) -> Line:
    matter = parts.rules.matter
    today, calendar = business_date(visitor.hall.clock()), visitor.hall.installation.calendar
    holder = holders.get(row.holder or "")
    return Line(
        work=row,
        matter=matter.name,
        step=step_words(matter, row.step),
        light=work_light(
            row, visitor.signed.department, clocks, (today, calendar, _unit(matter, row.step))
        ),
        holder=holder,
        is_mine=row.holder == visitor.signed.id,
        part=_part(visitor, row, parts),
        waiting=waiting_words(matter, row.step) if row.waiting else None,
    )


def _told(visitor: Visitor, connection: Connection) -> tuple[Reminded, ...]:
    """Of which clocks the reader was told."""
    account, house = visitor.signed, visitor.hall.installation
    rows = supervision.reminders_for(
        connection, account.department, account.id, head="head" in account.roles, most=MOST_TOLD
    )
    matters = {row.digest: published.matter_of(connection, row.digest) for row in rows}
    return reminded(rows, matters, business_date(house.clock()), house.calendar)


def _part(visitor: Visitor, row: WorkSeen, parts: PartNames) -> Text | None:
    """The part's name; where a department signs as itself, its own inbox need not say so."""
    if not row.part or row.part == visitor.signed.department:
        return None
    return parts.of(row.step, row.part)


def _parts_of(
    visitor: Visitor, connection: Connection, rows: Sequence[WorkSeen]
) -> dict[tuple[str, str], PartNames]:
    """By case and step the names of the parts; only cases of which rows of the form are listed are read."""
    house, account = visitor.hall.installation, visitor.signed
    found = {}
    for row in rows:
        matter = published.matter_of(connection, row.digest)
        found[row.case, row.step] = PartNames(Rules(matter, house.office, house.calendar))
    by_rows = {row.case for row in rows if row.part.isdigit() and _of_rows(found, row)}
    stored = cases.load_many(connection, house.keyring, sorted(by_rows)) if by_rows else ()
    standings = {one.case.number: standing(one.case) for one in stored}
    for (case, step), names in found.items():
        if case in standings:
            fields = visible_fields(names.rules.matter, account.roles, account.department, {step})
            found[case, step] = part_names(names.rules, standings[case], fields, in_list=True)
    return found


def _of_rows(found: dict[tuple[str, str], PartNames], row: WorkSeen) -> bool:
    """Whether the row's step is done for each row of a group."""
    matter = found[row.case, row.step].rules.matter
    return row.step != ACCEPTANCE and str(matter.step(row.step).each) in matter.groups


def waiting_words(matter: Matter, step: str) -> Text:
    """What open work waits for: for time or somebody else by its kind, otherwise for the applicant."""
    kind = None if step == ACCEPTANCE else matter.step(step).kind
    return WAITING.get(kind or "") or Text(zh="待补正", en="waiting")


def step_words(matter: Matter, step: str) -> Text:
    """A step's name; acceptance is the hall's own."""
    if step == ACCEPTANCE:
        return Text(zh="受理", en="Acceptance")
    return matter.step(step).name


def _unit(matter: Matter, step: str) -> Unit:
    item = None if step == ACCEPTANCE else matter.step(step).item
    return (item.promise or item.limit).unit if item else "working-days"


def _tabs(shown: Shown, counts: Counts) -> tuple[tuple[Text, str, bool, str], ...]:
    numbers = {
        "all": counts.all, "mine": counts.mine, "due-soon": counts.due_soon,
        "overdue": counts.overdue, "waiting": counts.waiting,
    }  # fmt: skip
    return tuple(
        (name, shown.address(show=kind), shown.kind == kind, counted(numbers[kind]))
        for kind, name in KINDS
    )


def counted(number: int) -> str:
    """A counter: past its end only that there are more."""
    return f"{queues.MOST_COUNTED - 1}+" if number >= queues.MOST_COUNTED else str(number)


@dataclass(frozen=True)
class Choices:
    """What the inbox may be narrowed to."""

    steps: tuple[tuple[str, Text], ...]
    matters: tuple[tuple[str, Text], ...]


def _choices(connection: Connection, department: str) -> Choices:
    """The steps of this department in all published matters, and those matters."""
    steps: dict[str, Text] = {}
    matters: dict[str, Text] = {}
    for one in published.versions(connection):
        matter = published.matter_of(connection, one.digest)
        own = [step for step in matter.steps if department in step.all_departments]
        steps |= {step.step: step.name for step in own}
        if own or department == HALL:
            matters.setdefault(one.key, matter.name)
    return Choices(tuple(steps.items()), tuple(matters.items()))


def written(place: Place) -> str:
    """A place in the queue as an address holds it: a day, a case number, a step, a part."""
    return f"{place.day.isoformat()}~{place.case}~{place.step}~{place.part}".rstrip("~")


def place_of(text: str) -> Place | None:
    """The place that an address names; none that can be read is the beginning."""
    day, _, rest = text.partition("~")
    case, _, last = rest.partition("~")
    step, _, part = last.partition("~")
    try:
        return Place(date.fromisoformat(day), case, step, part) if step else None
    except ValueError:
        return None
