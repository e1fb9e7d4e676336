"""What steps find out, and who objects, is sealed like answers; facts of before are still read."""

import json

import pytest

from matters.case import (
    MACHINE,
    Decided,
    Drawn,
    Fact,
    ObjectionRaised,
    ObjectionSettled,
    PromiseChecked,
    Proposed,
    Signalled,
    StepEnded,
    VerificationAnswered,
)
from storage.encryption import PREFIX, SealBroken, keyring_from, new_key
from storage.fact_codec import read, write
from tests.cases import MONDAY
from tests.forms.form_builders import ID
from tests.forms.group_builders import a_company, company_answers, shareholder

CASE = "330200-company-20260305-000001"
KEYRING = keyring_from(new_key("test"))
ROWS = company_answers(shareholders=(shareholder(name="张三"),))
SAID = {"at": MONDAY, "by": MACHINE, "step": "look"}
OBJECTION = ObjectionRaised(**SAID, objection=1, who="李四", text="身份证号" + ID)


@pytest.mark.parametrize(
    "fact",
    [
        Decided(**SAID, decision="granted", values=ROWS),
        Proposed(**SAID, decision="granted", values=ROWS),
        Signalled(at=MONDAY, by=MACHINE, name="moved", values=ROWS),
        StepEnded(**SAID, status="granted", because="child", values=ROWS),
        StepEnded(**SAID, status="answered", because="answer", values={"holder": ID}),
        OBJECTION,
        VerificationAnswered(at=MONDAY, by=MACHINE, material="title", outcome="match", note=ID),
        ObjectionSettled(at=MONDAY, by=MACHINE, check="title", holds=True, reason=ID),
        PromiseChecked(**SAID, promise="premises", kept=False, found=ID),
    ],
    ids=lambda fact: fact.fact,
)
def test_no_personal_value_stands_in_the_row_and_all_come_back(fact: Fact):
    body = write(KEYRING, a_company(), CASE, fact).body
    assert ID not in body
    assert PREFIX in body
    assert read(KEYRING, CASE, "digest", body).facts == (fact,)


def test_who_objects_and_what_is_sealed_whatever_the_matter_says():
    body = json.loads(write(KEYRING, a_company(), CASE, OBJECTION).body)
    assert body["who"].startswith(PREFIX)
    assert body["text"].startswith(PREFIX)


def test_a_sealed_word_opens_in_no_other_case():
    body = write(KEYRING, a_company(), CASE, OBJECTION).body
    with pytest.raises(SealBroken):
        read(KEYRING, "another-case", "digest", body)


@pytest.mark.parametrize(
    "fact", [OBJECTION, Decided(**SAID, decision="granted", values={"company.name": "甬上"})],
    ids=lambda fact: fact.fact,
)  # fmt: skip
def test_facts_that_were_written_before_they_were_sealed_are_read(fact: Fact):
    text = fact.model_dump_json(exclude_defaults=True)
    body = f'{{"fact":"{fact.fact}",{text[1:]}'
    assert read(KEYRING, CASE, "digest", body).facts == (fact,)


def test_a_value_that_looks_sealed_is_not_opened_as_one():
    fact = Decided(**SAID, decision="granted", values={"company.name": f"{PREFIX}x"})
    body = write(KEYRING, a_company(), CASE, fact).body
    assert read(KEYRING, CASE, "digest", body).facts == (fact,)


def test_a_draw_of_rows_names_their_numbers_only():
    fact = Drawn(**SAID, seed="s", pool=("1", "2"), weights=(1.0, 1.0), chosen=("2",))
    assert read(KEYRING, CASE, "digest", write(KEYRING, a_company(), CASE, fact).body).facts == (
        fact,
    )
