"""The delivery of notices on pages: the desk, the page of a case, the applicant's own word, and announcements."""

import html
import re
from typing import Any

import pytest

from flows.commands import act_on
from hall.house import Hall
from matters.acts import ConfirmAddress
from tests.hall.act_forms import marked, why
from tests.hall.desk import MakeHall, a_browser
from tests.hall.hands import CLERK, HEAD, MARKET, Hands


class AtTheDesk(Hands):
    """A case whose applicant fetches the notices."""

    def __init__(self, hall: Hall) -> None:
        super().__init__(hall)
        self.key = next(iter(self.open_keys()), "")

    def act(self, act: Any, by: Any) -> None:
        # The wish to fetch comes before anything is issued after the acceptance.
        act_on(self.hall.installation, self.number, ConfirmAddress(channel="pick-up"), CLERK)
        super().act(act, by)

    def open_keys(self) -> list[str]:
        delivered = {fact.key for fact in self.facts("notice-delivered")}
        return [fact.key for fact in self.facts("notice-sent") if fact.key not in delivered]

    @property
    def address(self) -> str:
        return f"/cases/{self.number}/deliveries"

    def record(self, account: str = "chen", **said: str) -> Any:
        browser = self.as_(account)
        form = {"mark": browser.mark(self.address), **said}
        return browser.post(self.address, form)


@pytest.fixture
def desk(make_hall: MakeHall) -> AtTheDesk:
    return AtTheDesk(make_hall())


def fetched(desk: AtTheDesk, **said: str) -> Any:
    form = {"act": "record-delivery", "notices": desk.key, "method": "in-person",
            "arrived": "2026-03-02", "recipient": "林晓梅", "identity": "居民身份证"}  # fmt: skip
    return desk.record(**{**form, **said})


def test_what_waits_stands_on_the_desk_with_the_way_to_it(desk: AtTheDesk) -> None:
    page = desk.as_("chen").get("/pick-up").text
    assert "待领取" in page
    assert desk.address in page


def test_the_desk_is_the_counters_alone(desk: AtTheDesk) -> None:
    assert desk.as_(MARKET).get("/pick-up").status_code == 403


def test_a_clerk_records_who_took_it_and_a_proof_goes_into_the_file(desk: AtTheDesk) -> None:
    answer = fetched(desk)
    assert answer.status_code == 303
    desk.carry()
    page = desk.as_("chen").get(desk.address).text
    assert "已送达" in page
    assert "直接送达（本人签收）" in page
    assert "送达回证" in page
    assert "林晓梅" not in page
    assert desk.key not in desk.open_keys()


def test_a_photograph_of_what_was_left_is_kept(desk: AtTheDesk) -> None:
    browser = desk.as_("chen")
    form = {"mark": browser.mark(desk.address), "act": "record-delivery", "notices": desk.key,
            "method": "left", "notes": "受送达人拒绝签收"}  # fmt: skip
    photo = b"\x89PNG\r\n\x1a\n" + bytes(32)
    answer = browser.client.post(desk.address, data=form, files={"proof": ("a.png", photo)})
    assert answer.status_code == 303
    shown = browser.get(f"{desk.address}/{desk.key}/proof")
    assert shown.content == photo
    assert desk.as_(MARKET).get(f"{desk.address}/{desk.key}/proof").status_code == 404


def test_what_a_receipt_lacks_is_said_and_what_was_typed_stays(desk: AtTheDesk) -> None:
    answer = fetched(desk, method="agent", relation="")
    assert answer.status_code == 409
    assert "与受送达人的关系" in answer.text
    assert "林晓梅" in answer.text
    assert desk.key in desk.open_keys()


def test_what_is_missing_or_wrong_is_named_by_its_label_and_marked(desk: AtTheDesk) -> None:
    answer = desk.record(act="post-notices", mail="X")
    assert why(answer.text) == "请选择：文书。请更正：邮件号。"
    assert marked(answer.text) == {
        "post-notices-notices": "请选择。",
        "post-notices-mail": "填写的格式不正确：4至40位字母或者数字。",
    }
    assert 'value="X"' in answer.text
    nothing = desk.record(act="record-return", notices=desk.key)
    assert marked(nothing.text) == {"record-return-reason": "请选择。"}
    assert marked(desk.record(act="confirm-address").text) == {
        "confirm-address-channel": "请选择。"
    }


def test_a_day_that_is_none_is_not_taken_for_today(desk: AtTheDesk) -> None:
    answer = fetched(desk, arrived="昨天")
    assert [*marked(answer.text)] == ["record-delivery-arrived"]
    assert desk.key in desk.open_keys()


def test_a_proof_that_is_no_picture_is_marked(desk: AtTheDesk) -> None:
    browser = desk.as_("chen")
    form = {"mark": browser.mark(desk.address), "act": "record-delivery", "notices": desk.key,
            "method": "left", "notes": "受送达人拒绝签收"}  # fmt: skip
    answer = browser.client.post(desk.address, data=form, files={"proof": ("a.exe", b"MZ")})
    assert [*marked(answer.text)] == ["record-delivery-proof"]
    assert "受送达人拒绝签收" in answer.text


