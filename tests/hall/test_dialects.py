"""The dialects of the demonstration's gateway: the province's, tokens, keys, certificates, the licence store."""

from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from hall.registers.faults import Dial
from hall.registers.traits import PersonTraits
from tests.hall.demo_gateway import SECRET, SetClock, a_gateway, society
from tests.hall.dialects import (
    ADDITIONAL,
    ROOT,
    WHY,
    ask_plainly,
    ask_province,
    ask_store,
    bearer,
    provincial_secrets,
    provincial_signature,
    token,
    visit,
)

CENSUS = society().census
BODY = next(iter(CENSUS.social_organisations.values()))
OWNERS = [one for one in CENSUS.people.values() if CENSUS.titles.get(one.id_number)]
OWNER = next(one for one in OWNERS if len(CENSUS.titles[one.id_number]) == 1)
RICH = next(one for one in OWNERS if len(CENSUS.titles[one.id_number]) > 1)
TENANT = society().person(PersonTraits(dwelling="dormitory"))
DEED = next(iter(CENSUS.deeds.values()))
KEY = {"x-api-key": SECRET.get_secret_value()}


# The province


def test_the_province_answers_in_its_own_words(tmp_path: Path):
    answer = ask_province(a_gateway(tmp_path), "social-org", uscc=BODY.uscc).json()
    assert (answer["code"], answer["dataCount"]) == ("00", 1)
    assert answer["requestId"]
    record = answer["datas"][0]
    assert record["legalRep"] == BODY.legal_rep
    assert record["validUntil"] == f"{BODY.valid_until:%Y%m%d}"
    assert (record["consistent"], record["dataTime"]) == ("1", "20260305")


def test_the_province_takes_json_too(tmp_path: Path):
    gateway = a_gateway(tmp_path)
    signed = provincial_signature(provincial_secrets(gateway)["requestSecret"])
    body = {"uscc": BODY.uscc, "additional": ADDITIONAL}
    answer = visit(
        gateway, lambda c: c.post(f"{ROOT}/api/social-org.htm", params=signed, json=body)
    )
    assert answer.json()["datas"][0]["name"] == BODY.name


def test_a_request_secret_ends_after_a_quarter_of_an_hour_and_a_refresh_secret_after_two_days(
    tmp_path: Path,
):
    clock = SetClock()
    gateway = a_gateway(tmp_path, clock)
    pair = provincial_secrets(gateway)
    clock.forward(14 * 60)
    ask = {"uscc": BODY.uscc}
    assert (
        ask_province(gateway, "social-org", pair["requestSecret"], 14 * 60, **ask).json()["code"]
        == "00"
    )
    clock.forward(2 * 60)
    late = ask_province(gateway, "social-org", pair["requestSecret"], 16 * 60, **ask)
    assert (late.status_code, late.json()["code"]) == (200, "14")

    def refreshed(seconds: float) -> httpx.Response:
        form = provincial_signature(pair["refreshSecret"], seconds)
        return visit(gateway, lambda c: c.post(f"{ROOT}/app/refreshTokenBySec.htm", data=form))

    clock.forward(46 * 3600)
    seconds = 46 * 3600 + 16 * 60
    following = refreshed(seconds).json()["datas"]
    again = ask_province(gateway, "social-org", following["requestSecret"], seconds, **ask)
    assert again.json()["code"] == "00"
    clock.forward(3 * 3600)
    assert refreshed(seconds + 3 * 3600).json()["code"] == "14"


@pytest.mark.parametrize(
    "form",
    [
        provincial_signature("wrong"),
        provincial_signature(SECRET.get_secret_value(), app_key="stranger"),
        provincial_signature(SECRET.get_secret_value(), seconds=-301),
        {},
    ],
)
def test_the_province_gives_secrets_only_for_a_right_signature(
    tmp_path: Path, form: dict[str, str]
):
    gateway = a_gateway(tmp_path)
    answer = visit(gateway, lambda c: c.post(f"{ROOT}/app/refreshTokenByKey.htm", data=form))
    assert (answer.json()["code"], answer.json()["datas"]) == ("14", None)


