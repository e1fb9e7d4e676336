"""The API: matters, the own queue and cases, acting, notices; and what it refuses."""

import pytest

from forms.letters import write_letter
from hall.house import Hall
from matters.case import MACHINE, NoticeIssued
from storage import cases, notices, reads
from storage.notices import NewNotice
from storage.reads import ReadsWanted
from tests.cases import USCC
from tests.forms.letter_builders import a_context, a_kind
from tests.hall.calling import (
    PDF,
    a_promise_digest,
    a_small_matter,
    a_system,
    accepted,
    an_application,
    launched,
    publish,
)
from tests.hall.desk import MakeHall


@pytest.fixture
def hall(make_hall: MakeHall) -> Hall:
    made = make_hall()
    publish(made, a_small_matter())
    return made


def test_a_matter_is_told_with_all_that_an_application_needs(hall: Hall):
    system = a_system(hall)
    matter = system.get("/matters/test-matter").json()
    assert [one["key"] for one in system.get("/matters").json()["matters"]] == ["test-matter"]
    assert [one["path"] for one in matter["fields"]] == ["company.uscc", "company.name"]
    assert matter["promises"][0]["digests"][0] == a_promise_digest()
    assert [one["key"] for one in matter["steps"]] == ["food", "fire"]


def test_the_schema_of_the_answers_names_every_path(hall: Hall):
    schema = a_system(hall).get("/matters/test-matter/schema").json()
    assert schema["properties"]["area_m2"]["type"] == "number"
    assert schema["properties"].keys() == {"area_m2", "company.uscc", "company.name"}


def test_a_queue_shows_only_the_own_departments_work(hall: Hall):
    number = accepted(hall)
    work = a_system(hall, "fire-rescue").get("/queue").json()["work"]
    assert [(one["case"], one["step"]) for one in work] == [(number, "fire")]
    assert a_system(hall, "urban-management").get("/queue").json()["work"] == []


def test_a_queue_is_walked_page_by_page(hall: Hall):
    desk = a_system(hall, "hall")
    numbers = {launched(desk) for _ in range(3)}
    first = desk.get("/queue?limit=2").json()
    second = desk.get(f"/queue?limit=2&cursor={first['next']}").json()
    assert len(first["work"]) == 2
    assert {one["case"] for one in first["work"] + second["work"]} == numbers
    assert second["next"] is None


def test_a_cursor_that_was_made_up_is_refused(hall: Hall):
    assert a_system(hall).get("/queue?cursor=abc").status_code == 422


def test_a_department_reads_only_its_own_papers_and_acts(hall: Hall):
    number = accepted(hall)
    case = a_system(hall, "fire-rescue").get(f"/cases/{number}").json()
    assert [one["material"] for one in case["papers"]] == ["fire-plan"]
    assert [one["step"] for one in case["work"]] == ["fire"]
    assert "decide" in case["work"][0]["acts"]
    assert {one["key"] for one in case["steps"]} == {"food", "fire"}


def test_a_paper_is_handed_to_the_department_that_it_is_for(hall: Hall):
    number = accepted(hall)
    mine = a_system(hall).get(f"/cases/{number}/papers/layout-plan")
    others = a_system(hall, "fire-rescue").get(f"/cases/{number}/papers/layout-plan")
    assert (mine.content, mine.headers["content-type"]) == (PDF, "application/pdf")
    assert others.status_code == 404


def test_it_is_noted_which_system_read_what_of_whom(
    make_hall: MakeHall,
):
    hall = make_hall()
    matter = a_small_matter()
    block = matter.form.blocks[0]
    name = block.fields[1].model_copy(update={"sensitive": True})
    block = block.model_copy(update={"fields": (block.fields[0], name)})
    publish(hall, a_small_matter(form=matter.form.model_copy(update={"blocks": (block,)})))
    number = accepted(hall)
    a_system(hall).get(f"/cases/{number}")
    a_system(hall).get(f"/cases/{number}/papers/layout-plan")
    with hall.database.transaction() as connection:
        noted = [one.read.what for one in reads.newest(connection, ReadsWanted(), None, 10)]
    assert noted == ["paper layout-plan", "unmasked company.name", "case"]


