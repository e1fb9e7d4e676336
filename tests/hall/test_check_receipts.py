"""The receipt of a check (N6): on the case page, for the applicant, on paper; and why a paper was not asked for."""

from hall.check_uses import steps_served
from hall.house import Hall
from matters.acts import Accept
from storage import cases
from tests.hall.counter import the_catalogue
from tests.hall.desk import a_browser, signed_in
from tests.hall.town import Town


def follow_of(hall: Hall, number: str) -> str:
    with hall.database.transaction() as connection:
        return f"/follow/{cases.load(connection, hall.keyring, number).follow}"


def id_number_of(hall: Hall, number: str) -> str:
    with hall.database.transaction() as connection:
        facts = cases.load(connection, hall.keyring, number).case.facts
    launched = facts[0]
    assert launched.fact == "launched"
    return str(launched.answers["company.legal_rep_id"])


def test_the_receipt_says_who_was_asked_what_why_and_until_when(town: Town, hall: Hall) -> None:
    number = town.case("open-a-restaurant", "small-shop")
    text = signed_in(hall, "chen").get(f"/cases/{number}/checks").text
    for said in (
        "向谁查询", "宁波市市场监督管理局", "用什么查询", "统一社会信用代码", "为哪份材料", "营业执照",
        "为哪个事项", "食品经营许可", "法律依据", "答复", "查询时间", "有效至", "用于环节", "查询编号",
    ):  # fmt: skip
        assert said in text, said


def test_the_receipt_says_how_long_what_was_only_read_is_kept(town: Town, hall: Hall) -> None:
    number = town.case("open-a-restaurant", "food-only", until="food-licence")
    text = signed_in(hall, "chen").get(f"/cases/{number}/checks").text
    assert "仅供查看的内容在办结后保存6个月。" in text


def test_identifying_values_are_masked_on_receipts(town: Town, hall: Hall) -> None:
    number = town.case("open-a-restaurant", "small-shop")
    own = id_number_of(hall, number)
    masked = own[:3] + "*" * 11 + own[-4:]
    for address in (f"/cases/{number}/checks", follow_of(hall, number)):
        text = signed_in(hall, "chen").get(address).text
        assert own not in text
        assert masked in text


def test_a_department_reads_the_receipts_of_its_own_steps_only(town: Town, hall: Hall) -> None:
    number = town.case("open-a-restaurant", "fire-by-inspection", until="joint-visit")
    fire = signed_in(hall, "fire-rescue").get(f"/cases/{number}/checks").text
    assert "食品从业人员健康证明核验" not in fire
    food = signed_in(hall, "market-regulation").get(f"/cases/{number}/checks").text
    assert "食品从业人员健康证明核验" in food
    assert signed_in(hall, "education").get(f"/cases/{number}/checks").status_code == 404


def test_the_applicant_reads_why_the_licence_was_not_asked_for(town: Town, hall: Hall) -> None:
    number = town.case("open-a-restaurant", "small-shop")
    guest = a_browser(hall)
    page = guest.get(follow_of(hall, number)).text
    whys = page[page.index("为什么要（不要）我提交材料") :]
    licence = whys[whys.index("<b>营业执照</b>") :]
    said = licence[: licence.index("</li>\n<li>")]
    assert "无须提交：已通过宁波市市场监督管理局的" in said
    guest.get("/sign-in?language=en")
    assert "answered instead (Business licence" in guest.get(follow_of(hall, number)).text


def test_a_paper_whose_register_is_away_is_explained(town: Town, hall: Hall) -> None:
    town.outside.down = {"real-estate", "lease-filing"}
    number = town.case("open-a-restaurant", "small-shop")
    text = a_browser(hall).get(follow_of(hall, number)).text
    assert "系统暂时无法访问" in text


def test_the_receipt_is_printed_in_both_languages(town: Town, hall: Hall) -> None:
    number = town.case("open-a-restaurant", "small-shop")
    mine = signed_in(hall, "chen").get(f"/cases/{number}/checks.pdf")
    own = a_browser(hall).get(follow_of(hall, number) + "/checks.pdf")
    for answer in (mine, own):
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")
    assert own.headers["cache-control"] == "no-store"


def test_a_wrong_code_opens_no_receipt(hall: Hall) -> None:
    assert a_browser(hall).get("/follow/nobody/checks").status_code == 404


def test_what_an_applicant_or_officer_reads_of_checks_leaves_its_row(
    town: Town, hall: Hall
) -> None:
    number = town.case("open-a-restaurant", "small-shop")
    town.act(number, Accept(), "hall")
    signed_in(hall, "market-regulation").get(f"/cases/{number}/checks.pdf")
    a_browser(hall).get(follow_of(hall, number) + "/checks")
    with hall.database.transaction() as connection:
        rows = connection.execute(
            "select account, what from reads where case_number = %s order by id", (number,)
        ).fetchall()
    assert [tuple(row) for row in rows] == [("market-regulation", "checks"), ("", "checks")]


def test_one_check_names_every_step_that_it_serves() -> None:
    matter = the_catalogue().matter("open-a-restaurant")
    served = [one.step for one in steps_served(matter, matter.check("health-cert"))]
    assert "food-licence" in served
    assert "fire-check" not in served
