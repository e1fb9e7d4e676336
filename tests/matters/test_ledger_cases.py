"""The clocks of a case: what starts and stops each timer from T1 to T11."""

from datetime import date

from matters.acts import Accept, CheckPromise, Extend, Resume, Signal, Suspend, Withdraw
from matters.case import (
    MACHINE,
    Accepted,
    Decided,
    Launched,
    NoticeDelivered,
)
from matters.clock_entries import APPLICANT, ClockEntry
from matters.due import DeliverNotice, due
from matters.ledger import clocks
from matters.limits import Light, Limit
from matters.spec import Certificate, Wait
from matters.standing import Standing, standing
from matters.verbs import Moment, deem_accepted
from matters.words import Text
from matters.work import open_work
from tests.builders import a_matter, a_step, a_visit, an_item
from tests.builders import rules as rules_of
from tests.cases import (
    TUESDAY,
    WEDNESDAY,
    a_case,
    a_clerk,
    after_the_machine,
    an_accepted_case,
    asked_for,
    done,
    every_register_knows,
    granted,
    issued,
    on,
    played,
    refused,
    supplied,
)
from tests.matters.test_deferring import RULES as DEFERRING
from tests.matters.test_deferring import brought, deferred
from tests.matters.test_promises import RULES as PROMISING
from tests.matters.test_promises import promised
from tests.stepping import a_head, a_part_of_work, by, carried, does

SOON = date(2026, 3, 5)


def ledger(rules, case, today: date = SOON) -> dict[str, ClockEntry]:
    return {one.key: one for one in clocks(rules, standing(case), today)}


def test_before_the_launch_there_is_no_clock():
    assert clocks(rules_of(), Standing(), SOON) == ()


def test_t1_runs_from_receipt_and_stops_with_the_acceptance():
    rules = rules_of()
    case = a_case(rules)
    open_one = ledger(rules, case)["T1:statutory:1"]
    assert (open_one.started.on, open_one.last, open_one.running) == (
        date(2026, 3, 2), date(2026, 3, 9), True,
    )  # fmt: skip
    assert isinstance(open_one.started.fact, Launched)
    done = ledger(rules, played(rules, case, Accept(), at=TUESDAY))["T1:statutory:1"]
    assert (done.stopped.on, done.kept) == (date(2026, 3, 3), True)
    assert isinstance(done.stopped.fact, Accepted)


def test_the_duty_of_the_window_turns_red_and_accepts_nothing():
    rules = rules_of(supplement_notice_local="on the spot")
    case = a_case(rules)
    local = ledger(rules, case)["T1:local:1"]
    assert local.last == date(2026, 3, 2)
    assert local.light(date(2026, 3, 3)) == Light("red", "overdue")
    assert standing(after_the_machine(rules, case, TUESDAY)).accepted is None


def test_a_deemed_acceptance_is_dated_to_the_receipt_and_not_to_the_fifth_day():
    rules = rules_of()
    case = deem_accepted(rules, a_case(rules), Moment(MACHINE, on("2026-03-10")))
    entries = ledger(rules, case, date(2026, 3, 10))
    assert entries["T4:food:1"].started.on == date(2026, 3, 2)
    assert entries["T4:food:1"].last == date(2026, 3, 16)
    assert entries["T1:statutory:1"].kept is False


def test_t2_runs_until_the_day_that_the_notice_said():
    rules = rules_of()
    case = played(rules, a_case(rules), asked_for("company.name"))
    asked = ledger(rules, case)["T2:acceptance:1"]
    assert (asked.label.whose, asked.last, asked.running) == (APPLICANT, date(2026, 3, 16), True)
    assert ledger(rules, case)["T1:statutory:1"].stopped.on == date(2026, 3, 2)


def test_t2_stops_when_all_is_in_and_the_hall_has_a_new_period():
    rules = rules_of()
    case = played(rules, a_case(rules), asked_for("company.name"))
    case = played(rules, case, supplied(**{"company.name": "宁波好味餐饮有限公司"}), at=WEDNESDAY)
    entries = ledger(rules, case)
    assert entries["T2:acceptance:1"].stopped.on == date(2026, 3, 4)
    (anew,) = (one for key, one in entries.items() if key.startswith("T1:anew"))
    assert (anew.started.on, anew.last) == (date(2026, 3, 4), date(2026, 3, 11))


def test_t3_runs_from_the_deferral_and_stops_when_the_paper_comes():
    case = deferred()
    running = ledger(DEFERRING, case)["T3:plan"]
    assert (running.started.on, running.last, running.running) == (
        date(2026, 3, 2), date(2026, 3, 16), True,
    )  # fmt: skip
    came = ledger(DEFERRING, brought(case, WEDNESDAY))["T3:plan"]
    assert came.stopped.on == date(2026, 3, 4)