def test_a_head_who_voids_a_notice_reads_which_place_is_empty(desk: AtTheDesk) -> None:
    browser = desk.as_(HEAD)
    page = browser.get(f"/cases/{desk.number}").text
    code = re.findall(r'href="/notices/([^"./]+)"', page)[0]
    answer = browser.submit(f"/notices/{code}/void", on=f"/notices/{code}", corrected="no")
    assert why(answer.text) == "请填写：具体情况。请选择：作废原因。"
    assert [*marked(answer.text)] == ["void-because", "void-text"]
    assert 'value="no" checked' in answer.text


def test_the_same_form_sent_twice_is_one_delivery(desk: AtTheDesk) -> None:
    page = desk.as_("chen").get(desk.address).text
    found = re.search(r'name="once" value="([^"]+)"', page)
    assert found is not None
    answers = [fetched(desk, once=found[1]).status_code for _ in range(2)]
    assert answers == [303, 303]
    assert len([one for one in desk.facts("notice-delivered") if one.key == desk.key]) == 1


def test_what_came_back_is_announced_with_a_masked_name(desk: AtTheDesk) -> None:
    sent = desk.record(act="post-notices", notices=desk.key, mail="XA330200123CN")
    assert sent.status_code == 303
    back = desk.record(act="record-return", notices=desk.key, reason="bad-address")
    assert back.status_code == 303
    assert "送达未成：地址不详或者有误" in desk.as_("chen").get("/pick-up").text
    silent = desk.record(act="deliver-anew", notices=desk.key, channel="announcement")
    assert silent.status_code == 409
    said = desk.record(
        act="deliver-anew", notices=desk.key, channel="announcement", reason="下落不明"
    )
    assert said.status_code == 303
    public = a_browser(desk.hall).get("/announcements").text
    assert "2026年4月1日" in public


def test_all_that_is_public_is_found_page_by_page(
    desk: AtTheDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hall.delivery_lists.MOST", 1)
    keys = desk.open_keys()
    assert len(keys) > 1
    for key in keys:
        desk.record(act="post-notices", notices=key, mail="XA330200123CN")
        desk.record(act="record-return", notices=key, reason="bad-address")
        desk.record(act="deliver-anew", notices=key, channel="announcement", reason="下落不明")
    guest, address, seen = a_browser(desk.hall), "/announcements", []
    while address:
        page = guest.get(address).text
        seen += re.findall(r'<div class="soft small">([^·<]+) ·', page)
        following = re.search(r'href="(/announcements\?after=[^"&]+)"', page)
        address = html.unescape(following[1]) if following else ""
    assert len(seen) == len(set(seen)) == len(keys)


def test_an_officer_reads_where_notices_are_and_changes_nothing(desk: AtTheDesk) -> None:
    officer = desk.as_(MARKET)
    assert "登记送达" not in officer.get(desk.address).text
    form = {
        "mark": officer.mark("/inbox"),
        "act": "post-notices",
        "notices": desk.key,
        "mail": "X123",
    }
    assert officer.post(desk.address, form).status_code == 403


def test_the_code_on_a_notice_leads_to_the_delivery_of_its_case(desk: AtTheDesk) -> None:
    with desk.hall.database.transaction() as connection:
        row = connection.execute("select code from notices limit 1").fetchone()
    assert row is not None
    browser = desk.as_("chen")
    scanned = f"http://127.0.0.1/verify/{row[0]}"
    answer = browser.submit("/pick-up", q=scanned)
    assert answer.headers["location"] == desk.address
    assert browser.submit("/pick-up", q="没有这个").status_code == 422


def test_an_applicant_agrees_on_the_own_page_and_may_take_it_back(desk: AtTheDesk) -> None:
    with desk.hall.database.transaction() as connection:
        row = connection.execute("select follow from cases").fetchone()
    assert row is not None
    address, guest = f"/follow/{row[0]}", a_browser(desk.hall)
    assert "窗口领取" in guest.get(address).text
    vain = guest.submit(f"{address}/address", on=address, channel="sms", address="13800000000")
    assert vain.status_code == 409
    assert "应当填写接收地址并同意电子送达" in vain.text
    assert 'value="13800000000"' in vain.text
    assert desk.facts("address-confirmed")[-1].channel == "pick-up"
    guest.submit(
        f"{address}/address", on=address, channel="sms", address="13800000000", consent="yes"
    )
    last = desk.facts("address-confirmed")[-1]
    assert (last.consent, last.by.role, last.address) == (True, "applicant", "13800000000")
    assert "13800000000" not in guest.get(address).text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_speaks_both_languages(desk: AtTheDesk, language: str) -> None:
    browser = desk.as_("chen")
    for page in ("/pick-up", desk.address, "/announcements", f"/cases/{desk.number}"):
        assert browser.get(f"{page}?language={language}").status_code in (200, 303)
