"""Handing in by API: applications, papers, promises; and what is refused."""

import hashlib

import pytest

from hall.house import Hall
from tests.cases import USCC
from tests.hall.calling import PDF, a_small_matter, a_system, an_application, publish
from tests.hall.desk import MakeHall


@pytest.fixture
def hall(make_hall: MakeHall) -> Hall:
    made = make_hall()
    publish(made, a_small_matter())
    return made


def test_an_application_is_received_and_gets_a_number(hall: Hall):
    system = a_system(hall)
    answer = system.post("/cases", an_application(system))
    told = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/api/v1/cases/{told['number']}"
    assert told["follow_url"].startswith("http://127.0.0.1:8600/follow/")


def test_the_same_application_twice_is_one_case(hall: Hall):
    system = a_system(hall)
    application = an_application(system)
    first = system.post("/cases", application, key="mine")
    assert system.post("/cases", application, key="mine").json() == first.json()
    assert len(a_system(hall, "hall").get("/queue").json()["work"]) == 1


def test_a_key_is_not_used_for_another_application(hall: Hall):
    system = a_system(hall)
    system.post("/cases", an_application(system), key="mine")
    answer = system.post("/cases", an_application(system, delivery="post"), key="mine")
    assert answer.status_code == 409
    assert "幂等键" in answer.json()["error"]["zh"]


def test_a_key_of_another_system_does_not_matter(hall: Hall):
    one, other = a_system(hall, "market-regulation"), a_system(hall, "fire-rescue")
    number = one.post("/cases", an_application(one), key="mine").json()["number"]
    assert other.post("/cases", an_application(other), key="mine").json()["number"] != number


def test_nobody_is_written_to_electronically_without_having_agreed(hall: Hall):
    system = a_system(hall)
    answer = system.post("/cases", an_application(system, consent_in=None))
    assert answer.status_code == 422
    assert list(answer.json()["error"]["problems"]) == ["delivery"]


def test_every_post_needs_a_key(hall: Hall):
    system = a_system(hall)
    answer = system.client.post(
        "/api/v1/cases", json={}, headers={"authorization": f"Bearer {system.token}"}
    )
    assert answer.status_code == 422
    assert "Idempotency-Key" in answer.json()["error"]["problems"]


def test_wrong_answers_are_told_one_by_one(hall: Hall):
    system = a_system(hall)
    answers = {"area_m2": "much", "company.uscc": USCC, "no_such_field": 1}
    answer = system.post("/cases", an_application(system, answers=answers))
    error = answer.json()["error"]
    assert answer.status_code == 422
    assert error["kind"] == "answers-wrong"
    assert error["problems"].keys() == {"area_m2", "no_such_field"}


def test_unknown_keys_of_a_request_are_refused(hall: Hall):
    system = a_system(hall)
    answer = system.post("/cases", an_application(system, priority="high"))
    assert answer.status_code == 422
    assert answer.json()["error"]["problems"].keys() == {"priority"}
    assert system.get("/queue?colour=red").status_code == 422


@pytest.mark.parametrize(
    ("paper", "sentence"),
    [
        ({"material": "passport"}, "没有这项材料"),
        ({"digest": "f" * 64}, "没有该摘要的文件"),
        ({"digest": "../../etc/passwd"}, "没有该摘要的文件"),
        ({"label": "营业执照.pdf"}, "不得写文件名"),
        ({"material": "fire-plan"}, "不接受这种方式"),
    ],
)
def test_a_paper_must_be_what_it_says(hall: Hall, paper: dict[str, str], sentence: str):
    system = a_system(hall)
    application = an_application(system)
    application["evidence"][0] |= paper
    answer = system.post("/cases", application)
    assert answer.status_code == 422
    assert sentence in answer.json()["error"]["problems"]["evidence.0"]["zh"]


def test_a_promise_is_signed_in_its_exact_words(hall: Hall):
    system = a_system(hall)
    application = an_application(system)
    application["evidence"][1]["digest"] = "a" * 64
    problems = system.post("/cases", application).json()["error"]["problems"]
    assert problems.keys() == {"evidence.1"}


def test_characters_that_nobody_sees_are_refused(hall: Hall):
    system = a_system(hall)
    answer = system.post("/cases", an_application(system, objections={"area_m2": "80\x00"}))
    assert answer.status_code == 422
    assert answer.json()["error"]["problems"].keys() == {"body.objections.area_m2"}


def test_an_unknown_matter_names_the_nearest(hall: Hall):
    system = a_system(hall)
    answer = system.post("/cases", an_application(system, matter="test-mater"))
    assert answer.status_code == 404
    assert "test-matter" in answer.json()["error"]["en"]


def test_a_file_is_told_by_its_content(hall: Hall):
    system = a_system(hall)
    assert system.upload().json()["digest"] == hashlib.sha256(PDF).hexdigest()
    assert system.upload(b"MZ a program").status_code == 415
    assert system.upload(b"%PDF-" + b"x" * 1_100_000).status_code == 413
    assert system.post("/files", {"file": "x"}).status_code == 422


def test_a_key_is_not_used_for_another_file(hall: Hall):
    system = a_system(hall)
    assert system.upload(key="mine").status_code == 201
    assert system.upload(key="mine").status_code == 201
    assert system.upload(b"%PDF-other", key="mine").status_code == 409


def test_a_body_that_is_too_large_is_told_so(hall: Hall):
    system = a_system(hall)
    answer = system.post("/cases", an_application(system, matter="x" * 3_000_000))
    assert answer.status_code == 413