def test_statutory_and_promised_stand_side_by_side_and_count_from_one_day():
    rules = rules_of(a_matter(a_step("food", item=an_item(promise="3 working days"))))
    entries = ledger(rules, an_accepted_case(rules))
    t4, t5 = entries["T4:food:1"], entries["T5:food:1"]
    assert t4.started == t5.started
    assert (t4.last, t5.last) == (date(2026, 3, 16), date(2026, 3, 5))


def test_parallel_items_count_from_acceptance_and_a_serial_one_from_the_decision_before_it():
    rules = rules_of(a_matter(a_step("food"), a_step("fire"), a_step("signs", after=("food",))))
    case = an_accepted_case(rules)
    assert "T4:signs:1" not in ledger(rules, case)
    entries = ledger(rules, played(rules, case, granted("food"), at=TUESDAY))
    assert entries["T4:food:1"].started.on == entries["T4:fire:1"].started.on == date(2026, 3, 2)
    assert entries["T4:signs:1"].started.on == date(2026, 3, 3)
    assert isinstance(entries["T4:signs:1"].started.fact, Decided)


def test_a_visit_is_part_of_the_clock_and_is_not_left_out_of_it():
    rules = rules_of(a_matter(a_visit("food", before=("food",)), a_step("food")))
    clock = ledger(rules, an_accepted_case(rules))["T4:food:1"]
    assert (clock.excluded, clock.last) == ((), date(2026, 3, 16))


def test_a_suspension_is_left_out_with_its_law():
    rules, case = carried(a_step("food"))
    still = Suspend(step="food", ground="待另案审理。", basis="测试依据第二条")
    case = does(rules, case, by("food"), still, at=TUESDAY)
    assert ledger(rules, case)["T4:food:1"].stands_still
    case = does(rules, case, by("food"), Resume(step="food"), at=on("2026-03-06"))
    clock = ledger(rules, case, date(2026, 3, 6))["T4:food:1"]
    assert [one.basis for one in clock.excluded] == ["测试依据第二条"]
    assert clock.last == date(2026, 3, 19)


def test_an_extension_moves_both_days():
    item = an_item("10 working days", promise="5 working days", extend="5 working days")
    rules, case = carried(a_step("food", item=item))
    case = does(rules, case, a_head("food"), Extend(step="food", reason="案情复杂。"))
    entries = ledger(rules, case)
    assert (entries["T4:food:1"].last, entries["T5:food:1"].last) == (
        date(2026, 3, 23), date(2026, 3, 16),
    )  # fmt: skip


def test_every_last_day_of_the_ledger_is_the_one_that_the_work_shows():
    item = an_item("20 working days", promise="5 working days")
    rules = rules_of(a_matter(a_step("food", item=item), a_step("fire", item=an_item("15 days"))))
    case = an_accepted_case(rules)
    entries = ledger(rules, case)
    for one in open_work(rules, case):
        assert one.due == entries[f"T4:{one.step}:1"].last


def test_the_bundle_has_its_promise_and_with_two_permits_the_days_of_the_law():
    rules = rules_of(a_matter(a_step("food"), a_step("fire")))
    case = an_accepted_case(rules, at=on("2026-04-27"))
    entries = ledger(rules, case, date(2026, 4, 27))
    assert entries["T6:promised"].last == date(2026, 5, 13)
    assert entries["T6:statutory"].last == date(2026, 7, 2)


def test_one_permit_alone_is_no_bundle():
    assert "T6:statutory" not in ledger(rules_of(), an_accepted_case(rules_of()))


def test_the_bundle_stops_with_its_last_decision_and_hides_no_late_child():
    rules = rules_of(a_matter(a_step("food"), a_step("fire", item=an_item("2 working days"))))
    case = played(rules, an_accepted_case(rules), granted("food"), at=TUESDAY)
    assert ledger(rules, case)["T6:statutory"].running
    case = played(rules, case, granted("fire"), at=on("2026-03-09"))
    entries = ledger(rules, case, date(2026, 3, 9))
    assert entries["T6:statutory"].stopped.on == date(2026, 3, 9)
    assert (entries["T6:statutory"].kept, entries["T4:fire:1"].kept) == (True, False)


HEARING = (
    a_step("food", after=("hear",)),
    a_part_of_work(
        "ask", "food", kind="wait", within="5 working days",
        first=(Wait(signal="hearing-asked", text=Text.same("申请听证")),),
    ),
    a_part_of_work("hear", "food", kind="hearing", after=("ask",), excluded="行政许可法第四十五条"),
)  # fmt: skip


def test_t7_is_the_applicants_and_t8_has_the_days_of_the_law():
    rules, case = carried(*HEARING)
    t7 = ledger(rules, case)["T7:ask:1"]
    assert (t7.label.whose, t7.last) == (APPLICANT, date(2026, 3, 9))
    case = does(rules, case, a_clerk(), Signal(name="hearing-asked"), at=TUESDAY)
    entries = ledger(rules, case)
    assert entries["T7:ask:1"].stopped.on == date(2026, 3, 3)
    assert entries["T8:hear:1"].last == date(2026, 3, 31)
    assert entries["T4:food:1"].stands_still, "a hearing is not counted (Act 45)"


