"""Every page, answer and file that shows personal data of a case leaves a row, and none is shown without it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest
from fastapi.routing import iter_route_contexts

from hall.counter.draft import begin, save
from hall.counter.papers import HandedIn, kept_of, uploaded
from hall.house import Hall
from hall.web import create_web
from matters.acts import Accept
from storage import cases, notices, reads, stand_ins
from storage.reads import Read, ReadsWanted
from storage.stand_ins import NewStandIn
from tests.hall.calling import System, a_system
from tests.hall.counter import A_PDF
from tests.hall.desk import Browser, a_browser, signed_in
from tests.hall.town import Town
from tests.houses import Clock

MATTER = "open-a-restaurant"
PLAN = "layout-plan"
OFFICER = "market-regulation"


@dataclass
class Place:
    """One case with all that can be shown of it, and who looks at it."""

    hall: Hall
    clerk: Browser
    officer: Browser
    guest: Browser
    supervisor: Browser
    system: System
    archives: System
    number: str
    person: str
    """The credit code of its applicant."""
    follow: str
    notice: str
    draft: str
    file: str

    def rows(self) -> list[Read]:
        with self.hall.database.transaction() as connection:
            found = reads.newest(connection, ReadsWanted(), None, 100)
        return [one.read for one in reversed(found)]

    def forget(self) -> None:
        with self.hall.database.transaction() as connection:
            connection.execute("truncate reads")


@pytest.fixture
def place(hall: Hall) -> Place:
    town = Town(hall)
    number, play = town.launched(MATTER, "small-shop")
    town.launched(MATTER, "small-shop")
    town.carry()
    town.act(number, Accept(), "hall")
    desk = begin(hall.installation, MATTER, "chen", "zh").with_draft(answers=play.answers)
    desk = uploaded(hall.installation, desk, PLAN, HandedIn(A_PDF), 1_000_000)
    save(hall.installation, desk)
    with hall.database.transaction() as connection:
        follow = cases.load(connection, hall.keyring, number).follow
        issued = notices.of_case(connection, number)
    seen = next(one for one in issued if (one.letter, one.department) == ("acceptance", OFFICER))
    made = Place(
        hall=hall,
        clerk=signed_in(hall, "chen"),
        officer=signed_in(hall, OFFICER),
        guest=a_browser(hall),
        supervisor=signed_in(hall, "supervisor"),
        system=a_system(hall),
        archives=a_system(hall, "hall"),
        number=number,
        person=str(play.answers["company.uscc"]),
        follow=follow,
        notice=seen.code,
        draft=f"/counter/{desk.id}",
        file=kept_of(desk, PLAN)[0].evidence.digest,
    )
    made.forget()
    return made


Look = Callable[[Place], httpx.Response]


def posted(path: str, on: str, **form: str) -> Look:
    return lambda at: at.clerk.submit(f"{at.draft}{path}", on=f"{at.draft}{on}", **form)


SHOWS: dict[str, tuple[Look, str]] = {
    "GET /cases/{number}": (lambda at: at.officer.get(f"/cases/{at.number}"), "case"),
    "GET /cases/{number}/papers/{material}": (
        lambda at: at.officer.get(f"/cases/{at.number}/papers/{PLAN}"), f"paper {PLAN}"),
    "GET /cases/{number}/checks": (lambda at: at.officer.get(f"/cases/{at.number}/checks"), "checks"),
    "GET /cases/{number}/checks.pdf": (
        lambda at: at.officer.get(f"/cases/{at.number}/checks.pdf"), "checks"),
    "GET /follow/{token}/checks": (lambda at: at.guest.get(f"/follow/{at.follow}/checks"), "checks"),
    "GET /follow/{token}/checks.pdf": (
        lambda at: at.guest.get(f"/follow/{at.follow}/checks.pdf"), "checks"),
    "POST /cases/{number}/acts": (
        lambda at: at.officer.submit(f"/cases/{at.number}/acts", on=f"/cases/{at.number}", act="accept"),
        "case"),
    "POST /cases": (lambda at: at.clerk.submit("/cases", on="/cases", q=at.person), "search"),
    "GET /notices/{code}": (lambda at: at.officer.get(f"/notices/{at.notice}"), "notice acceptance"),
    "GET /notices/{code}.pdf": (
        lambda at: at.officer.get(f"/notices/{at.notice}.pdf"), "notice acceptance"),
    "GET /notices/{code}/pages/{page}.svg": (
        lambda at: at.officer.get(f"/notices/{at.notice}/pages/1.svg"), "notice acceptance"),
    "GET /counter": (lambda at: at.clerk.get("/counter"), "drafts"),
    "GET /counter/{draft_id}/situation": (lambda at: at.clerk.get(f"{at.draft}/situation"), "draft"),
    "POST /counter/{draft_id}/situation": (posted("/situation", "/situation", area_m2="x"), "draft"),
    "GET /counter/{draft_id}/form": (lambda at: at.clerk.get(f"{at.draft}/form"), "draft"),
    "POST /counter/{draft_id}/form": (
        posted("/form", "/form", **{"company.uscc": "x", "shown": "company.uscc"}), "draft"),
    "GET /counter/{draft_id}/papers": (lambda at: at.clerk.get(f"{at.draft}/papers"), "draft"),
    "GET /counter/{draft_id}/papers/{material}/{digest}": (
        lambda at: at.clerk.get(f"{at.draft}/papers/{PLAN}/{at.file}"), "draft"),
    "POST /counter/{draft_id}/papers/{material}/upload": (
        posted(f"/papers/{PLAN}/upload", "/papers"), "draft"),
    "POST /counter/{draft_id}/papers/{material}/promise": (
        posted(f"/papers/{PLAN}/promise", "/papers", promise="none"), "draft"),
    "POST /counter/{draft_id}/papers/{material}/later": (
        posted(f"/papers/{PLAN}/later", "/papers"), "draft"),
    "POST /counter/{draft_id}/papers/{material}/objection": (
        posted(f"/papers/{PLAN}/objection", "/papers", check="none"), "draft"),
    "GET /counter/{draft_id}/confirm": (lambda at: at.clerk.get(f"{at.draft}/confirm"), "draft"),
    "GET /counter/launched/{number}": (
        lambda at: at.clerk.get(f"/counter/launched/{at.number}"), "receipt"),
    "GET /cases/{number}/deliveries": (
        lambda at: at.clerk.get(f"/cases/{at.number}/deliveries"), "deliveries"),
    "POST /cases/{number}/deliveries": (
        lambda at: at.officer.submit(
            f"/cases/{at.number}/deliveries", on=f"/cases/{at.number}", act="record-delivery"),
        "deliveries"),
    "POST /notices/{code}/void": (
        lambda at: at.officer.submit(f"/notices/{at.notice}/void", on=f"/notices/{at.notice}"),
        "notice acceptance"),
    "POST /pick-up": (lambda at: at.clerk.submit("/pick-up", on="/pick-up", q=at.person), "search"),
    "GET /supervision/{number}": (
        lambda at: at.supervisor.get(f"/supervision/{at.number}"), "clocks"),
    "POST /supervision/{number}/orders": (
        lambda at: at.supervisor.submit(
            f"/supervision/{at.number}/orders", on=f"/supervision/{at.number}", clock="none"),
        "clocks"),
    "GET /api/v1/cases/{number}/clocks": (
        lambda at: at.system.get(f"/cases/{at.number}/clocks"), "clocks"),
    "GET /follow/{token}": (lambda at: at.guest.get(f"/follow/{at.follow}"), "follow"),
    "GET /follow/{token}/notices/{code}": (
        lambda at: at.guest.get(f"/follow/{at.follow}/notices/{at.notice}"), "notice acceptance"),
    "GET /api/v1/cases/{number}": (lambda at: at.system.get(f"/cases/{at.number}"), "case"),
    "GET /api/v1/cases/{number}/facts": (
        lambda at: at.system.get(f"/cases/{at.number}/facts"), "facts"),
    "GET /cases/{number}/file": (
        lambda at: at.supervisor.get(f"/cases/{at.number}/file"), "case-file"),
    "GET /api/v1/cases/{number}/file": (
        lambda at: at.archives.get(f"/cases/{at.number}/file"), "case-file"),
    "GET /api/v1/cases/{number}/notices": (
        lambda at: at.system.get(f"/cases/{at.number}/notices"), "notices"),
    "GET /api/v1/cases/{number}/papers/{material}": (
        lambda at: at.system.get(f"/cases/{at.number}/papers/{PLAN}"), f"paper {PLAN}"),
    "GET /api/v1/notices/{code}.pdf": (
        lambda at: at.system.get(f"/notices/{at.notice}.pdf"), "notice acceptance"),
}  # fmt: skip
"""By route: a look at it, and what its row says."""

SHOWS_NOBODY = frozenset({
    # Lists: a person's name is masked, and nothing of an application stands there.
    "GET /inbox", "GET /cases", "GET /api/v1/queue", "GET /verify", "GET /verify/{code}",
    "GET /pick-up", "GET /announcements", "GET /supervision", "GET /supervision/export.{form}",
    "GET /follow/{token}/address", "GET /follow/{token}/rating",
    # They say only that something changed.
    "GET /live/inbox", "GET /live/cases/{number}", "GET /live/patterns", "GET /api/v1/events",
    # They do something and lead on, or answer with the state only; what they lead to is a reading.
    "GET /cases/{number}/acts", "POST /counter", "GET /counter/{draft_id}",
    "POST /counter/{draft_id}/discard", "POST /counter/{draft_id}/papers/check",
    "POST /counter/{draft_id}/papers/consent", "POST /api/v1/registers/{register}/answers/{ticket}",
    "POST /counter/{draft_id}/papers/{material}/remove", "POST /counter/{draft_id}/confirm",
    "POST /api/v1/files", "POST /api/v1/cases", "POST /api/v1/cases/{number}/acts",
    "POST /api/v1/cases/{number}/signals", "POST /api/v1/cases/{number}/calls/{step}",
    # Case numbers, clocks and days; of the applicant nothing.
    "GET /admin/calendar", "POST /admin/calendar/preview", "POST /admin/calendar/load",
    "GET /admin/calendar/loads/{number}", "POST /admin/calendar/loads/{number}/export",
    "GET /calendar/moved/{number}", "POST /calendar/moved/{number}/export",
    "POST /calendar/moved/{number}/read",
    # Figures by officer: a case's number, and nobody of it.
    "GET /supervision/asked-again", "GET /supervision/asked-again/export.{form}",
    # The applicant's own word, which leads back to the own page; and figures only.
    "POST /follow/{token}/rating", "GET /ratings",
    "POST /follow/{token}/address", "GET /supervision/{number}/orders", "POST /verify",
    # The paper that a person signed at the desk: tried in test_deliveries, as it needs a delivery.
    "GET /cases/{number}/deliveries/{key}/proof",
    # They know of no case.
    "GET /", "GET /health", "GET /privacy/{matter}", "GET /privacy/{matter}.pdf",
    "GET /patterns", "POST /patterns", "GET /sign-in", "POST /sign-in",
    "POST /sign-out", "GET /account", "POST /account", "POST /account/stand-ins",
    "POST /account/stand-ins/{number}/end", "POST /account/acting-for",
    "GET /api/v1/matters", "GET /api/v1/matters/{key}", "GET /api/v1/matters/{key}/schema",
    "GET /api/v1/openapi.json", "GET /api/v1/docs", "GET /api/openapi.json", "GET /api/docs",
})  # fmt: skip
FOR_ADMINISTRATORS = "/admin"
"""An administrator reads no applicant's answers: counts, references and matters only (PIPL 6)."""


