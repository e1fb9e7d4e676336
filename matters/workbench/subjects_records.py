"""What the registers of the shipped library hold of an invented applicant, by its traits."""

from collections.abc import Mapping
from datetime import date, timedelta

from matters.case import FindingOutcome
from matters.fields import Value
from matters.plays import Facts

Record = tuple[FindingOutcome, dict[str, Value]]
Records = Mapping[str, Record]
"""By register; what is not among them is confirmed with plausible values."""

_NOTHING: Record = (FindingOutcome.NO_RECORD, {})
_PROMISE_BARRED = "曾作出不实承诺，尚未完成信用修复"
_TOBACCO_DISTANCE_M = 50


def records_of_person(traits: Mapping[str, Value], facts: Facts, today: date) -> Records:
    """The registers that a person's traits steer."""
    employed = traits.get("employed") is not False
    insured = traits.get("insured", employed) is True
    lives = traits.get("dwelling", "dormitory")
    child = "child_id_number" in facts
    return {
        **_of_the_birth(traits, facts, today),
        **_of_founding(),
        "id-verify": _identity(traits),
        "hukou-info": _found(
            local=traits.get("local") is True, relation="户主", household_number="330203017"
        ),
        "residence-record": _residence(traits, facts),
        "residence-permit": _permit(traits, today),
        "real-estate": _if(lives == "own-house", mortgaged=False, seized=False),
        "lease-filing": _if(lives == "lease-filed" or traits.get("lease") == "filed"),
        "labour-contract": _if(
            employed,
            employer=facts.get("employer_name"),
            employer_uscc=facts.get("employer_uscc"),
            job_title="操作工",
        ),
        "employment-reg": _if(employed and traits.get("employment_registered") is not False),
        "social-insurance": _if(insured, insured=True, months_paid=_months(traits)),
        "medical-insurance": _if(insured, insured=True),
        "housing-fund": _if(traits.get("housing_fund", insured) is True),
        "education": _found(level="本科", status="毕业"),
        "credit-record": _credit(traits),
        "low-income": _if(traits.get("low_income") is True, status="在册"),
        "vaccination": _if(child, complete=True, doses=22),
        "health-cert": _staff("certified" if _certified(traits) else "none"),
    }


def records_of_company(traits: Mapping[str, Value], facts: Facts, today: date) -> Records:
    """The registers that a company's traits steer."""
    status = traits.get("status") or "存续"
    premises = traits.get("premises") or "unfiled"
    revoked = traits.get("food_licence") == "revoked"
    held = traits.get("food_licence") in ("valid", "revoked")
    return {
        "business-licence": _found(
            status=status,
            name="宁波和丰餐饮管理有限公司",
            kind=traits.get("kind") or "有限责任公司",
            address=facts["address"],
            legal_rep=facts["legal_rep"],
            scope="许可项目：餐饮服务；食品销售。",
            serves_meals=traits.get("catering") is not False,
        ),
        "abnormal-list": _found(listed=traits.get("abnormal") is True),
        "serious-illegal": _found(listed=traits.get("serious") is True),
        "credit-record": _credit(traits),
        "food-licence": _if(held, revoked_within_five_years=revoked),
        "id-verify": _found(name_matches=True, sex="男", birth="1990-05-17"),
        "real-estate": _if(premises == "title", mortgaged=False, seized=False),
        "lease-filing": _if(premises == "lease"),
        "health-cert": _staff(traits.get("staffing") or "certified"),
        "tobacco-distance": _distance(traits),
        "utility-account": _found(in_arrears=traits.get("in_arrears") is True),
        **_of_closing(traits),
        **_of_supervision(),
        "pharmacist-register": _found(asked_count=2, registered_count=2, all_registered=True),
        "practice-ban": _found(banned=False, reason=None),
    }


def _of_closing(traits: Mapping[str, Value]) -> Records:
    """The registers that are asked when a business closes."""
    owes = traits.get("in_arrears") is True
    cleared = traits.get("tax_cleared") is True
    listed = traits.get("abnormal") is True or traits.get("serious") is True
    allowed = not listed and traits.get("status") in (None, "存续")
    return {
        "closure-obstacles": _found(simplified_allowed=allowed, open_branches=0),
        "creditors-notice": _found(published_on="2025-12-15", expired=True),
        "tax-clear": _found(cleared=cleared, in_arrears=owes),
        "employer-insurance": _found(registered=True, insured_count=2, in_arrears=owes),
        "employer-fund": _found(registered=True, in_arrears=owes),
        "customs-record": _NOTHING,
        "seal-record": _found(recorded=True, seals=3),
    }