@pytest.mark.parametrize(
    "part", ["powerMatters", "accesscardId", "materialName", "sponsorCode", "projectId"]
)
def test_a_provincial_call_without_its_purpose_is_refused(tmp_path: Path, part: str):
    gateway = a_gateway(tmp_path)
    signed = provincial_signature(provincial_secrets(gateway)["requestSecret"])
    body = {"uscc": BODY.uscc, "additional": {**ADDITIONAL, part: ""}}
    answer = visit(
        gateway, lambda c: c.post(f"{ROOT}/api/social-org.htm", params=signed, json=body)
    )
    assert (answer.json()["code"], answer.json()["datas"]) == ("20", None)


@pytest.mark.parametrize(
    ("dial", "code", "count"),
    [
        (Dial(denied=True), "31", 0),
        (Dial(pending=True), "02", 1),
        (Dial(multiple_rate=1), "00", 2),
    ],
)
def test_the_province_tells_other_outcomes_by_its_codes(
    tmp_path: Path, dial: Dial, code: str, count: int
):
    answer = ask_province(a_gateway(tmp_path, social_org=dial), "social-org", uscc=BODY.uscc)
    assert (answer.json()["code"], answer.json()["dataCount"]) == (code, count)


def test_the_province_tells_none_and_a_mismatch_by_its_records(tmp_path: Path):
    gateway = a_gateway(tmp_path)
    none = ask_province(gateway, "social-org", uscc="51330200MJ0000000X").json()
    assert (none["code"], none["datas"]) == ("00", [])
    other = ask_province(gateway, "social-org", uscc=BODY.uscc, name="别的协会").json()
    assert other["datas"][0]["consistent"] == "0"


def test_a_stale_record_of_the_province_shows_its_day(tmp_path: Path):
    gateway = a_gateway(tmp_path, social_org=Dial(stale_rate=1))
    record = ask_province(gateway, "social-org", uscc=BODY.uscc).json()["datas"][0]
    assert record["dataTime"] == "20250129"


# Tokens, keys, certificates


def test_a_token_opens_the_notaries_system_for_ten_minutes(tmp_path: Path):
    clock = SetClock()
    gateway = a_gateway(tmp_path, clock)
    assert token(gateway).json()["expires_in"] == 600
    headers = bearer(gateway)
    answer = ask_plainly(gateway, "/justice/notary-deed", headers, deedNumber=DEED.number).json()
    assert answer["state"] == "FOUND"
    assert answer["results"][0]["issuedOn"] == DEED.issued_on.isoformat()
    clock.forward(601)
    late = ask_plainly(gateway, "/justice/notary-deed", headers, deedNumber=DEED.number)
    assert late.status_code == 401


def test_no_token_for_a_wrong_secret_and_none_for_another_grant(tmp_path: Path):
    gateway = a_gateway(tmp_path)
    assert token(gateway, "wrong").status_code == 401
    form = {"grant_type": "password", "client_id": "onego"}
    other = visit(gateway, lambda c: c.post("/oauth2/token", data=form))
    assert other.json() == {"error": "unsupported_grant_type"}


def test_a_key_opens_the_suppliers_system(tmp_path: Path):
    gateway = a_gateway(tmp_path)
    answer = ask_plainly(gateway, "/utilities/utility-account", KEY, idNumber=OWNER.id_number)
    assert answer.json()["results"][0]["holder"] == OWNER.name
    wrong = ask_plainly(
        gateway, "/utilities/utility-account", {"x-api-key": "no"}, idNumber=OWNER.id_number
    )
    assert wrong.status_code == 401


def test_the_court_s_system_answers_only_behind_certificates(tmp_path: Path):
    gateway = a_gateway(tmp_path)
    path = "/court/court-seizure"
    open_line = ask_plainly(gateway, path, {}, idNumber=OWNER.id_number)
    assert open_line.status_code == 401
    closed = ask_plainly(gateway, f"https://gateway.test{path}", {}, idNumber=OWNER.id_number)
    assert closed.json()["results"][0]["seized"] in (True, False)


