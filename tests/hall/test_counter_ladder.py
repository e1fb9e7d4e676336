"""The ladder at the counter: own papers preferred, objections, consent, other proof, deferral, outages."""

from pathlib import Path

from hall.registers.faults import Dial
from matters.limits import Limit
from matters.spec import CheckUse, Material, Matter, Rung
from matters.words import Text
from storage import published, register_states
from storage.register_states import Heard
from tests.hall.counter import A_PDF, Clerk, a_counter, filled, form_to, restaurant, the_case
from tests.hall.desk import MONDAY, MakeHall

VILLAGE = Rung(kind="proof", name=Text(zh="村民委员会证明", en="Word of the village"))
LATER = Rung(kind="deferred", within=Limit(count=10, unit="working-days"))
OWN = Rung(kind="upload")


def changed(matter: Matter, ladder: tuple[Rung, ...], *, consent: str = "") -> Matter:
    """The restaurant with another ladder for its plan, and perhaps a check that needs consent."""

    def of_material(one: Material) -> Material:
        return one.model_copy(update={"ladder": ladder}) if one.key == "layout-plan" else one

    def of_check(use: CheckUse) -> CheckUse:
        check = use.check.model_copy(update={"consent": use.key == consent})
        return use.model_copy(update={"check": check})

    update = {
        "version": matter.version + 1,
        "materials": tuple(map(of_material, matter.materials)),
        "checks": tuple(map(of_check, matter.checks)),
    }
    written = matter.model_copy(update=update).model_dump_json(by_alias=True, exclude_defaults=True)
    return Matter.model_validate_json(written)


def publish(clerk: Clerk, matter: Matter) -> None:
    hall = clerk.browser.hall
    with hall.database.transaction() as connection:
        published.publish(connection, matter, "", "test", hall.clock())


def send(clerk: Clerk, path: str, **said: str) -> int:
    """Send one of the forms of the page of papers."""
    draft = path.split("/papers")[0]
    mark = form_to(clerk.get(f"{draft}/papers"), path).fields["mark"]
    return clerk.browser.client.post(path, data={"mark": mark, **said}).status_code


def test_an_applicant_may_prefer_the_own_paper_to_a_register(clerk: Clerk) -> None:
    draft = filled(clerk)
    before = clerk.get(f"{draft}/papers").text
    assert "改为自备提交" in before
    assert clerk.upload(draft, "business-licence").status_code == 303
    after = clerk.get(f"{draft}/papers").text
    assert "申请人自备提交：申请人选择使用自己的材料。" in after
    assert "移除，改用登记信息" in after
    launched = clerk.launch(draft)
    case = the_case(clerk, launched.headers["location"].rpartition("/")[2]).case
    (own,) = [one for one in case.facts if one.fact == "evidence-taken"]
    assert (own.evidence.rung, own.evidence.preferred) == ("upload", True)


def test_a_mismatch_is_shown_beside_the_data_and_may_be_objected_to(
    make_hall: MakeHall, tmp_path: Path
) -> None:
    with a_counter(make_hall(), tmp_path, lease_filing=Dial(mismatch_rate=1)) as clerk:
        draft = filled(clerk)
        page = clerk.get(f"{draft}/papers").text
        assert "记录与申请不一致" in page
        assert "核验时提供的内容" in page
        path = f"{draft}/papers/premises-proof/objection"
        assert send(clerk, path, check="lease-filing", note="") == 422
        assert send(clerk, path, check="lease-filing", note="租赁合同上周已变更") == 303
        clerk.browser.client.post(
            f"{draft}/papers/premises-proof/upload",
            data={"mark": form_to(clerk.get(f"{draft}/papers"), path).fields["mark"]},
            files={"file": ("lease.pdf", A_PDF, "application/pdf")},
        )
        page = clerk.get(f"{draft}/papers").text
        assert "申请人对记录提出异议" in page
        clerk.upload(draft, "layout-plan")
        number = clerk.launch(draft).headers["location"].rpartition("/")[2]
        launched = the_case(clerk, number).case.facts[0]
        assert launched.fact == "launched"
        assert launched.objections == {"checks.lease-filing": "租赁合同上周已变更"}


