"""The registers speak of one society: what one says, no other contradicts."""

from datetime import date

import pytest

from hall.demo.subjects import person_facts
from hall.registers.careers import career
from hall.registers.people import Person
from hall.registers.synthetic import Society
from hall.registers.traits import PersonTraits
from matters.case import FindingOutcome
from matters.identifiers import check_credit_code
from tests.hall.demo_gateway import TODAY, society

CENSUS = society().census
MATCH, NO_RECORD = FindingOutcome.MATCH, FindingOutcome.NO_RECORD
MISMATCH = FindingOutcome.MISMATCH


def living_couples() -> list[tuple[Person, Person]]:
    found = {id(made): made for made in CENSUS.marriages.values() if not made.ended}
    return [(CENSUS.people[one.husband], CENSUS.people[one.wife]) for one in found.values()]


def test_each_spouse_names_the_other():
    couples = living_couples()
    assert len(couples) > 900
    for husband, wife in couples:
        for one, other in ((husband, wife), (wife, husband)):
            asked = {"id_number": one.id_number, "spouse_id_number": other.id_number}
            assert society().answer("marriage", asked).outcome is MATCH
            licence = society().answer("marriage-licence", {"id_number": one.id_number})
            assert licence.values["holder"] == one.name


def test_nobody_married_before_the_age_of_the_law():
    for made in CENSUS.marriages.values():
        husband, wife = (
            CENSUS.people.get(one) or CENSUS.dead[one].person for one in (made.husband, made.wife)
        )
        assert (husband.sex, wife.sex) == ("male", "female")
        assert (made.since - husband.birth).days >= 22 * 365
        assert (made.since - wife.birth).days >= 20 * 365
        assert made.since <= (made.ended or TODAY)


def test_a_marriage_that_ended_is_told_alone_but_matches_no_spouse():
    divorced = next(one for one in CENSUS.marriages.values() if one.status == "离婚")
    alone = society().answer("marriage", {"id_number": divorced.wife})
    assert (alone.outcome, alone.values["status"]) == (MATCH, "离婚")
    both = {"id_number": divorced.wife, "spouse_id_number": divorced.husband}
    assert society().answer("marriage", both).outcome is MISMATCH
    assert society().answer("marriage-licence", {"id_number": divorced.wife}).outcome is NO_RECORD


def test_a_birth_certificate_says_what_the_child_s_number_says():
    assert len(CENSUS.childbirths) > 200
    for number, birth in CENSUS.childbirths.items():
        child = CENSUS.people[number]
        said = society().answer("birth-cert", {"child_id_number": number}).values
        assert (said["birth"], said["name"]) == (child.birth.isoformat(), child.name)
        assert said["birth"].replace("-", "") == number[6:14]
        assert child.guardian in (birth.mother, birth.father)
        assert CENSUS.marriages[birth.mother].spouse_of(birth.mother) == birth.father


def test_a_newborn_s_certificate_agrees_with_the_hospital():
    for number, birth in CENSUS.births.items():
        hospital = society().answer("delivery-record", {"id_number": number}).values
        certificate = society().answer("birth-cert", {"id_number": number})
        assert (certificate.outcome is MATCH) == (birth.certificate is not None)
        if certificate.values:
            assert {**hospital, **certificate.values}["birth"] == hospital["birth"]


def test_parents_were_grown_up_when_their_children_were_born():
    for person in CENSUS.people.values():
        if person.guardian:
            assert (person.birth - CENSUS.people[person.guardian].birth).days > 17 * 365
    for pair in CENSUS.parents.values():
        assert (CENSUS.people[pair.child].birth - pair.mother.birth).days > 22 * 365


def test_whoever_leads_a_company_or_an_organisation_is_known_under_that_name():
    firms = (*CENSUS.companies.values(),)
    others = (
        *CENSUS.social_organisations.values(),
        *CENSUS.public_organisations.values(),
    )
    for one in (*firms, *others):
        assert CENSUS.people[one.legal_rep_id].name == one.legal_rep


@pytest.mark.parametrize(
    ("check", "beginnings"),
    [("social-org", {"51", "52", "53"}), ("gov-unit", {"11", "12", "13"})],
)
def test_codes_of_organisations_begin_as_their_registry_writes_them(
    check: str, beginnings: set[str]
):
    found = CENSUS.social_organisations if check == "social-org" else CENSUS.public_organisations
    assert {code[:2] for code in found} == beginnings
    assert all(check_credit_code(code) for code in found)
    code, one = next(iter(found.items()))
    assert society().answer(check, {"uscc": code, "name": "别的单位"}).outcome is MISMATCH
    assert society().answer(check, {"uscc": code, "name": one.name}).outcome is MATCH


def test_the_dead_are_dead_in_every_register():
    for number, dead in CENSUS.dead.items():
        asked = {"id_number": number}
        assert number not in CENSUS.people
        assert society().answer("id-verify", {**asked, "name": dead.person.name}).outcome is (
            NO_RECORD
        )
        certificate = society().answer("death-cert", asked).values
        cancelled = society().answer("death-cancel", asked).values
        assert certificate["died_on"] == dead.died_on.isoformat()
        assert cancelled["cancelled"] == (dead.cancelled_on is not None)
        cremation = society().answer("cremation", asked)
        if cremation.outcome is MATCH:
            assert str(cremation.values["cremated_on"]) > str(certificate["died_on"])
        widowed = CENSUS.marriages[number]
        assert (widowed.status, widowed.ended is not None) == ("丧偶", True)