def _of_supervision() -> Records:
    """The registers that are asked when a firm complains or is inspected; a scenario says where they object."""
    return {
        "enterprise-size": _found(size="小型", small=True),
        "complaint-record": _found(open_same=False),
        "inspection-record": _found(visits_this_year=0),
        "public-credit": _found(grade="B"),
        "permit-record": _found(all_valid=True, open_penalties=0),
        "online-monitoring": _found(normal=True, warnings=0),
    }


def _of_founding() -> Records:
    """The registers that are asked when a company is founded; a scenario says where they object."""
    return {
        "operator-record": _found(
            banned=False, reason=None, barred_until=None, firms_within_a_year=0
        ),
        "dishonest-debtor": _found(listed=False, case_number=None),
        "enterprise-name": _found(duplicate=False),
        "name-reservation": _found(
            reservation_number="（甬）名保字〔2026〕17号", reserved_until="2026-04-30"
        ),
    }


def _identity(traits: Mapping[str, Value]) -> Record:
    if traits.get("gave_birth") is True:
        return _found(name_matches=True, sex="女", birth="1994-06-21")
    return _found(name_matches=True, sex="男", birth="1990-05-17")


def _of_the_birth(traits: Mapping[str, Value], facts: Facts, today: date) -> Records:
    """Marriage, birth and its expenses; a mother's newborn is ten days old."""
    mother = traits.get("gave_birth") is True
    birth: dict[str, Value] = {
        "sex": "2",
        "birth": (today - timedelta(days=10)).isoformat(),
        "birth_time": "08:35",
        "weight_g": 3280,
        "birth_order": 1,
        "hospital": "宁波市妇女儿童医院",
    }
    issued = mother and traits.get("birth_certificate") == "issued"
    number = facts.get("birth_certificate")
    return {
        "marriage": _if(mother and traits.get("married") is not False, status="已婚"),
        "delivery-record": _if(mother, **birth, gestation_weeks=39),
        "birth-cert": _if(issued, **birth, certificate_number=number, name="林安然"),
        "maternity-settlement": _if(mother, amount=4820, settled=False),
    }


def _found(**values: Value) -> Record:
    return FindingOutcome.MATCH, values


def _if(exists: bool, **values: Value) -> Record:
    return (FindingOutcome.MATCH, values) if exists else _NOTHING


def _residence(traits: Mapping[str, Value], facts: Facts) -> Record:
    if "registered_since" not in facts:
        return _NOTHING
    if traits.get("registration") == "double":
        return FindingOutcome.MULTIPLE, {}
    return _found(registered_since=facts["registered_since"], area="330203")


def _permit(traits: Mapping[str, Value], today: date) -> Record:
    held = traits.get("permit", "none")
    days = 120 if held == "valid" else -120
    return _if(
        held != "none",
        permit_number="330203JZ202500017",
        status="有效" if held == "valid" else "过期",
        valid_until=(today + timedelta(days=days)).isoformat(),
    )


def _credit(traits: Mapping[str, Value]) -> Record:
    may = traits.get("promise_eligible") is not False
    return _found(promise_eligible=may, reason=None if may else _PROMISE_BARRED)


def _certified(traits: Mapping[str, Value]) -> bool:
    return traits.get("health_certificate", "valid") == "valid"


def _staff(staffing: Value) -> Record:
    """Only where every certificate is valid the register confirms."""
    if staffing == "none":
        return _NOTHING
    whole = staffing == "certified"
    values: dict[str, Value] = {"staff_count": 2, "valid_count": 2 if whole else 1}
    outcome = FindingOutcome.MATCH if whole else FindingOutcome.MISMATCH
    return outcome, {**values, "all_valid": whole, "certificate_numbers": ("甬健20260017",)}


def _distance(traits: Mapping[str, Value]) -> Record:
    least, below = traits.get("tobacco_distance_at_least"), traits.get("tobacco_distance_below")
    metres: float = 85
    if isinstance(least, int | float):
        metres = least
    elif isinstance(below, int | float):
        metres = below - 5
    kept = metres >= _TOBACCO_DISTANCE_M
    return _found(nearest_shop_m=metres, required_m=_TOBACCO_DISTANCE_M, distance_ok=kept)


def _months(traits: Mapping[str, Value]) -> Value:
    return traits.get("insured_months_at_least", 18)