def test_a_question_without_a_basis_is_asked_only_with_consent_that_nobody_ticked_before(
    clerk: Clerk,
) -> None:
    publish(clerk, changed(restaurant().matter, (OWN,), consent="health-cert"))
    draft = filled(clerk)
    page = clerk.get(f"{draft}/papers").text
    assert "申请人未同意查询" in page
    assert 'name="consent:health-cert" value="yes">' in page
    assert "向谁查询" in page
    path = f"{draft}/papers/consent"
    shown = {"consents-shown": "health-cert"}
    assert send(clerk, path, **shown, **{"consent:health-cert": "yes"}) == 303
    page = clerk.get(f"{draft}/papers").text
    assert 'name="consent:health-cert" value="yes" checked>' in page
    assert "申请人未同意查询" not in page
    assert send(clerk, path, **shown) == 303
    assert "申请人未同意查询" in clerk.get(f"{draft}/papers").text


def test_another_proof_is_taken_for_a_paper_that_the_law_lets_be_proved_so(clerk: Clerk) -> None:
    publish(clerk, changed(restaurant().matter, (VILLAGE, LATER, OWN)))
    draft = filled(clerk)
    page = clerk.get(f"{draft}/papers").text
    assert "其他材料：村民委员会证明" in page
    path = f"{draft}/papers/layout-plan/upload"
    clerk.browser.client.post(
        path,
        data={"mark": form_to(clerk.get(f"{draft}/papers"), path).fields["mark"], "as": "proof"},
        files={"file": ("word.pdf", A_PDF, "application/pdf")},
    )
    assert "以其他材料代替：村民委员会证明。" in clerk.get(f"{draft}/papers").text


def test_a_paper_may_come_later_once_the_applicant_was_told_until_when(clerk: Clerk) -> None:
    publish(clerk, changed(restaurant().matter, (VILLAGE, LATER, OWN)))
    draft = filled(clerk)
    page = clerk.get(f"{draft}/papers").text
    assert "容缺后补：最迟2026年3月16日补交" in page
    assert 'name="told" value="yes">' in page
    path = f"{draft}/papers/layout-plan/later"
    assert send(clerk, path) == 422
    assert send(clerk, path, told="yes") == 303
    page = clerk.get(f"{draft}/papers").text
    assert "容缺，请于2026年3月16日前补交" in page
    number = clerk.launch(draft).headers["location"].rpartition("/")[2]
    (taken,) = [
        one.evidence for one in the_case(clerk, number).case.facts if one.fact == "evidence-taken"
    ]
    assert (taken.rung, str(taken.until)) == ("deferred", "2026-03-16")
    told = clerk.browser.hall.installation.files.get(taken.digest).decode()
    assert "可以依法撤销受理" in told


def test_a_paper_without_that_rung_cannot_be_put_off(clerk: Clerk) -> None:
    draft = filled(clerk)
    assert f"{draft}/papers/layout-plan/later" not in clerk.get(f"{draft}/papers").text
    mark = clerk.browser.mark(f"{draft}/papers")
    answer = clerk.browser.client.post(
        f"{draft}/papers/layout-plan/later", data={"mark": mark, "told": "yes"}
    )
    assert answer.status_code == 422


def test_a_register_that_is_down_is_told_with_what_to_do_instead(clerk: Clerk) -> None:
    draft = filled(clerk)
    assert "不影响受理，请按下列方式继续办理" not in clerk.get(f"{draft}/papers").text
    with clerk.browser.hall.database.transaction() as connection:
        register_states.hear(connection, [Heard("lease-filing", "down", MONDAY, 5)])
    for page in ("papers", "form"):
        text = clerk.get(f"{draft}/{page}").text
        assert "不影响受理，请按下列方式继续办理" in text
        assert "<b>经营场所使用证明</b>：签署告知承诺，或者自备提交" in text
