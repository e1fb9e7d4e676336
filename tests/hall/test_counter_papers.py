import asyncio
import re
from collections.abc import Sequence
from pathlib import Path

from flows.register_messages import RegisterAnswer, RegisterQuery
from hall.asking import Asker
from hall.counter.checking import checked
from hall.counter.draft import begin
from hall.registers.faults import Dial
from matters.case import FindingOutcome
from tests.hall.counter import (
    Clerk,
    a_counter,
    filled,
    restaurant,
)
from tests.hall.desk import MakeHall

RESTAURANT = restaurant()


# Registers that are away


def test_a_register_that_is_down_does_not_hold_up_the_application(
    make_hall: MakeHall, tmp_path: Path
) -> None:
    with a_counter(make_hall(), tmp_path, lease_filing=Dial(down=True)) as clerk:
        draft = filled(clerk)
        page = clerk.get(f"{draft}/papers").text
        assert "系统暂时无法访问" in page
        assert f"{draft}/papers/premises-proof/promise" in page
        assert f"{draft}/papers/premises-proof/upload" in page


def test_a_register_that_never_answers_is_not_waited_for(clerk: Clerk) -> None:
    house = clerk.browser.hall.installation
    desk = begin(house, "open-a-restaurant", "chen", "zh").with_draft(answers=RESTAURANT.answers)
    asker = Asker(Silence)
    try:
        heard = checked(desk, asker, house.clock, at_most=0.05).draft.findings
    finally:
        asker.close()
    assert {one.outcome for one in heard} == {FindingOutcome.UNAVAILABLE}


class Silence:
    """Registers that take a question and say nothing."""

    async def __aenter__(self) -> "Silence":
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def ask_many(self, queries: Sequence[RegisterQuery]) -> tuple[RegisterAnswer, ...]:
        await asyncio.Event().wait()
        return ()

    async def poll(self, query: RegisterQuery, ticket: str) -> RegisterAnswer:
        raise AssertionError("nothing is pending")


# Papers


def test_papers_that_a_register_replaces_are_listed_with_their_receipt(clerk: Clerk) -> None:
    draft = filled(clerk)
    page = clerk.get(f"{draft}/papers").text
    not_needed = page[page.index("免提交材料") : page.index("告知承诺或提交的材料")]
    assert "营业执照" in not_needed
    assert "经营场所使用证明" in not_needed
    assert "<code>" in not_needed


def test_a_promise_is_never_ticked_beforehand_and_needs_tick_and_name(clerk: Clerk) -> None:
    draft = filled(clerk)
    page = clerk.get(f"{draft}/papers").text
    assert 'name="agreed" value="yes">' in page
    assert "checked" not in page
    assert "本单位已配备经考核合格的食品安全管理员" in page
    unticked = clerk.promise(draft, "safety-manager-certificate", "safety-manager", agreed="")
    assert (unticked.status_code, "勾选“已阅读并承诺”" in unticked.text) == (422, True)
    unsigned = clerk.promise(draft, "safety-manager-certificate", "safety-manager", signer=" ")
    assert (unsigned.status_code, "请填写承诺人姓名" in unsigned.text) == (422, True)


def test_the_exact_words_of_a_promise_are_kept(clerk: Clerk) -> None:
    draft = filled(clerk)
    clerk.promise(draft, "safety-manager-certificate", "safety-manager")
    page = clerk.get(f"{draft}/papers").text
    found = re.search(rf"{draft}/papers/safety-manager-certificate/([0-9a-f]{{64}})", page)
    assert found is not None
    kept = clerk.get(found[0]).text
    assert "能够随时出示考核合格证明。" in kept
    assert "承诺人 Signed: 王海燕" in kept


def test_an_upload_of_a_wrong_kind_is_refused_beside_the_paper(clerk: Clerk) -> None:
    draft = filled(clerk)
    refused = clerk.upload(draft, "layout-plan", b"MZ not a picture")
    assert refused.status_code == 415
    assert '<a href="#layout-plan">' in refused.text
    assert 'id="layout-plan-error"' in refused.text


def test_an_upload_that_is_too_large_is_refused_and_the_draft_stays(clerk: Clerk) -> None:
    draft = filled(clerk)
    refused = clerk.upload(draft, "layout-plan", b"%PDF-1.7\n" + b"0" * 1_500_000)
    assert refused.status_code == 413
    assert "超过上限1.0MB" in refused.text
    far_too_large = clerk.upload(draft, "layout-plan", b"%PDF-1.7\n" + b"0" * 3_000_000)
    assert far_too_large.status_code == 413
    assert clerk.get(f"{draft}/papers").status_code == 200


def test_a_file_that_was_uploaded_can_be_looked_at_and_removed(clerk: Clerk) -> None:
    draft = filled(clerk)
    clerk.upload(draft, "layout-plan")
    page = clerk.get(f"{draft}/papers").text
    found = re.search(rf"{draft}/papers/layout-plan/([0-9a-f]{{64}})", page)
    assert found is not None
    seen = clerk.get(found[0])
    assert (seen.headers["content-type"], seen.content[:5]) == ("application/pdf", b"%PDF-")
    path = f"{draft}/papers/layout-plan/remove"
    clerk.browser.submit(path, on=f"{draft}/papers", digest=found[1])
    assert found[0] not in clerk.get(f"{draft}/papers").text