@pytest.mark.parametrize(
    ("dial", "status", "state", "records"),
    [
        (Dial(), 200, "FOUND", 1),
        (Dial(mismatch_rate=1), 200, "DIFFERENT", 1),
        (Dial(multiple_rate=1), 200, "SEVERAL", 2),
        (Dial(pending=True), 200, "LATER", 0),
        (Dial(denied=True), 403, "FORBIDDEN", 0),
    ],
)
def test_plain_systems_tell_every_outcome_by_their_state(
    tmp_path: Path, dial: Dial, status: int, state: str, records: int
):
    gateway = a_gateway(tmp_path, utility_account=dial)
    answer = ask_plainly(gateway, "/utilities/utility-account", KEY, idNumber=OWNER.id_number)
    said = answer.json()
    assert (answer.status_code, said["state"], len(said["results"])) == (status, state, records)


def test_a_plain_system_says_that_there_is_none_and_that_a_call_is_not_understood(tmp_path: Path):
    gateway = a_gateway(tmp_path)
    none = ask_plainly(gateway, "/utilities/utility-account", KEY, idNumber="nobody").json()
    assert (none["state"], none["results"]) == ("NONE", [])
    body = {"query": {"idNumber": "1"}, "purpose": {**WHY, "case_number": ""}}
    broken = visit(gateway, lambda c: c.post("/utilities/utility-account", json=body, headers=KEY))
    assert broken.status_code == 422


# The licence store


def test_the_store_gives_the_licences_of_a_holder(tmp_path: Path):
    gateway = a_gateway(tmp_path)
    headers = bearer(gateway)
    found = ask_store(gateway, "BDCQZS", OWNER.id_number, headers).json()["licences"]
    assert [one["content"]["holder"] for one in found] == [OWNER.name]
    assert (found[0]["status"], found[0]["as_of"]) == ("valid", "2026-03-05")
    assert len(ask_store(gateway, "BDCQZS", RICH.id_number, headers).json()["licences"]) == 2
    assert ask_store(gateway, "BDCQZS", TENANT.id_number, headers).json()["licences"] == []


def test_a_permit_that_was_not_endorsed_is_in_the_store_as_expired(tmp_path: Path):
    gateway = a_gateway(tmp_path)
    person = society().person(PersonTraits(permit="expired"))
    found = ask_store(gateway, "JZZ", person.id_number, bearer(gateway)).json()["licences"]
    assert [one["status"] for one in found] == ["expired"]


def test_the_store_asks_for_a_token_and_knows_its_kinds(tmp_path: Path):
    gateway = a_gateway(tmp_path)
    assert ask_store(gateway, "BDCQZS", OWNER.id_number, {}).status_code == 401
    assert ask_store(gateway, "HOROSCOPE", OWNER.id_number, bearer(gateway)).status_code == 404


# Faults in every dialect


def an_answer(gateway: FastAPI, dialect: str) -> httpx.Response:
    match dialect:
        case "provincial":
            return ask_province(gateway, "utility-account", id_number=OWNER.id_number)
        case "store":
            return ask_store(gateway, "BDCQZS", OWNER.id_number, bearer(gateway))
        case _:
            path = "/utilities/utility-account"
            return ask_plainly(gateway, path, KEY, idNumber=OWNER.id_number)


@pytest.mark.parametrize("dialect", ["provincial", "plain", "store"])
@pytest.mark.parametrize(
    ("dial", "status"),
    [
        (Dial(error_rate=1), 500),
        (Dial(down=True), 503),
        (Dial(hang=True), 504),
        (Dial(lost_secret=True), 401),
        (Dial(nonsense="html"), 200),
    ],
)
def test_a_fault_is_the_same_in_every_dialect(
    tmp_path: Path, dialect: str, dial: Dial, status: int
):
    gateway = a_gateway(tmp_path, utility_account=dial, title_licence=dial)
    answer = an_answer(gateway, dialect)
    assert answer.status_code == status
    assert OWNER.name not in answer.text
