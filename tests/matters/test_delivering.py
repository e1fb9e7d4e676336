"""How notices reach people: by which way, who may record what, and when a time stops."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matters.acts import ConfirmAddress, DeliverAnew, PostNotices, RecordDelivery, RecordReturn
from matters.case import (
    FACTS,
    Actor,
    Case,
    NoticeDelivered,
    NoticeIssued,
    NoticeSent,
    NoticeUndelivered,
)
from matters.delivery import CONSENT, channel_of, consent_digest, consents, state_of
from matters.due import DeemDelivered, DeliverNotice, due, next_timer
from matters.errors import ActRefused, NotYours
from matters.happened import MACHINE
from matters.notices import IssueNotice
from matters.standing import standing
from matters.verbs import Moment, perform
from matters.work import open_work
from tests.builders import rules
from tests.cases import (
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    a_case,
    a_clerk,
    an_officer,
    done,
    every_register_knows,
    facts_of,
    on,
    played,
)

OWN = rules()
BY_HAND = RecordDelivery(
    notices=("received",), method="in-person", recipient="林晓梅", identity="居民身份证"
)
APPLICANT = Actor(account="applicant", department="applicant", role="applicant")


def told(delivery: str = "pick-up") -> Case:
    """A case whose receipt has its number and waits at the desk, or wherever it was chosen to go."""
    case = a_case(OWN)
    launched = case.facts[0].model_copy(update={"delivery": delivery})
    case = Case(number=case.number, matter=case.matter, facts=(launched, *case.facts[1:]))
    (action,) = (one for one in due(OWN, case, MONDAY) if isinstance(one, IssueNotice))
    return done(OWN, case, action, MONDAY, every_register_knows)


def at_the_desk() -> Case:
    return sent(told())


def sent(case: Case, channel: str = "pick-up") -> Case:
    return case.record(NoticeSent(at=MONDAY, by=MACHINE, key="received", channel=channel))


def failed(case: Case) -> Case:
    return case.record(
        NoticeUndelivered(at=MONDAY, by=MACHINE, key="received", channel="sms", reason="refused")
    )


def by(actor: Actor, case: Case, act, at=MONDAY) -> Case:
    return perform(OWN, case, act, Moment(actor, at))


def state(case: Case) -> str:
    return state_of(standing(case), "received")


def deliveries(case: Case, at=MONDAY) -> list[str]:
    return [one.key for one in due(OWN, case, at) if isinstance(one, DeliverNotice)]


def receipts(case: Case) -> list[IssueNotice]:
    actions = (one for one in due(OWN, case, MONDAY) if isinstance(one, IssueNotice))
    return [one for one in actions if one.event == "delivery_receipt"]


def test_a_notice_that_waits_at_the_desk_is_not_delivered():
    case = at_the_desk()
    assert (state(case), deliveries(case)) == ("ready", [])


def test_what_is_fetched_arrives_on_the_day_of_the_signature():
    case = by(a_clerk(), at_the_desk(), BY_HAND, TUESDAY)
    (arrived,) = facts_of(case, NoticeDelivered)
    assert (arrived.day, arrived.method) == (TUESDAY.date(), "in-person")
    assert state(case) == "arrived"


def test_every_delivery_that_a_person_records_leaves_a_proof_in_the_file():
    case = by(a_clerk(), at_the_desk(), BY_HAND)
    (proof,) = receipts(case)
    assert (proof.key, proof.to) == ("delivery_receipt:1", "file")
    case = done(OWN, case, proof, MONDAY, every_register_knows)
    assert facts_of(case, NoticeIssued)[-1].to == "file"
    assert deliveries(case) == []


def test_what_the_machine_delivers_needs_no_such_proof():
    case = told("electronic").record(
        NoticeDelivered(at=MONDAY, by=MACHINE, key="received", channel="sms", receipt="1")
    )
    assert receipts(case) == []


@pytest.mark.parametrize(
    "lacking",
    [
        {"recipient": ""},
        {"identity": " "},
        {"method": "agent"},
        {"method": "family", "relation": "配偶", "recipient": ""},
        {"method": "left", "notes": "受送达人拒绝签收"},
        {"method": "left", "witness": "社区工作人员王建国"},
        {"method": "post", "arrived": MONDAY.date()},
        {"arrived": on("2026-02-27").date()},
        {"arrived": TUESDAY.date()},
    ],
)
def test_a_receipt_that_lacks_something_is_refused_with_what_it_lacks(lacking):
    with pytest.raises(ActRefused):
        by(a_clerk(), at_the_desk(), BY_HAND.model_copy(update=lacking))


@pytest.mark.parametrize(
    "said",
    [
        {"method": "agent", "relation": "受委托人"},
        {"method": "family", "relation": "配偶"},
        {"method": "left", "notes": "受送达人拒绝签收", "witness": "社区工作人员王建国"},
        {"method": "left", "notes": "受送达人拒绝签收", "proof": "a" * 64},
    ],
)
def test_others_may_take_it_and_what_is_refused_is_left(said):
    case = by(a_clerk(), at_the_desk(), BY_HAND.model_copy(update=said))
    assert standing(case).delivered["received"].method == said["method"]


def test_by_post_the_day_on_the_receipt_counts_and_not_the_day_of_dispatch():
    case = sent(told("post"), "post")
    assert state(case) == "ready"
    case = by(a_clerk(), case, PostNotices(notices=("received",), mail="XA330200123CN"))
    assert state(case) == "sent"
    act = RecordDelivery(notices=("received",), method="post", arrived=TUESDAY.date())
    (arrived,) = facts_of(by(a_clerk(), case, act, WEDNESDAY), NoticeDelivered)
    assert (arrived.day, arrived.receipt) == (TUESDAY.date(), "XA330200123CN")


def test_a_letter_that_comes_back_is_work_for_the_hall():
    case = by(
        a_clerk(), sent(told("post"), "post"), PostNotices(notices=("received",), mail="X123")
    )
    act = RecordReturn(notices=("received",), reason="bad-address")
    case = by(a_clerk(), case, act, TUESDAY)
    (work,) = [one for one in open_work(OWN, case) if one.kind == "delivery"]
    assert (work.department, state(case)) == ("hall", "failed")
    assert {"deliver-anew", "record-delivery"} <= work.acts
    with pytest.raises(ActRefused):
        by(a_clerk(), case, act, TUESDAY)


def test_what_goes_another_way_is_work_no_more():
    case = by(
        a_clerk(), failed(told("electronic")), DeliverAnew(notices=("received",), channel="pick-up")
    )
    assert [one for one in open_work(OWN, case) if one.kind == "delivery"] == []
    assert (state(case), deliveries(case)) == ("ready", [])


def test_what_is_sent_anew_into_a_system_is_the_machines_to_send():
    case = failed(told("electronic"))
    assert deliveries(case) == []
    case = by(a_clerk(), case, DeliverAnew(notices=("received",), channel="app"))
    assert deliveries(case) == ["received"]
    assert facts_of(case, NoticeSent)[-1].attempt == 2


def test_without_consent_nothing_goes_electronically():
    case = told("electronic")
    assert channel_of(standing(case)) == "sms"
    withdrawn = by(a_clerk(), case, ConfirmAddress(channel="pick-up"))
    assert (channel_of(standing(withdrawn)), consents(standing(withdrawn))) == ("pick-up", False)
    with pytest.raises(ActRefused):
        by(a_clerk(), withdrawn, DeliverAnew(notices=("received",), channel="email"))
    with pytest.raises(ActRefused):
        by(a_clerk(), case, ConfirmAddress(channel="email", address="mei@example.cn"))


def test_an_applicant_confirms_the_own_address_and_the_exact_text_is_kept():
    act = ConfirmAddress(channel="email", address="mei@example.cn", consent=True, language="en")
    case = by(APPLICANT, told(), act)
    address = standing(case).address
    assert address is not None
    assert (address.text, channel_of(standing(case))) == (consent_digest("en"), "email")
    assert consent_digest("en") != consent_digest("zh")
    assert "电子" in CONSENT.zh


def test_another_department_records_no_delivery():
    with pytest.raises(NotYours):
        by(an_officer(), at_the_desk(), BY_HAND)


def test_nothing_arrives_twice():
    case = by(a_clerk(), at_the_desk(), BY_HAND)
    with pytest.raises(ActRefused):
        by(a_clerk(), case, BY_HAND, TUESDAY)


def test_an_announcement_says_why_and_counts_after_thirty_days():
    case = failed(told("electronic"))
    with pytest.raises(ActRefused):
        by(a_clerk(), case, DeliverAnew(notices=("received",), channel="announcement"))
    act = DeliverAnew(notices=("received",), channel="announcement", reason="受送达人下落不明")
    case = by(a_clerk(), case, act)
    assert state(case) == "public"
    assert DeemDelivered() not in due(OWN, case, on("2026-04-01"))
    assert next_timer(OWN, standing(case), on("2026-03-20")) <= on("2026-04-02", 0)
    case = done(OWN, case, DeemDelivered(), on("2026-04-02"), every_register_knows)
    (arrived,) = facts_of(case, NoticeDelivered)
    assert (arrived.day, arrived.method) == (on("2026-04-01").date(), "announcement")


def test_an_announcement_counts_for_nothing_before_its_time():
    case = by(
        a_clerk(),
        failed(told("electronic")),
        DeliverAnew(notices=("received",), channel="announcement", reason="下落不明"),
    )
    assert done(OWN, case, DeemDelivered(), on("2026-04-01"), every_register_knows) == case


def test_a_delivery_that_was_stored_before_opens_with_its_day():
    body = (
        '{"fact":"notice-delivered","at":"2026-03-02T10:00:00+08:00","by":{"account":"onego",'
        '"department":"onego","role":"machine"},"key":"received","channel":"sms","receipt":"R1"}'
    )
    (fact,) = FACTS.validate_json(f"[{body}]")
    assert isinstance(fact, NoticeDelivered)
    assert (fact.day, fact.method) == (MONDAY.date(), "electronic")


ACTS = (
    BY_HAND,
    PostNotices(notices=("received",), mail="XA1234"),
    RecordDelivery(notices=("received",), method="post", arrived=MONDAY.date()),
    RecordReturn(notices=("received",), reason="returned"),
    DeliverAnew(notices=("received",), channel="pick-up"),
    DeliverAnew(notices=("received",), channel="app"),
    DeliverAnew(notices=("received",), channel="announcement", reason="下落不明"),
)


@given(st.lists(st.sampled_from(ACTS), max_size=12))
def test_whatever_people_do_a_notice_arrives_at_most_once_and_is_in_one_state(acts):
    case = told("electronic")
    for act in acts:
        try:
            case = by(a_clerk(), case, act)
        except ActRefused:
            continue
    assert len(facts_of(case, NoticeDelivered)) <= 1
    now = standing(case)
    places = ("received" in now.delivered, "received" in now.undelivered)
    assert sum(places) <= 1
    assert ("received" in now.delivered) == (state(case) == "arrived")
    assert len(receipts(case)) == len(facts_of(case, NoticeDelivered))


def test_several_notices_fetched_together_have_one_proof():
    case = at_the_desk()
    first = facts_of(case, NoticeIssued)[0]
    case = case.record(first.model_copy(update={"key": "other", "number": "甬测〔2026〕9号"}))
    both = BY_HAND.model_copy(update={"notices": ("received", "other")})
    case = by(a_clerk(), case, both)
    assert len(facts_of(case, NoticeDelivered)) == 2
    assert len(receipts(case)) == 1
    assert played(OWN, case) == case


def test_what_stays_in_the_file_waits_for_nobody():
    case = told()
    kept = facts_of(case, NoticeIssued)[0].model_copy(update={"key": "kept", "to": "file"})
    case = sent(case).record(kept)
    assert (state_of(standing(case), "kept"), deliveries(case)) == ("kept", [])
    with pytest.raises(ActRefused):
        by(a_clerk(), case, BY_HAND.model_copy(update={"notices": ("kept",)}))
