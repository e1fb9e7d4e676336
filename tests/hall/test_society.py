"""The synthetic society: repeatable, with right numbers, chosen by traits."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from flows.register_messages import Values
from hall.registers.answers import QuestionIncomplete, RegisterUnknown
from hall.registers.synthetic import REGISTERS, Society, TooFewSubjects
from hall.registers.traits import CompanyTraits, PersonTraits
from matters.case import FindingOutcome
from matters.fields import Value
from matters.identifiers import check_credit_code, check_id_number, check_mobile
from matters.spec import DataCheck
from tests.hall.demo_gateway import TODAY, society
from tests.hall.townsfolk import asked_of_systems, everybody

MATCH, NO_RECORD = FindingOutcome.MATCH, FindingOutcome.NO_RECORD
MISMATCH, MULTIPLE = FindingOutcome.MISMATCH, FindingOutcome.MULTIPLE
ADULT = PersonTraits()
SETTLED = PersonTraits(lived_months_at_least=6, lease="filed", employed=True, insured=True)
RESTAURANT = CompanyTraits(sound=True, catering=True, premises="lease", staffing="certified")


def test_the_same_seed_gives_the_same_society():
    one, two = (Society(7, TODAY, people=300, companies=100) for _ in range(2))
    assert one.census.people == two.census.people
    assert one.census.companies == two.census.companies
    assert one.census.leases == two.census.leases
    assert one.census.titles == two.census.titles


def test_another_seed_gives_other_people():
    one, two = (Society(seed, TODAY, people=100, companies=20) for seed in (1, 2))
    assert not set(one.census.people) & set(two.census.people)


def test_a_larger_society_keeps_the_people_of_a_smaller_one():
    small, large = (Society(3, TODAY, people=n, companies=10) for n in (100, 200))
    adults = [one for one in small.census.people.values() if not one.retired]
    assert list(large.census.people.values())[:100] == adults


def test_there_are_thousands_and_every_number_is_right():
    census = society().census
    assert len([one for one in census.people.values() if not one.retired]) == 4000
    assert len(census.companies) == 1500
    assert all(ric.is_valid(number) for number in (*census.people, *census.dead))
    codes = (*census.companies, *census.social_organisations, *census.public_organisations)
    assert all(uscc.is_valid(code) for code in codes)


@given(st.integers(0, 2**32), st.dates(date(2024, 3, 1), date(2030, 1, 1)))
def test_numbers_are_right_for_every_seed_and_day(seed: int, today: date):
    census = Society(seed, today, people=12, companies=4).census
    for person in census.people.values():
        read = check_id_number(person.id_number, today)
        assert ric.is_valid(person.id_number)
        assert (read.birth, read.sex) == (person.birth, person.sex)
        check_mobile(person.mobile)
    for company in census.companies.values():
        assert uscc.is_valid(company.uscc)
        assert check_credit_code(company.uscc).area == company.district


def test_children_live_with_a_grown_up_parent():
    parent = society().person(PersonTraits(with_child=True))
    child = society().children_of(parent)[0]
    assert child.guardian == parent.id_number
    assert child.name[0] == parent.name[0]
    assert not child.is_adult(TODAY)
    assert parent.is_adult(TODAY)


@pytest.mark.parametrize("dwelling", ["own-house", "lease-filed", "lease-unfiled", "dormitory"])
@pytest.mark.parametrize("employed", [True, False])
@pytest.mark.parametrize("settled", [True, False])
def test_there_are_newcomers_for_every_scenario(dwelling: str, employed: bool, settled: bool):
    months = {"lived_months_at_least": 6} if settled else {"lived_months_below": 6}
    traits = {"dwelling": dwelling, "employed": employed, "promise_eligible": True, **months}
    assert len(society().people(PersonTraits.model_validate(traits))) >= 20


@pytest.mark.parametrize("premises", ["title", "lease", "unfiled"])
@pytest.mark.parametrize("staffing", ["certified", "mixed"])
@pytest.mark.parametrize("size", [{"area_below": 50}, {"area_at_least": 50}])
def test_there_are_restaurants_for_every_scenario(
    premises: str, staffing: str, size: dict[str, float]
):
    traits = {"sound": True, "catering": True, "premises": premises, "staffing": staffing, **size}
    assert len(society().companies(CompanyTraits.model_validate(traits))) >= 3


def test_the_nth_subject_is_always_the_same_and_always_another():
    five = [society().person(SETTLED, nth).id_number for nth in range(5)]
    assert len(set(five)) == 5
    assert five == [society().person(SETTLED, nth).id_number for nth in range(5)]
    assert society().person(SETTLED, besides=set(five)).id_number not in five
    assert society().person(SETTLED, 1, besides=set(five[:2])).id_number == five[3]


def test_asking_for_too_many_says_how_to_go_on():
    with pytest.raises(TooFewSubjects, match=r"Fewer than 5001 .*permit=valid.* larger society"):
        society().person(PersonTraits(permit="valid"), nth=5000)


def test_a_settled_newcomer_is_known_to_all_registers_that_matter():
    person = society().person(SETTLED)
    inputs = {"id_number": person.id_number, "name": person.name}
    residence = society().answer("residence-record", inputs)
    assert residence.outcome is MATCH
    assert residence.values["address"] == person.address
    assert residence.values["months_registered"] >= 6
    for check in ("id-verify", "lease-filing", "labour-contract", "social-insurance"):
        assert society().answer(check, inputs).outcome is MATCH


def test_the_month_of_registration_counts_when_it_is_full():
    person = society().person(SETTLED)
    person = person.model_copy(update={"registered_since": date(2025, 9, 6)})
    assert person.months_registered(date(2026, 3, 5)) == 5
    assert person.months_registered(date(2026, 3, 6)) == 6


def test_a_wrong_name_is_a_mismatch_that_does_not_betray_the_right_one():
    person = society().person(ADULT)
    answer = society().answer("id-verify", {"id_number": person.id_number, "name": "某某"})
    assert answer.outcome is MISMATCH
    assert answer.values == {"name_matches": False}


def test_two_records_are_several_and_an_address_chooses_a_title():
    twice = society().person(PersonTraits(registration="double"))
    answer = society().answer("residence-record", {"id_number": twice.id_number})
    assert answer.outcome is MULTIPLE
    owner = next(
        p for p in society().people(ADULT) if len(society().census.titles[p.id_number]) > 1
    )
    asked = {"id_number": owner.id_number}
    assert society().answer("real-estate", asked).outcome is MULTIPLE
    here = society().answer("real-estate", {**asked, "address": owner.address})
    assert (here.outcome, here.values["owner"]) == (MATCH, owner.name)
    elsewhere = society().answer("real-estate", {**asked, "address": "别处"})
    assert elsewhere.outcome is MISMATCH


@pytest.mark.parametrize(
    ("premises", "title", "lease"),
    [
        ("title", MATCH, NO_RECORD),
        ("lease", NO_RECORD, MATCH),
        ("unfiled", NO_RECORD, NO_RECORD),
    ],
)
def test_premises_are_proven_by_title_or_lease_or_not_at_all(
    premises: str, title: FindingOutcome, lease: FindingOutcome
):
    company = society().company(CompanyTraits.model_validate({"premises": premises}))
    asked = {"uscc": company.uscc, "address": company.address}
    assert society().answer("real-estate", asked).outcome is title
    assert society().answer("lease-filing", asked).outcome is lease


def test_a_lease_is_found_by_its_number():
    person = society().person(SETTLED)
    number = (
        society().answer("lease-filing", {"id_number": person.id_number}).values["lease_number"]
    )
    assert (
        society().answer("lease-filing", {"lease_number": number}).values["tenant"] == person.name
    )


@pytest.mark.parametrize(
    ("staffing", "outcome", "all_valid"),
    [("certified", MATCH, True), ("mixed", MISMATCH, False)],
)
def test_health_certificates_are_asked_for_the_whole_staff(
    staffing: str, outcome: FindingOutcome, all_valid: bool
):
    traits = CompanyTraits.model_validate({"staffing": staffing})
    staff = society().company(traits).staff
    answer = society().answer("health-cert", {"id_numbers": staff})
    assert (answer.outcome, answer.values["all_valid"]) == (outcome, all_valid)
    assert answer.values["staff_count"] == len(staff) >= 2


def test_a_sound_restaurant_has_a_clean_record():
    company = society().company(RESTAURANT)
    asked = {"uscc": company.uscc}
    licence = society().answer("business-licence", asked).values
    assert (licence["status"], licence["serves_meals"]) == ("存续", True)
    assert society().answer("abnormal-list", asked).values["listed"] is False
    assert society().answer("serious-illegal", asked).values["listed"] is False
    assert society().answer("credit-record", asked).values["promise_eligible"] is True
    assert society().answer("food-licence", asked).outcome is NO_RECORD


def test_a_company_keeps_the_contracts_of_its_own_staff_only():
    company = society().company(RESTAURANT)
    other = society().company(RESTAURANT, nth=1)
    asked = {"id_number": company.staff[0], "uscc": company.uscc}
    assert society().answer("labour-contract", asked).outcome is MATCH
    asked["uscc"] = other.uscc
    assert society().answer("labour-contract", asked).outcome is MISMATCH


def served(check: str) -> list[Values]:
    """The values of all matches among them."""
    wanted = set(REGISTERS[check].searched_by)
    answers = (society().answer(check, a) for a in everybody() if wanted & set(a))
    return [answer.values for answer in answers if answer.outcome is MATCH]


@pytest.mark.parametrize("check", REGISTERS)
def test_every_register_gives_what_it_says_it_gives(check: str):
    assert {tuple(values) for values in served(check)} == {REGISTERS[check].gives}


def fits(value: Value, kind: str) -> bool:
    match kind, value:
        case _, None:
            return True
        case "yes-no", bool():
            return True
        case "number" | "decimal", int() | float():
            return not isinstance(value, bool)
        case "choices", tuple():
            return True
        case "date", str():
            return date.fromisoformat(value) is not None
        case "text" | "name" | "address", str():
            return True
        case _:
            return False


@pytest.mark.parametrize("check", asked_of_systems(), ids=lambda check: check.key)
def test_every_check_of_the_catalogue_is_served_as_it_is_declared(check: DataCheck):
    register = REGISTERS[check.register_key]
    assert check.holder == register.holder
    assert set(check.inputs) <= {*register.searched_by, *register.compares}
    assert set(check.gives) <= set(register.gives)
    for values in served(check.register_key):
        assert {name for name, kind in check.gives.items() if not fits(values[name], kind)} == set()


def test_nobody_is_found_under_a_number_that_nobody_has():
    for check, register in REGISTERS.items():
        asked = dict.fromkeys(register.searched_by, "nobody")
        assert society().answer(check, asked).outcome is NO_RECORD


def test_a_question_without_its_key_says_what_is_missing():
    with pytest.raises(QuestionIncomplete, match="lacks what it is searched by: uscc"):
        society().answer("business-licence", {"id_number": "1"})
    with pytest.raises(RegisterUnknown, match="no register “horoscope”"):
        society().answer("horoscope", {})