def routes_of(hall: Hall) -> set[str]:
    return {
        f"{method} {route.path}"
        for route in iter_route_contexts(create_web(hall).routes)
        for method in (getattr(route, "methods", None) or ())
        if method not in ("HEAD", "OPTIONS") and not route.path.startswith(FOR_ADMINISTRATORS)
    }


def test_every_page_either_leaves_a_row_or_is_known_to_show_nobody(hall):
    assert routes_of(hall) - SHOWS.keys() - SHOWS_NOBODY == set()
    assert SHOWS.keys() - routes_of(hall) == set()


@pytest.mark.parametrize("route", SHOWS)
def test_whoever_looks_leaves_a_row_that_says_what_and_why(place, route):
    look, what = SHOWS[route]
    answer = look(place)
    assert answer.status_code not in (303, 404, 500)
    rows = [one for one in place.rows() if one.what == what]
    assert {place.number, f"draft-{place.draft.rpartition('/')[2]}"} & {one.case for one in rows}
    assert all(one.purpose for one in rows)
    assert place.person not in repr(place.rows())


def test_a_row_says_whose_account_in_whose_name_and_for_which_steps(place):
    place.officer.get(f"/cases/{place.number}")
    (row,) = place.rows()
    assert (row.account, row.on_behalf, row.department) == (OFFICER, None, OFFICER)
    assert row.purpose.split()[0] == MATTER
    assert "food-licence" in row.purpose