def test_the_living_are_not_cancelled():
    person = society().person(PersonTraits())
    said = society().answer("death-cancel", {"id_number": person.id_number})
    assert (said.outcome, said.values["cancelled"]) == (MATCH, False)
    assert society().answer("death-cert", {"id_number": person.id_number}).outcome is NO_RECORD


def test_an_inheritance_names_a_child_of_whoever_died():
    deeds = [deed for deed in CENSUS.deeds.values() if deed.kind == "继承"]
    assert len(deeds) > 50
    for deed in deeds:
        pair = CENSUS.parents[deed.beneficiary]
        assert deed.principal in (pair.father.id_number, pair.mother.id_number)
        assert deed.issued_on >= CENSUS.dead[deed.principal].died_on
        asked = {"deed_number": deed.number, "principal_id_number": deed.principal}
        assert society().answer("notary-deed", asked).outcome is MATCH
        asked["principal_id_number"] = deed.beneficiary
        assert society().answer("notary-deed", asked).outcome is MISMATCH


def test_courts_and_land_register_agree_on_what_is_seized():
    for number, titles in CENSUS.titles.items():
        if number in CENSUS.dead or not titles:
            continue
        said = society().answer("court-seizure", {"id_number": number}).values
        assert said["count"] == sum(title.seized for title in titles)


def test_an_electronic_title_carries_the_number_of_the_land_register():
    owner = next(
        one for one in CENSUS.people.values() if len(CENSUS.titles.get(one.id_number, ())) == 1
    )
    asked = {"id_number": owner.id_number}
    title = society().answer("real-estate", asked).values
    licence = society().answer("title-licence", {"holder_code": owner.id_number}).values
    assert licence["licence_number"] == title["certificate_number"]
    assert licence["holder"] == title["owner"]


def test_a_history_of_insurance_adds_up_to_the_months_that_are_counted():
    insured = [one for one in CENSUS.people.values() if one.insured_months]
    for person in insured:
        firm = CENSUS.employer.get(person.id_number)
        stays = career(person, firm.name if firm else None, TODAY)
        assert sum(stay.months for stay in stays) == person.insured_months
        assert stays[-1].last_month <= TODAY
        assert stays[0].first.year >= person.birth.year + 15 or person.retired
    person = insured[0]
    history = society().answer("insurance-history", {"id_number": person.id_number}).values
    now = society().answer("social-insurance", {"id_number": person.id_number}).values
    assert history["months_paid"] == now["months_paid"]


def test_nobody_is_employed_and_unemployed():
    out_of_work = [
        one
        for one in CENSUS.people.values()
        if society().answer("unemployment", {"id_number": one.id_number}).outcome is MATCH
    ]
    assert len(out_of_work) > 500
    assert not any(one.employed or one.retired or one.guardian for one in out_of_work)


def test_a_card_of_the_disabled_begins_with_the_identity_number():
    cards = [
        (one.id_number, society().answer("disability", {"id_number": one.id_number}))
        for one in CENSUS.people.values()
    ]
    held = [(number, card) for number, card in cards if card.outcome is MATCH]
    assert len(held) > 50
    assert all(str(card.values["card_number"]).startswith(number) for number, card in held)


def test_a_business_that_the_tax_bureau_cannot_find_owes_tax():
    lists = [
        (one, society().answer("abnormal-taxpayer", {"uscc": one.uscc}).values["listed"])
        for one in CENSUS.companies.values()
    ]
    assert sum(bool(listed) for _, listed in lists) > 10
    for firm, listed in lists:
        paid = society().answer("tax-paid", {"uscc": firm.uscc}).values["paid"]
        assert paid is not firm.in_arrears
        assert not listed or firm.in_arrears


def test_an_account_of_water_and_power_is_found_by_holder_and_by_number():
    person = society().person(PersonTraits())
    by_holder = society().answer("utility-account", {"id_number": person.id_number})
    asked = {"account_number": by_holder.values["account_number"]}
    assert society().answer("utility-account", asked).values["holder"] == person.name


@pytest.mark.parametrize(
    ("trait", "check"),
    [
        ({"marital": "divorced"}, "marriage"),
        ({"marital": "widowed", "retired": True}, "marriage"),
        ({"unemployed": True}, "unemployment"),
        ({"disabled": True}, "disability"),
        ({"veteran": True}, "veteran"),
        ({"retired": True, "insured": True}, "insurance-history"),
    ],
)
def test_people_are_chosen_by_what_the_registers_say_of_them(trait: dict[str, object], check: str):
    people = society().people(PersonTraits.model_validate(trait))
    assert len(people) >= 20
    for person in people:
        assert society().answer(check, {"id_number": person.id_number}).outcome is MATCH


def test_whoever_lost_a_parent_knows_of_whom_the_registers_say_so():
    mourning = society().people(PersonTraits(lost_parent=True))
    assert len(mourning) > 100
    with_deed = 0
    for person in mourning:
        facts = person_facts(person, society())
        dead = society().answer("death-cert", {"id_number": facts["deceased_id_number"]})
        assert dead.outcome is MATCH
        with_deed += "deed_number" in facts
    assert with_deed > 50


def test_another_seed_gives_other_families_and_the_same_seed_the_same():
    one, two, other = (
        Society(seed, date(2026, 3, 5), people=400, companies=20).census for seed in (5, 5, 6)
    )
    assert (one.marriages, one.dead, one.deeds) == (two.marriages, two.dead, two.deeds)
    assert set(one.dead) != set(other.dead)