def delivered(case, key: str, day: str):
    fact = NoticeDelivered(
        at=on(day), by=MACHINE, key=key, channel="post", receipt="R",
        arrived=date.fromisoformat(day), method="post",
    )  # fmt: skip
    return case.record(fact)


def test_t9_stops_on_the_day_of_arrival_and_not_of_dispatch():
    rules = rules_of()
    case = played(rules, an_accepted_case(rules), granted("food"), at=TUESDAY)
    case = after_the_machine_without_delivery(rules, case)
    clock = ledger(rules, case)["T9:food:1"]
    assert (clock.started.on, clock.last, clock.running) == (
        date(2026, 3, 3), date(2026, 3, 17), True,
    )  # fmt: skip
    clock = ledger(rules, delivered(case, "granted:food:1", "2026-03-05"))["T9:food:1"]
    assert clock.stopped.on == date(2026, 3, 5)


def test_a_step_that_only_issues_has_no_decision_that_must_arrive_beside_its_certificate():
    step = a_step("permit", kind="issue", item=an_item(), issues=CERTIFICATE)
    rules = rules_of(a_matter(step))
    case = played(rules, an_accepted_case(rules), issued("permit"), at=TUESDAY)
    assert ledger(rules, case)["T9:permit:1"].running
    clock = ledger(rules, delivered(case, "certificate:permit:1", "2026-03-05"))["T9:permit:1"]
    assert clock.stopped.on == date(2026, 3, 5)


def after_the_machine_without_delivery(rules, case):
    for action in due(rules, case, TUESDAY):
        if not isinstance(action, DeliverNotice):
            case = done(rules, case, action, TUESDAY, every_register_knows)
    return case


def test_a_refusal_has_to_arrive_too():
    rules = rules_of()
    case = played(rules, an_accepted_case(rules), refused("food"), at=TUESDAY)
    assert ledger(rules, case)["T9:food:1"].running


def test_t10_runs_from_the_decision_upon_a_promise_to_the_check():
    case = does(PROMISING, promised(), by("food"), granted("food"))
    clock = ledger(PROMISING, case)["T10:food:premises"]
    assert (clock.started.on, clock.last, clock.running) == (
        date(2026, 3, 2), date(2026, 3, 30), True,
    )  # fmt: skip
    kept = CheckPromise(step="food", promise="premises", kept=True)
    case = does(PROMISING, case, by("food"), kept, at=WEDNESDAY)
    assert ledger(PROMISING, case)["T10:food:premises"].stopped.on == date(2026, 3, 4)


def test_a_broken_promise_gives_the_applicant_a_day_to_put_it_right():
    case = does(PROMISING, promised(), by("food"), granted("food"))
    broken = CheckPromise(
        step="food", promise="premises", kept=False, found="无独立厨房。", correct_within=10
    )
    case = does(PROMISING, case, by("food"), broken, at=WEDNESDAY)
    entries = ledger(PROMISING, case)
    assert not entries["T10:food:premises"].running
    assert entries["T10:food:premises:1"].label.whose == APPLICANT


CERTIFICATE = Certificate(
    key="permit", name="许可证", letter="certificate", series="许", valid=Limit.parse("5 years")
)


def test_t11_opens_ninety_days_before_the_last_day_and_ends_thirty_before():
    rules = rules_of(a_matter(a_step("food", issues=CERTIFICATE)))
    case = played(rules, an_accepted_case(rules), granted("food"))
    assert "T11:food:1" not in ledger(rules, case), "the window is not open yet"
    clock = ledger(rules, case, date(2031, 1, 5))["T11:food:1"]
    assert (clock.started.on, clock.last) == (date(2030, 12, 1), date(2031, 1, 30))
    assert "有效期至2031年3月1日" in clock.label.title.zh


def test_publicity_has_a_clock_of_its_own():
    rules, case = carried(
        a_part_of_work("show", "food", kind="publicity", lasts="7 days"), a_step("food")
    )
    assert ledger(rules, case)["own:show:1"].last == date(2026, 3, 9)


def test_all_clocks_of_a_withdrawn_case_stop():
    rules = rules_of()
    case = played(rules, an_accepted_case(rules), Withdraw(reason="不再办理"), at=TUESDAY)
    assert all(not one.running for one in ledger(rules, case).values())


def test_a_limit_that_runs_out_is_a_red_light_and_approves_nothing():
    rules = rules_of()
    late = on("2026-04-20")
    case = after_the_machine(rules, an_accepted_case(rules), late)
    clock = ledger(rules, case, late.date())["T4:food:1"]
    assert (clock.running, clock.light(late.date())) == (True, Light("red", "overdue"))
    assert standing(case).step("food").status == "open"
