"""The inbox and the list of cases: one's own work only, nothing personal in it or in an address."""

from hall.pages.inbox import place_of, written
from matters.acts import Accept, Take
from tests.hall.desk import Browser, signed_in


def test_the_hall_sees_what_is_to_be_accepted_and_no_step(town, hall):
    waiting = town.case("open-a-restaurant", "small-shop")
    running = town.case("open-a-restaurant", "fire-by-inspection", until="joint-visit")
    page = signed_in(hall, "chen").get("/inbox")
    assert page.status_code == 200
    assert "<h1>待办</h1>" in page.text
    assert waiting in page.text
    assert running not in page.text
    assert "剩余" in page.text


def test_a_department_sees_its_own_open_work_only(town, hall):
    number = town.case("open-a-restaurant", "fire-by-inspection", until="joint-visit")
    assert number in signed_in(hall, "fire-rescue").get("/inbox").text
    assert number not in signed_in(hall, "tobacco").get("/inbox").text


def test_an_empty_inbox_says_so_in_both_languages(town, hall):
    browser = signed_in(hall, "tobacco")
    assert "没有待办" in browser.get("/inbox").text
    browser.get("/inbox?language=en")
    assert "Nothing to do" in browser.get("/inbox").text


def test_a_person_is_masked_and_no_number_of_theirs_is_shown(town, hall):
    number, play = town.launched("new-resident", "own-house")
    town.carry()
    text = signed_in(hall, "chen").get("/inbox").text
    assert number in text
    assert str(play.answers["person.name"]) not in text
    assert str(play.answers["person.name"])[0] + "*" in text
    assert str(play.answers["person.id_number"]) not in text


def test_the_filters_narrow_and_the_counters_count(town, hall):
    one = town.case("open-a-restaurant", "small-shop")
    two = town.case("new-resident", "own-house")
    town.act(one, Take(step="acceptance"), "hall")
    browser = signed_in(hall, "chen")
    mine = browser.get("/inbox?show=mine").text
    assert one in mine
    assert two not in mine
    assert "本人" in mine
    residents = browser.get("/inbox?matter=new-resident").text
    assert two in residents
    assert one not in residents
    assert '我领取的<span class="count">1</span>' in residents


def test_a_filter_that_does_not_exist_is_refused_with_a_sentence(hall):
    assert signed_in(hall, "chen").get("/inbox?show=everything").status_code == 422


def test_a_place_in_the_queue_survives_its_address():
    place = place_of("2026-03-09~330200001260302000001~food-licence")
    assert place is not None
    assert place_of(written(place)) == place
    assert place_of("no~place") is None
    assert place_of("") is None


def test_more_than_a_page_is_paged(town, hall, monkeypatch):
    monkeypatch.setattr("hall.pages.inbox.MOST", 1)
    numbers = [town.case("open-a-restaurant", "small-shop") for _ in range(2)]
    browser = signed_in(hall, "chen")
    first = browser.get("/inbox").text
    address = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = browser.get(address).text
    links = [f'href="/cases/{number}"' for number in numbers]
    assert [link in first for link in links] == [True, False]
    assert [link in second for link in links] == [False, True]


def search(browser: Browser, what: str):
    return browser.submit("/cases", on="/inbox", q=what)


def test_a_search_for_a_credit_code_leads_to_the_case_and_leaves_no_trace_of_the_code(town, hall):
    number, play = town.launched("open-a-restaurant", "small-shop")
    code = str(play.answers["company.uscc"])
    found = search(signed_in(hall, "chen"), code.lower())
    assert found.status_code == 303
    assert found.headers["location"] == f"/cases/{number}"
    town.launched("open-a-restaurant", "small-shop")
    several = search(signed_in(hall, "chen"), code)
    assert several.status_code == 200
    assert number in several.text
    assert code not in several.text


def test_an_applicant_is_found_by_the_whole_id_number(town, hall):
    number, play = town.launched("new-resident", "own-house")
    found = search(signed_in(hall, "chen"), str(play.answers["person.id_number"]))
    assert found.headers["location"] == f"/cases/{number}"


def test_a_department_finds_only_cases_in_which_it_takes_part(town, hall):
    number = town.case("open-a-restaurant", "small-shop")
    officer = signed_in(hall, "market-regulation")
    assert f'href="/cases/{number}"' not in search(officer, number).text
    town.act(number, Accept(), "hall")
    assert search(officer, number).headers["location"] == f"/cases/{number}"
    assert "没有找到" in search(signed_in(hall, "police"), number).text


def test_a_number_is_searched_by_its_beginning_if_that_is_long_enough(town, hall):
    numbers = [town.case("open-a-restaurant", "small-shop") for _ in range(2)]
    found = search(signed_in(hall, "chen"), numbers[0][:15])
    assert all(f'href="/cases/{number}"' in found.text for number in numbers)
    assert "至少前18位" in search(signed_in(hall, "water"), numbers[0][:15]).text


def test_what_is_no_number_is_refused_with_a_sentence(town, hall):
    refused = search(signed_in(hall, "chen"), "张三")
    assert refused.status_code == 422
    assert "请输入办件编号" in refused.text


def test_the_hall_lists_all_cases_and_a_department_only_searches(town, hall):
    number = town.case("open-a-restaurant", "food-only", acts=20)
    clerk = signed_in(hall, "chen").get("/cases").text
    assert number in clerk
    assert "全部办成" in clerk
    assert number not in signed_in(hall, "market-regulation").get("/cases").text


def test_a_supervisor_sees_the_list_and_opens_no_case(town, hall):
    number = town.case("open-a-restaurant", "small-shop")
    supervisor = signed_in(hall, "supervisor")
    listed = supervisor.get("/cases").text
    assert number in listed
    assert f'href="/cases/{number}"' not in listed
    assert supervisor.get(f"/cases/{number}").status_code == 403


def test_an_administrator_sees_no_case(town, hall):
    admin = signed_in(hall, "admin")
    assert admin.get("/cases").status_code == 403
    assert admin.get("/inbox").status_code == 403
