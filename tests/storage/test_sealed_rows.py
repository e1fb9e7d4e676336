"""Sensitive fields of groups are sealed one by one, row by row."""

import json
from datetime import UTC, datetime

from matters.case import Actor, Launched
from matters.fields import Answers
from storage.encryption import PREFIX, keyring_from, new_key
from storage.fact_codec import read, write
from tests.forms.form_builders import ID
from tests.forms.group_builders import a_company, company_answers, shareholder

CASE = "330200-company-20260305-000001"
KEYRING = keyring_from(new_key("test"))


def launched(answers: Answers) -> Launched:
    clerk = Actor(account="clerk", department="hall", role="clerk")
    at = datetime(2026, 3, 5, tzinfo=UTC)
    return Launched(at=at, by=clerk, answers=answers, channel="counter")


def test_a_sensitive_field_of_a_row_is_sealed_and_the_others_are_not():
    body = write(KEYRING, a_company(), CASE, launched(company_answers())).body
    first, _ = json.loads(body)["answers"]["shareholders"]
    assert first["id_number"].startswith(PREFIX)
    assert (first["name"], first["amount"]) == ("张三", 60)
    assert ID not in body


def test_rows_come_back_as_they_were_written():
    fact = launched(company_answers(shareholders=(shareholder(name=f"{PREFIX}x"), {})))
    body = write(KEYRING, a_company(), CASE, fact).body
    assert read(KEYRING, CASE, "digest", body).facts == (fact,)
