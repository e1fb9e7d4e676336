from datetime import timedelta

import httpx
import pytest

from hall.lookups import MOST, WINDOW, Lookups, TooManyLookups
from hall.verification import state_of, verified
from matters.standing import standing
from storage import notices
from storage.files import digest_of
from tests.builders import a_matter, a_step, an_issue, rules
from tests.cases import MONDAY, an_accepted_case, granted, played, refused
from tests.hall.counter import Clerk
from tests.hall.test_follow import PLAY, a_launched_case, carry, signed_out
from tests.houses import Clock


def a_receipt(clerk: Clerk) -> notices.NoticeSeen:
    """The receipt of a launched case."""
    number, _ = a_launched_case(clerk)
    carry(clerk)
    with clerk.browser.hall.database.transaction() as connection:
        return notices.of_case(connection, number)[0]


def test_a_genuine_document_is_confirmed_with_what_it_shows_and_no_more(clerk: Clerk) -> None:
    receipt = a_receipt(clerk)
    signed_out(clerk)
    page = clerk.get(f"/verify/{receipt.code}")
    assert page.status_code == 200
    assert "该文书真实" in page.text
    assert receipt.number in page.text
    assert "2026年3月2日" in page.text
    assert "有效" in page.text
    assert receipt.case not in page.text
    assert str(PLAY.answers["company.uscc"]) not in page.text


def test_the_holder_is_masked(clerk: Clerk) -> None:
    receipt = a_receipt(clerk)
    document = verified(clerk.browser.hall.installation, receipt.code)
    assert document is not None
    assert "***" in document.holder


def test_an_unknown_code_is_no_document_of_ours(clerk: Clerk) -> None:
    signed_out(clerk)
    page = clerk.get("/verify/abcdefgh12345678")
    assert page.status_code == 404
    assert "没有查到该编码的文书" in page.text


def test_a_code_may_be_typed(clerk: Clerk) -> None:
    receipt = a_receipt(clerk)
    signed_out(clerk)
    assert "核验编码" in clerk.get("/verify").text
    typed = clerk.browser.get(f"/verify?code=%20{receipt.code}%20")
    assert typed.headers["location"] == f"/verify/{receipt.code}"


def test_the_page_speaks_english_by_a_switch(clerk: Clerk) -> None:
    receipt = a_receipt(clerk)
    assert "Genuine" in clerk.get(f"/verify/{receipt.code}?language=en").text


def test_a_code_with_markup_is_shown_as_text(clerk: Clerk) -> None:
    page = clerk.get("/verify/%3Cscript%3Ealert(1)%3C%2Fscript%3E".replace("%2F", "."))
    assert page.status_code == 404
    assert "<script>alert" not in page.text


def test_a_number_without_its_check_code_tells_nothing(clerk: Clerk) -> None:
    signed_out(clerk)
    page = clerk.get("/verify?number=甬市监许准〔2026〕1号&check=ABCDEF")
    assert page.status_code == 404
    assert "没有查到该文号和校验码的文书" in page.text
    assert 'value="甬市监许准〔2026〕1号"' in page.text


def drop(clerk: Clerk, content: bytes) -> httpx.Response:
    """Choose a file on the page and send it."""
    browser = clerk.browser
    file = {"file": ("notice.pdf", content, "application/pdf")}
    return browser.client.post("/verify", data={"mark": browser.mark("/verify")}, files=file)


def test_a_file_that_nobody_issued_is_told_and_not_kept(clerk: Clerk) -> None:
    signed_out(clerk)
    content = b"%PDF-1.7 nobody's"
    page = drop(clerk, content)
    assert page.status_code == 200
    assert "本系统没有出具过这一文件" in page.text
    assert not clerk.browser.hall.installation.files.exists(digest_of(content))


def test_what_is_no_pdf_is_told(clerk: Clerk) -> None:
    signed_out(clerk)
    assert "该文件不是 PDF" in drop(clerk, b"a letter").text


def test_no_file_at_all_is_told(clerk: Clerk) -> None:
    signed_out(clerk)
    page = clerk.browser.submit("/verify")
    assert page.status_code == 422
    assert "请先选择要核验的 PDF 文件" in page.text


def test_guessing_check_codes_is_stopped(clerk: Clerk) -> None:
    signed_out(clerk)
    codes = [clerk.get(f"/verify?number=x&check={n:06}").status_code for n in range(MOST + 1)]
    assert codes == [404] * MOST + [429]


def test_vain_lookups_of_one_address_run_out_and_come_back() -> None:
    now = [0.0]
    lookups = Lookups(lambda: now[0])
    for _ in range(MOST):
        lookups.require("10.0.0.1")
        lookups.in_vain("10.0.0.1")
    with pytest.raises(TooManyLookups):
        lookups.require("10.0.0.1")
    lookups.require("10.0.0.2")
    now[0] = WINDOW + 1
    lookups.require("10.0.0.1")


def test_the_receipt_stays_valid_as_time_goes_on(clerk: Clerk, clock: Clock) -> None:
    receipt = a_receipt(clerk)
    clock.forward(timedelta(days=400))
    document = verified(clerk.browser.hall.installation, receipt.code)
    assert document is not None
    assert document.state == "valid"


def a_notice(event: str, step: str) -> notices.NoticeSeen:
    return notices.NoticeSeen(
        case="330200001260302000001", key=f"{event}:{step}:1", letter="grant", department=step,
        step=step, number="甬消许准〔2026〕3号", code="code", issued_at=MONDAY, file=None,
        delivered_at=None,
    )  # fmt: skip


def test_what_was_granted_on_a_broken_promise_is_shown_as_revoked() -> None:
    checked = rules(
        a_matter(
            a_step("fire"),
            a_step("food"),
            a_step("later", after=("fire",), follow_up=True),
            an_issue("one", ("fire", "food")),
        )
    )
    kept = played(checked, an_accepted_case(checked), granted("fire"), granted("food"))
    broken = played(checked, kept, refused("later"))

    def shown(event: str, step: str) -> list[str]:
        cases = (standing(kept), standing(broken))
        seen = a_notice(event, step)
        return [state_of(checked, now, seen, None, MONDAY.date()) for now in cases]

    assert shown("granted", "fire") == ["valid", "revoked"]
    assert shown("certificate", "fire") == ["valid", "revoked"]
    assert shown("certificate", "one") == ["valid", "revoked-in-part"]
    assert shown("granted", "food") == ["valid", "valid"]
    assert shown("refused", "fire") == ["valid", "valid"]
