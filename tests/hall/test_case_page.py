"""The case page: what each reader sees, what stays hidden, and what it says of clocks, checks, papers and notices."""

from matters.acts import Accept
from tests.hall.desk import a_browser, signed_in
from tests.hall.town import Town


def test_only_those_who_take_part_open_a_case_and_not_before_it_is_accepted(town, hall):
    number = town.case("open-a-restaurant", "food-only")
    officer, stranger = signed_in(hall, "market-regulation"), signed_in(hall, "education")
    assert officer.get(f"/cases/{number}").status_code == 404
    town.act(number, Accept(), "hall")
    assert officer.get(f"/cases/{number}").status_code == 200
    assert stranger.get(f"/cases/{number}").status_code == 404
    assert signed_in(hall, "chen").get(f"/cases/{number}").status_code == 200
    assert signed_in(hall, "chen").get("/cases/1").status_code == 404


def test_the_head_says_what_it_is_and_how_it_stands(town, hall):
    number = town.case("open-a-restaurant", "small-shop")
    page = signed_in(hall, "chen").get(f"/cases/{number}")
    assert "开办餐饮店“一件事”" in page.text
    assert "待受理" in page.text
    assert page.text.count("<h1") == 1
    assert number in page.text.partition("<title>")[2].partition("</title>")[0]


def test_a_department_reads_only_the_fields_of_its_own_steps(town, hall):
    number = town.case("open-a-restaurant", "fire-by-inspection", until="joint-visit")
    fire = signed_in(hall, "fire-rescue").get(f"/cases/{number}").text
    assert "安全出口数量" in fire
    assert "食品安全管理员姓名" not in fire
    assert "从业人员健康证明" not in fire
    assert "食品从业人员健康证明核验" not in fire
    food = signed_in(hall, "market-regulation").get(f"/cases/{number}").text
    assert "食品安全管理员姓名" in food
    assert "消防安全责任人" not in food
    water = signed_in(hall, "water").get(f"/cases/{number}").text
    assert "日排水量" in water
    assert "消防安全责任人" not in water
    assert "食品安全管理员姓名" not in water


def test_sensitive_values_are_masked_until_they_are_asked_for(town, hall):
    number, play = town.launched("new-resident", "own-house")
    town.carry()
    clerk, whole = signed_in(hall, "chen"), str(play.answers["person.id_number"])
    masked = clerk.get(f"/cases/{number}").text
    shown = clerk.get(f"/cases/{number}?whole=yes").text
    assert whole not in masked
    assert f"{whole[:3]}***********{whole[-4:]}" in masked
    assert whole in shown


def test_the_clock_says_why(town, hall):
    number = town.case("open-a-restaurant", "food-only", until="food-licence")
    zh = signed_in(hall, "market-regulation")
    text = zh.get(f"/cases/{number}").text
    assert "2026年3月2日受理，当日不计入" in text
    assert "5个工作日，至2026年3月9日" in text
    assert "10个工作日，至2026年3月16日" in text
    zh.get("/?language=en")
    english = zh.get(f"/cases/{number}").text
    assert "5 working days, until 9 March 2026" in english
    assert "that day itself is not counted" in english


def test_a_limit_in_days_is_counted_in_days(town, hall):
    number = town.case("new-resident", "permit-by-job", until="residence-permit")
    text = signed_in(hall, "police").get(f"/cases/{number}").text
    assert "15日，至" in text
    assert "剩余15日" in text or "剩余14日" in text
    assert "节假日照计" in text


def test_a_check_is_shown_with_its_receipt(town, hall):
    number = town.case("open-a-restaurant", "small-shop")
    text = signed_in(hall, "chen").get(f"/cases/{number}").text
    assert "营业执照信息核验" in text
    assert "宁波市市场监督管理局" in text
    assert "3302000000000" in text
    assert "法定代表人" in text
    assert "是否含餐饮服务" in text
    assert "免提交：数据核验" in text
    assert "无须提交：已通过宁波市公安局的" in text