def test_a_case_is_not_found_by_a_department_that_takes_no_part(hall: Hall):
    number = accepted(hall)
    system = a_system(hall, "urban-management")
    for path in (f"/cases/{number}", f"/cases/{number}/facts", f"/cases/{number}/notices"):
        assert system.get(path).status_code == 404
    answer = system.post(f"/cases/{number}/acts", {"act": "take", "step": "fire"})
    assert answer.status_code == 404


def test_a_field_is_read_only_by_the_steps_that_it_is_for(make_hall: MakeHall):
    hall = make_hall()
    matter = a_small_matter()
    block = matter.form.blocks[0]
    name = block.fields[1].model_copy(update={"readers": ("food",)})
    block = block.model_copy(update={"fields": (block.fields[0], name)})
    publish(hall, a_small_matter(form=matter.form.model_copy(update={"blocks": (block,)})))
    number = accepted(hall)
    assert "company.name" in a_system(hall).get(f"/cases/{number}").json()["answers"]
    assert (
        "company.name"
        not in a_system(hall, "fire-rescue").get(f"/cases/{number}").json()["answers"]
    )


def test_a_decision_answers_with_the_new_state(hall: Hall):
    number = accepted(hall)
    fire = a_system(hall, "fire-rescue")
    answer = fire.post(
        f"/cases/{number}/acts", {"act": "decide", "step": "fire", "decision": "granted"}
    )
    assert answer.status_code == 200
    assert answer.json()["state"] == "in-progress"
    assert [one["part"] for one in answer.json()["work"]] == ["promise:fire-safety"]


def test_the_same_act_twice_is_done_once_and_answered_the_same(hall: Hall):
    number = accepted(hall)
    fire, food = a_system(hall, "fire-rescue"), a_system(hall)
    act = {"act": "decide", "step": "fire", "decision": "granted"}
    first = fire.post(f"/cases/{number}/acts", act, key="mine")
    food.post(f"/cases/{number}/acts", act | {"step": "food"})
    assert fire.post(f"/cases/{number}/acts", act, key="mine").json() == first.json()


def test_an_act_that_was_refused_may_be_sent_again_with_its_key(hall: Hall):
    desk = a_system(hall, "hall")
    number = launched(desk, evidence=[])
    refused = desk.post(f"/cases/{number}/acts", {"act": "accept"}, key="mine")
    supply = {"act": "supply", "evidence": an_application(desk)["evidence"]}
    assert refused.status_code == 409
    assert desk.post(f"/cases/{number}/acts", supply).status_code == 200
    assert desk.post(f"/cases/{number}/acts", {"act": "accept"}, key="mine").status_code == 200


def test_an_act_on_anothers_step_is_refused_in_a_sentence(hall: Hall):
    number = accepted(hall)
    answer = a_system(hall, "fire-rescue").post(
        f"/cases/{number}/acts", {"act": "take", "step": "food"}
    )
    assert answer.status_code == 403
    assert answer.json()["error"]["kind"] == "not-yours"


def test_a_departments_system_does_not_accept(hall: Hall):
    number = launched(a_system(hall))
    assert a_system(hall).post(f"/cases/{number}/acts", {"act": "accept"}).status_code == 403


def test_an_unknown_act_is_refused(hall: Hall):
    number = accepted(hall)
    assert a_system(hall).post(f"/cases/{number}/acts", {"act": "delete"}).status_code == 422


def test_facts_tell_what_happened_but_not_what_was_written(hall: Hall):
    number = accepted(hall)
    told = a_system(hall).get(f"/cases/{number}/facts")
    kinds = [one["fact"] for one in told.json()["facts"]]
    assert kinds[0] == "launched"
    assert "accepted" in kinds
    assert USCC not in told.text


def test_without_a_token_nothing_is_told(hall: Hall):
    system = a_system(hall)
    system.token = "wrong"
    for path in ("/queue", "/events", "/matters", "/cases/1", "/cases/1/notices", "/notices/x.pdf"):
        answer = system.get(path)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.json()["error"]["kind"] == "token-needed"