def test_what_is_unmasked_is_named_field_by_field(hall):
    town = Town(hall)
    number, _ = town.launched("new-resident", "own-house")
    clerk = signed_in(hall, "chen")
    clerk.get(f"/cases/{number}?whole=yes")
    with hall.database.transaction() as connection:
        said = {one.read.what for one in reads.newest(connection, ReadsWanted(), None, 10)}
    (unmasked,) = (one for one in said if one.startswith("unmasked "))
    assert "person.id_number" in unmasked.split()


def test_a_case_that_may_not_be_seen_leaves_no_row_and_shows_nothing(place):
    stranger = signed_in(place.hall, "education")
    for path in (f"/cases/{place.number}", f"/notices/{place.notice}"):
        assert stranger.get(path).status_code == 404
    assert place.officer.get(f"/cases/{place.number}/papers/unheard-of").status_code == 404
    assert place.rows() == []


def test_a_redirect_is_no_reading(place):
    place.officer.get(f"/cases/{place.number}/acts")
    place.clerk.submit("/cases", on="/cases", q=place.number)
    assert place.rows() == []


def test_who_stands_in_reads_in_the_name_of_the_absent(place, clock: Clock):
    today = clock().date()
    new = NewStandIn(f"{OFFICER}-head", OFFICER, today, today + timedelta(days=7), "出差", OFFICER)
    with place.hall.database.transaction() as connection:
        stand_ins.name_stand_in(connection, new, clock())
    place.officer.submit("/account/acting-for", on="/account", account=f"{OFFICER}-head")
    place.officer.get(f"/cases/{place.number}")
    (row,) = place.rows()
    assert (row.account, row.on_behalf) == (OFFICER, f"{OFFICER}-head")


@pytest.mark.parametrize("path", ["/cases/{}", "/api/v1/cases/{}"])
def test_what_cannot_be_recorded_is_not_shown(place, path):
    with place.hall.database.transaction() as connection:
        connection.execute(
            "create function refuse() returns trigger language plpgsql as"
            " $$ begin raise exception using errcode = '57P01'; end $$;"
            " create trigger refuse before insert on reads execute function refuse()"
        )
    at = path.format(place.number)
    answer = place.system.get(at.removeprefix("/api/v1")) if "api" in at else place.officer.get(at)
    assert answer.status_code == 503
    assert "餐饮" not in answer.text
    assert "x-content-type-options" in answer.headers
    assert place.rows() == []
