"""Administrators: matters and their versions, publishing, incidents, waves, accounts; nobody's answers."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from hall.admin.comparison import compared
from hall.admin.drafts import read_draft
from hall.admin.scenarios import how_many_scenarios
from hall.house import Hall
from matters.case import business_date
from matters.completeness import completeness
from matters.reading import SHIPPED
from matters.words import Text
from storage import claims, incidents, published
from tests.hall.calling import a_small_matter, a_system, launched, publish
from tests.hall.desk import Browser, signed_in, the_office
from tests.houses import SilentBell

RESTAURANT = SHIPPED / "matters" / "open-a-restaurant.yaml"


def source(version: int = 1, **changes: str) -> str:
    text = (
        Path(RESTAURANT).read_text(encoding="utf-8").replace("version: 1", f"version: {version}", 1)
    )
    for old, new in changes.items():
        text = text.replace(old, new, 1)
    return text


def sent(admin: Browser, text: str, do: str = "publish", since: str = ""):
    return admin.submit("/admin/publish", text=text, do=do, since=since)


@pytest.fixture
def editor(hall: Hall) -> Browser:
    return signed_in(hall, "editor")


def published_by(admin: Browser, editor: Browser, text: str, since: str = ""):
    """Handed in by the one, published by the other."""
    sent(editor, text, "hand-in")
    return sent(admin, text, since=since)


def rung(hall: Hall) -> list[tuple[str, str]]:
    bell = hall.installation.bell
    assert isinstance(bell, SilentBell)
    return bell.rung


UNREADABLE = Text(zh="文书无法排版。", en="A notice cannot be laid out.")


def an_incident(hall: Hall) -> str:
    publish(hall, a_small_matter())
    number = launched(a_system(hall))
    with hall.database.transaction() as connection:
        incidents.record(connection, number, "wave", UNREADABLE, hall.clock())
    return number


PAGES = ("/admin/matters", "/admin/publish", "/admin/incidents", "/admin/waves", "/admin/accounts")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("account", ["chen", "fire-rescue", "supervisor"])
def test_only_administrators_enter(hall: Hall, path: str, account: str):
    browser = signed_in(hall, account)
    reads_matters = account == "supervisor" and path == "/admin/matters"
    assert browser.get(path).status_code == (200 if reads_matters else 403)


def test_administrators_open_no_case(hall: Hall, admin: Browser):
    number = an_incident(hall)
    page = admin.get("/admin/incidents").text
    assert number in page
    assert "宁波示例餐饮" not in page


def test_without_matters_the_list_says_what_to_do(admin: Browser):
    assert "还没有发布任何事项" in admin.get("/admin/matters").text


def test_a_matter_without_mistakes_may_be_published(hall: Hall, admin: Browser, editor: Browser):
    checked = sent(editor, source(), do="check")
    assert checked.status_code == 200
    assert "没有发现错误" in checked.text
    assert sent(editor, source(), "hand-in").status_code == 303
    assert "待发布的草稿" in admin.get("/admin/publish").text
    assert sent(admin, source()).headers["location"] == "/admin/matters/open-a-restaurant"
    page = admin.get("/admin/matters/open-a-restaurant").text
    assert "第1版已发布" in page
    assert "<svg" in page
    assert any(payload.startswith("open-a-restaurant-v1") for _, payload in rung(hall))


def test_checking_publishes_nothing(hall: Hall, admin: Browser):
    sent(admin, source(), do="check")
    with hall.database.transaction() as connection:
        assert published.versions(connection) == ()


def test_all_mistakes_are_told_at_once_with_their_lines(admin: Browser):
    text = source(audience="audiense", **{"lead: market-regulation": "lead: market-regulatoin"})
    page = sent(admin, text)
    line = 1 + text.split("\n").index("audiense: company")
    assert page.status_code == 422
    assert f'href="#L{line}"' in page.text
    assert "您是否想写“audience”？" in page.text
    assert "您是否想写“market-regulation”？" in page.text
    assert "lead: market-regulatoin" in page.text


@pytest.mark.parametrize(
    "text", ["version: [", "just words", "a: 1\nb: \x00", "<script>alert(1)</script>"]
)
def test_what_is_no_matter_is_told_so_and_kept(admin: Browser, text: str):
    page = sent(admin, text)
    assert page.status_code == 422
    assert "处错误" in page.text
    assert "<script>alert" not in page.text


def test_nothing_sent_is_told_so(admin: Browser):
    assert "没有收到内容" in sent(admin, " ").text


def test_a_file_counts_instead_of_the_text(admin: Browser):
    mark = admin.mark("/admin/publish")
    files = {"file": ("open-a-restaurant.yaml", source().encode())}
    page = admin.client.post(
        "/admin/publish", data={"mark": mark, "text": "nothing", "do": "check"}, files=files
    )
    assert "没有发现错误" in page.text


def test_nobody_publishes_the_own_draft(hall: Hall, editor: Browser):
    page = published_by(editor, editor, source())
    assert page.status_code == 409
    assert "起草人不得发布本人的草稿" in page.text
    with hall.database.transaction() as connection:
        assert published.versions(connection) == ()


def test_what_was_not_handed_in_is_not_published(admin: Browser):
    page = sent(admin, source())
    assert page.status_code == 409
    assert "尚未送审" in page.text


def test_a_version_may_begin_on_a_day_to_come(hall: Hall, admin: Browser, editor: Browser):
    published_by(admin, editor, source())
    newer = source(version=2, **{"promise: 7 working days": "promise: 6 working days"})
    checked = sent(admin, newer, "check").text
    assert "承诺办结期限由7个工作日改为6个工作日" in checked
    day = business_date(hall.clock()) + timedelta(days=30)
    assert published_by(admin, editor, newer, day.isoformat()).status_code == 303
    assert "待施行" in admin.get("/admin/matters/open-a-restaurant?part=versions").text
    with hall.database.transaction() as connection:
        assert [one.version for one in published.current(connection, hall.clock())] == [1]


@pytest.mark.parametrize("since", ["2001-01-01", "soon"])
def test_a_day_that_is_past_or_none_is_refused(admin: Browser, editor: Browser, since: str):
    assert published_by(admin, editor, source(), since).status_code == 409


def test_a_published_version_never_changes(admin: Browser, editor: Browser):
    published_by(admin, editor, source())
    page = sent(admin, source(**{"promise: 7 working days": "promise: 8 working days"}))
    assert page.status_code == 409
    assert "请把 version 改为2" in page.text
    assert "promise: 8 working days" in page.text


def test_a_version_older_than_the_newest_is_refused(admin: Browser, editor: Browser):
    published_by(admin, editor, source(version=3))
    page = published_by(admin, editor, source(version=2))
    assert page.status_code == 409
    assert "请把 version 改为4" in page.text


def test_two_versions_are_compared_line_by_line(admin: Browser, editor: Browser):
    published_by(admin, editor, source())
    published_by(
        admin, editor, source(version=2, **{"promise: 7 working days": "promise: 6 working days"})
    )
    page = admin.get("/admin/matters/open-a-restaurant/compare?from=1&to=2").text
    assert "promise: 7 working days" in page
    assert "promise: 6 working days" in page
    assert "承诺办结期限由7个工作日改为6个工作日" in page
    assert "audience" not in page.split("<main")[1].split("promise:")[0].split("version")[0]


@pytest.mark.parametrize("asked", ["", "?from=1", "?to=2"])
def test_a_comparison_of_nothing_says_what_to_choose(admin: Browser, editor: Browser, asked: str):
    published_by(admin, editor, source())
    alone = admin.get("/admin/matters/open-a-restaurant/compare" + asked)
    assert alone.status_code == 200
    assert "只有一个版本" in alone.text
    published_by(admin, editor, source(version=2))
    page = admin.get("/admin/matters/open-a-restaurant/compare" + asked).text
    assert "选择要对比的两个版本" in page
    assert 'name="from"' in page
    assert 'name="to"' in page


def test_conditions_are_told_in_words_with_what_is_written_behind(admin: Browser, editor: Browser):
    published_by(admin, editor, source())
    page = admin.get("/admin/matters/open-a-restaurant").text
    when = re.search(r'([^<>]+)<details class="written">.*?<code>([^<]+)</code>', page)
    assert when is not None
    assert "要开办的是“" in when[1]
    assert "business_form in [" in unescape(when[2])


@pytest.mark.parametrize(
    "part", ["overview", "form", "papers", "letters", "versions", "source", "x"]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_part_of_a_matter_is_shown_in_both_languages(
    hall: Hall, admin: Browser, editor: Browser, part: str, language: str
):
    for key in ("open-a-restaurant", "new-resident"):
        text = (SHIPPED / "matters" / f"{key}.yaml").read_text(encoding="utf-8")
        published_by(admin, editor, text)
    admin.client.cookies.set("language", language)
    for key in ("open-a-restaurant", "new-resident"):
        page = admin.get(f"/admin/matters/{key}?part={part}")
        assert page.status_code == 200
        assert page.text.count("<h1>") == 1


def test_an_unknown_matter_or_version_is_not_found(admin: Browser, editor: Browser):
    published_by(admin, editor, source())
    assert admin.get("/admin/matters/nothing").status_code == 404
    assert admin.get("/admin/matters/open-a-restaurant?version=9").status_code == 404
    assert admin.get("/admin/publish?matter=nothing").status_code == 404


def test_a_retired_matter_takes_no_new_cases(hall: Hall, admin: Browser):
    publish(hall, a_small_matter())
    path = "/admin/matters/test-matter"
    assert admin.submit(f"{path}/retire", on=path).status_code == 303
    assert "已停用" in admin.get("/admin/matters").text
    system = a_system(hall)
    answer = system.post("/cases", {"matter": "test-matter", "answers": {}})
    assert answer.json()["error"]["kind"] == "matter-retired"


def test_without_incidents_the_page_says_that_all_is_well(admin: Browser):
    assert "没有待处理的异常" in admin.get("/admin/incidents").text


def test_an_incident_that_is_tried_again_asks_for_a_wave(hall: Hall, admin: Browser):
    number = an_incident(hall)
    page = admin.get("/admin/incidents").text
    assert "文书无法排版。" in page
    admin.get("/admin/incidents?language=en")
    assert "A notice cannot be laid out." in admin.get("/admin/incidents").text
    admin.get("/admin/incidents?language=zh")
    rung(hall).clear()
    answer = admin.submit("/admin/incidents/1/retry", on="/admin/incidents")
    assert answer.status_code == 303
    assert [channel for channel, _ in rung(hall)] == ["onego_cases", "onego_waves"]
    with hall.database.transaction() as connection:
        assert sum(claims.waiting(connection, hall.clock()).values()) == 1
    shown = admin.get("/admin/incidents").text
    assert f"已安排重试办件 {number}" in shown
    assert "没有待处理的异常" in shown


def test_an_incident_is_tried_again_once(hall: Hall, admin: Browser):
    an_incident(hall)
    mark = admin.mark("/admin/incidents")
    first, second = (
        admin.post("/admin/incidents/1/retry", {"mark": mark}) for _ in range(2)
    )  # fmt: skip
    assert (first.status_code, second.status_code) == (303, 409)
    assert admin.post(f"/admin/incidents/{'9' * 30}/retry", {"mark": mark}).status_code == 422


def test_waves_are_listed_with_the_cases_that_they_carried(hall: Hall, admin: Browser):
    with hall.database.transaction() as connection:
        claims.wave_began(connection, "run-1", "test-matter-v1", hall.clock())
        claims.wave_ended(connection, "run-1", hall.clock(), 42, 137)
    page = admin.get("/admin/waves").text
    assert "/runs/flow-run/run-1" in page
    assert ">42<" in page


def test_a_token_is_shown_once_and_works(hall: Hall, admin: Browser):
    page = admin.submit("/admin/accounts/token", on="/admin/accounts", department="fire-rescue")
    token = page.text.split('<code class="token">')[1].split("<")[0]
    system = a_system(hall)
    system.token = token
    assert system.get("/queue").json()["department"] == "fire-rescue"
    assert token not in admin.get("/admin/accounts").text


def test_an_account_that_is_barred_is_signed_out(hall: Hall, admin: Browser):
    clerk = signed_in(hall, "chen")
    admin.submit("/admin/accounts/chen/disable", on="/admin/accounts")
    assert clerk.get("/counter").status_code == 303
    assert clerk.sign_in("chen").status_code == 422


def test_nobody_bars_the_own_account(admin: Browser):
    answer = admin.submit("/admin/accounts/admin/disable", on="/admin/accounts")
    assert answer.status_code == 409


def test_the_token_of_a_barred_system_is_not_made_again(hall: Hall, admin: Browser):
    a_system(hall, "fire-rescue")
    admin.submit("/admin/accounts/fire-rescue-system/disable", on="/admin/accounts")
    answer = admin.submit("/admin/accounts/token", on="/admin/accounts", department="fire-rescue")
    assert answer.status_code == 409


def test_the_shipped_matters_lack_nothing():
    for key in ("open-a-restaurant", "new-resident"):
        draft = read_draft((SHIPPED / "matters" / f"{key}.yaml").read_text(encoding="utf-8"))
        assert draft.matter is not None
        points = completeness(draft.matter, the_office(), how_many_scenarios(key))
        assert [one.name.en for one in points if not one.is_met] == []


def test_what_a_matter_lacks_is_named():
    points = completeness(a_small_matter(), the_office(), 0)
    missing = {one.name.en: one.missing for one in points if not one.is_met}
    assert missing["There are test scenarios"]
    assert "Every event has its letter" in missing
    assert [one.zh for one in missing["Every question decides something"]] == [
        "area_m2",
        "by_promise",
    ][:1]


def test_equal_texts_have_no_changes():
    assert compared("a\nb", "a\nb\n") == ()


def test_a_change_is_shown_with_the_lines_around_it():
    before, after = "\n".join("abcdefghij"), "\n".join("abcdeXghij")
    shown = [(one.kind, one.text) for one in compared(before, after)]
    assert shown[3:5] == [("gone", "f"), ("new", "X")]
    assert len(shown) == 8