def test_an_answer_sets_no_cookie_and_is_kept_nowhere(hall: Hall):
    for path in ("/queue", "/docs", "/openapi.json"):
        answer = a_system(hall).get(path)
        assert "set-cookie" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"


def test_an_unknown_address_is_answered_as_json(hall: Hall):
    answer = a_system(hall).get("/nothing")
    assert answer.status_code == 404
    assert answer.json()["error"]["zh"]


def test_a_notice_that_is_not_there_is_not_found(hall: Hall):
    number = accepted(hall)
    system = a_system(hall)
    assert system.get("/notices/abc.pdf").status_code == 404
    assert system.get(f"/cases/{number}/notices").json() == {"notices": []}


def test_every_kind_of_the_api_says_what_its_fields_mean(hall: Hall):
    document = a_system(hall).get("/openapi.json").json()
    own = (
        "Kept",
        "Launch",
        "LaunchedCase",
        "CaseView",
        "QueuePage",
        "WorkLine",
        "MatterView",
        "NoticeView",
    )
    for name in own:
        for key, field in document["components"]["schemas"][name]["properties"].items():
            assert field.get("description"), f"{name}.{key}"


def test_the_page_about_the_api_names_every_call_in_both_languages(hall: Hall):
    system = a_system(hall)
    document = system.get("/openapi.json").json()
    zh = system.get("/docs").text
    en = system.get("/docs", cookie="language=en").text
    for path in document["paths"]:
        assert path in zh
        assert path in en
    assert "接口说明" in zh
    assert "<h1>API</h1>" in en


def a_notice(hall: Hall, number: str, department: str) -> str:
    """A grant that is not laid out yet; the code that it is verified by."""
    text = write_letter(a_kind("grant"), a_context()).model_dump_json()
    notice = NewNotice(
        case=number, key=f"granted.{department}", letter="grant", department=department,
        step="food", series="许准", year=2026, sequence=1, number="甬测许准〔2026〕1号",
        code=f"CODE-{department}", text=text, issued_at=hall.clock(),
    )  # fmt: skip
    fact = NoticeIssued(
        at=hall.clock(), by=MACHINE, key=notice.key, letter=notice.letter, step=notice.step,
        department=department, number=notice.number,
    )  # fmt: skip
    with hall.database.transaction() as connection:
        before = cases.load(connection, hall.keyring, number, lock=True)
        rules = hall.installation.rules(connection, before.case.matter)
        cases.append(connection, hall.keyring, rules, before, before.case.record(fact))
        notices.insert_many(connection, hall.keyring, (notice,))
    return notice.code


def laid_out(hall: Hall, number: str, department: str) -> None:
    file = hall.installation.files.put(PDF)
    with hall.database.transaction() as connection:
        notices.mark_delivered(connection, [(number, f"granted.{department}", file, hall.clock())])


def test_a_department_fetches_its_notices_and_no_others(hall: Hall):
    number = accepted(hall)
    code = a_notice(hall, number, "market-regulation")
    laid_out(hall, number, "market-regulation")
    mine, others = a_system(hall), a_system(hall, "fire-rescue")
    (told,) = mine.get(f"/cases/{number}/notices").json()["notices"]
    answer = mine.get(told["url"].removeprefix("/api/v1"))
    assert told["number"] == "甬测许准〔2026〕1号"
    assert (answer.content, answer.headers["content-type"]) == (PDF, "application/pdf")
    assert others.get(f"/cases/{number}/notices").json() == {"notices": []}
    assert others.get(f"/notices/{code}.pdf").status_code == 404


def test_a_notice_that_is_not_laid_out_yet_is_drawn_on_the_spot(hall: Hall):
    number = accepted(hall)
    code = a_notice(hall, number, "market-regulation")
    answer = a_system(hall).get(f"/notices/{code}.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert a_system(hall, "fire-rescue").get(f"/notices/{code}.pdf").status_code == 404