def test_the_machine_says_how_far_it_is(town, hall):
    number, _ = town.launched("open-a-restaurant", "small-shop")
    text = signed_in(hall, "chen").get(f"/cases/{number}").text
    assert "正在核验 0/" in text
    assert "文书生成中" in text
    town.carry()
    text = signed_in(hall, "chen").get(f"/cases/{number}").text
    assert "正在核验" not in text
    assert "文书生成中" not in text


def test_a_paper_is_opened_by_those_whose_step_needs_it(town, hall):
    number = town.case("open-a-restaurant", "fire-by-inspection", until="joint-visit")
    paper = f"/cases/{number}/papers/sign-picture"
    assert signed_in(hall, "urban-management").get(paper).status_code == 200
    assert signed_in(hall, "fire-rescue").get(paper).status_code == 404
    assert signed_in(hall, "chen").get(f"/cases/{number}/papers/identity").status_code == 404


def test_what_happened_is_told_in_both_languages(town, hall):
    number = town.case("open-a-restaurant", "food-only", until="food-licence")
    clerk = signed_in(hall, "chen")
    zh = clerk.get(f"/cases/{number}").text
    assert "环节“食品经营许可”开启" in zh
    assert "宁波市行政服务中心综合窗口 陈静" in zh
    clerk.get("/?language=en")
    en = clerk.get(f"/cases/{number}").text
    assert "“Food business licence” opened" in en
    assert "Chen Jing" in en


def test_the_steps_are_drawn_with_their_state(town, hall):
    number = town.case("open-a-restaurant", "food-only", until="food-licence")
    text = signed_in(hall, "market-regulation").get(f"/cases/{number}").text
    assert '<svg class="steps"' in text
    assert 'class="step open"' in text
    assert 'class="step not-applicable"' in text


def codes_on(page: str) -> list[str]:
    return [
        part.split('"')[0] for part in page.split('href="/notices/')[1:] if ".pdf" not in part[:30]
    ]


def test_a_notice_is_shown_as_it_is_printed_and_as_a_pdf(hall):
    town = Town(hall, lays_out=True)
    number = town.case("open-a-restaurant", "food-only", until="food-licence")
    clerk = signed_in(hall, "chen")
    code = codes_on(clerk.get(f"/cases/{number}").text)[0]
    page = clerk.get(f"/notices/{code}").text
    assert "文书信息" in page
    assert number in page
    assert f'src="/notices/{code}/pages/1.svg"' in page
    pdf = clerk.get(f"/notices/{code}.pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")
    picture = clerk.get(f"/notices/{code}/pages/1.svg")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert clerk.get(f"/notices/{code}/pages/99.svg").status_code == 404
    assert clerk.get("/notices/no-such-code").status_code == 404


def test_a_notice_that_is_not_laid_out_yet_is_drawn_on_the_spot(town, hall):
    number = town.case("open-a-restaurant", "small-shop")
    with hall.database.transaction() as connection:
        connection.execute("update notices set delivered_at = null")
    clerk = signed_in(hall, "chen")
    text = clerk.get(f"/cases/{number}").text
    assert clerk.get(f"/notices/{codes_on(text)[0]}.pdf").content.startswith(b"%PDF-")


def test_a_department_opens_its_own_notices_only(town, hall):
    number = town.case("open-a-restaurant", "fire-by-inspection", until="joint-visit")
    everything = codes_on(signed_in(hall, "chen").get(f"/cases/{number}").text)
    fire = signed_in(hall, "fire-rescue")
    own = codes_on(fire.get(f"/cases/{number}").text)
    assert len(own) == 1
    foreign = next(code for code in everything if code not in own)
    assert fire.get(f"/notices/{own[0]}").status_code == 200
    assert fire.get(f"/notices/{foreign}").status_code == 404
    assert fire.get(f"/notices/{foreign}.pdf").status_code == 404


def test_who_is_not_signed_in_is_led_to_the_door(town, hall):
    number = town.case("open-a-restaurant", "small-shop")
    answer = a_browser(hall).get(f"/cases/{number}")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")
