"""The steps of a case by the API: parts, opinions, draws, word from other systems; each department sees its own."""

from tests.hall.calling import a_system
from tests.hall.hands import HEAD, MARKET


def step_of(answer, key: str):
    return next(one for one in answer.json()["steps"] if one["key"] == key)


def test_open_work_says_which_part_it_is(hands):
    case = a_system(hands.hall, "education").get(f"/cases/{hands.number}").json()
    assert [(one["step"], one["part"]) for one in case["work"]] == [
        ("make-card", "1"),
        ("make-card", "2"),
    ]


def test_a_part_is_decided_by_its_key(hands):
    police = a_system(hands.hall, "police")
    body = {"act": "decide", "step": "sign", "part": "police", "decision": "agreed"}
    assert police.post(f"/cases/{hands.number}/acts", body).status_code == 200
    parts = step_of(police.get(f"/cases/{hands.number}"), "sign")["parts"]
    assert [(one["key"], one["decision"]) for one in parts] == [
        ("fire-rescue", None),
        ("police", "agreed"),
    ]


def test_opinions_are_told_inside_only(hands):
    hands.done(MARKET, "ask-opinion", "review", department="water", question="是否涉及河道？")
    water, police = (a_system(hands.hall, one) for one in ("water", "police"))
    (asked,) = step_of(water.get(f"/cases/{hands.number}"), "review")["opinions"]
    assert (asked["question"], asked["text"]) == ("是否涉及河道？", None)
    assert step_of(police.get(f"/cases/{hands.number}"), "review")["opinions"] == []
    body = {"act": "give-opinion", "step": "review", "opinion": 1, "text": "不涉及。"}
    assert water.post(f"/cases/{hands.number}/acts", body).status_code == 200
    market = a_system(hands.hall, MARKET)
    assert step_of(market.get(f"/cases/{hands.number}"), "review")["opinions"][0]["text"] == "不涉及。"  # fmt: skip


def test_a_draw_and_fees_are_told_in_full(hands):
    case = a_system(hands.hall, MARKET).get(f"/cases/{hands.number}")
    drawn = step_of(case, "lots")["drawn"]
    assert drawn["pool"] == ["赵一", "钱二", "孙三"]
    assert len(drawn["chosen"]) == 1
    assert drawn["seed"]
    assert step_of(case, "pay")["fees"] == [{"fee": "cards", "amount": 20.0}]


def test_a_system_says_that_something_happened_once_for_its_key(hands):
    market = a_system(hands.hall, MARKET)
    path = f"/cases/{hands.number}/signals"
    first = market.post(path, {"name": "report-in"}, key="k")
    again = market.post(path, {"name": "report-in"}, key="k")
    assert (first.status_code, again.json()) == (200, first.json())
    assert len(hands.facts("signalled")) == 1
    waited = step_of(market.get(f"/cases/{hands.number}"), "wait")
    assert (waited["status"], waited["by"]) == ("met", "report-in")


def test_a_signal_that_nobody_waits_for_is_refused_with_a_sentence(hands):
    answer = a_system(hands.hall, MARKET).post(f"/cases/{hands.number}/signals", {"name": "no"})
    assert answer.status_code == 409
    assert "waits for" in answer.json()["error"]["en"]


def test_a_called_system_answers(hands):
    market = a_system(hands.hall, MARKET)
    path = f"/cases/{hands.number}/calls/ask-system"
    strange = market.post(path, {"values": {"what": "?"}})
    assert strange.status_code == 409
    assert market.post(path, {"values": {"file_number": "A-1"}}).status_code == 200
    assert step_of(market.get(f"/cases/{hands.number}"), "ask-system")["status"] == "answered"


def test_another_departments_system_answers_no_call(hands):
    answer = a_system(hands.hall, "police").post(f"/cases/{hands.number}/calls/ask-system", {})
    assert answer.status_code == 403
    assert hands.facts("step-ended") == []


def test_a_department_outside_the_case_says_nothing_of_it(hands):
    tax = a_system(hands.hall, "education")
    assert tax.post("/cases/330200009999999999999/signals", {"name": "report-in"}).status_code == 404  # fmt: skip
    outside = a_system(hands.hall, "water")
    assert outside.post(f"/cases/{hands.number}/signals", {"name": "report-in"}).status_code == 404


def test_work_is_transferred_only_to_who_works_there(hands):
    market = a_system(hands.hall, MARKET)
    body = {"act": "transfer", "step": "review", "to_account": "police", "reason": "休假。"}
    assert market.post(f"/cases/{hands.number}/acts", body).status_code == 409
    assert market.post(f"/cases/{hands.number}/acts", {**body, "to_account": HEAD}).status_code == 200  # fmt: skip


def test_work_of_the_counter_goes_to_a_clerk_and_not_to_the_head(hands):
    market = a_system(hands.hall, MARKET)
    body = {"act": "transfer", "step": "hearing", "to_department": "hall", "reason": "由窗口办理。"}
    to_head = market.post(f"/cases/{hands.number}/acts", {**body, "to_account": "hall-head"})
    assert "在岗人员" in to_head.json()["error"]["zh"]
    to_clerk = market.post(f"/cases/{hands.number}/acts", {**body, "to_account": "chen"})
    assert to_clerk.status_code == 200


def test_what_a_step_produces_is_kept_in_its_own_kind(hands):
    market = a_system(hands.hall, MARKET)
    body = {"act": "decide", "step": "review", "decision": "granted"}
    wrong = market.post(f"/cases/{hands.number}/acts", {**body, "values": {"card_number": "x"}})
    assert wrong.status_code == 422
    assert "card_number" in wrong.json()["error"]["problems"]
    done = market.post(f"/cases/{hands.number}/acts", {**body, "values": {"card_number": "88"}})
    assert done.status_code == 200
    (proposed,) = hands.facts("proposed")
    assert proposed.values == {"card_number": 88}


def test_the_new_calls_are_described(hands):
    paths = a_system(hands.hall).get("/openapi.json").json()["paths"]
    assert {"/api/v1/cases/{number}/signals", "/api/v1/cases/{number}/calls/{step}"} <= paths.keys()
