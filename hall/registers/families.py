"""Registers of families: marriages, births in hospitals, birth certificates, maternity expenses."""

from datetime import timedelta

from flows.register_messages import Values
from hall.registers.answers import CIVIL, HEALTH, INSURANCE, Answer, Asked, Register
from hall.registers.births import Birth
from hall.registers.census import Census
from hall.registers.chance import digits
from matters.words import Text


def marriage(census: Census, asked: Asked) -> Answer:
    """To whom somebody is married (结婚登记); another spouse is a mismatch, which tells nothing more."""
    number = asked.text("id_number")
    made = census.marriages.get(number)
    if made is None or number not in census.people:
        return asked.nothing()
    spouse = asked.inputs.get("spouse_id_number")
    if spouse and (made.ended or asked.differs("spouse_id_number", made.spouse_of(number))):
        return asked.mismatch()
    return asked.found(
        status=made.status,
        registered_on=made.since.isoformat(),
        certificate_number=made.certificate,
    )


def delivery_record(census: Census, asked: Asked) -> Answer:
    """What the hospital wrote down of a birth (分娩登记), by the mother's number."""
    birth = census.births.get(asked.text("id_number"))
    if birth is None:
        return asked.nothing()
    return asked.found(**_of_the_birth(birth), gestation_weeks=birth.weeks)


def birth_certificate(census: Census, asked: Asked) -> Answer:
    """A birth certificate that was issued (出生医学证明): by the child's number, else the mother's."""
    number = asked.text("child_id_number", "id_number")
    birth = census.childbirths.get(number) or census.births.get(number)
    if birth is None or birth.certificate is None:
        return asked.nothing()
    values: Values = {
        **_of_the_birth(birth), "certificate_number": birth.certificate, "name": birth.name,
    }  # fmt: skip
    if asked.differs("certificate_number", birth.certificate):
        return asked.mismatch()
    return asked.found(**values)


def maternity_settlement(census: Census, asked: Asked) -> Answer:
    """Expenses of a birth that the insurance knows of (生育医疗费用结算)."""
    number = asked.text("id_number")
    birth, mother = census.births.get(number), census.people.get(number)
    if birth is None or mother is None or not (mother.insured_months or mother.local):
        return asked.nothing()
    return asked.found(
        hospital=birth.hospital,
        discharged_on=(birth.born + timedelta(days=3)).isoformat(),
        amount=4200 + int(digits(number, 3)),
        settled=False,
    )


def _of_the_birth(birth: Birth) -> Values:
    return {
        "sex": birth.sex,
        "birth": birth.born.isoformat(),
        "birth_time": birth.time,
        "weight_g": birth.weight_g,
        "birth_order": birth.order,
        "hospital": birth.hospital,
    }


_OF_THE_BIRTH = ("sex", "birth", "birth_time", "weight_g", "birth_order", "hospital")

REGISTERS = (
    Register(
        key="marriage",
        name=Text(zh="婚姻登记信息", en="Marriage register"),
        holder=CIVIL,
        searched_by=("id_number",),
        compares=("spouse_id_number",),
        gives=("status", "registered_on", "certificate_number"),
        look_up=marriage,
    ),
    Register(
        key="delivery-record",
        name=Text(zh="分娩登记信息", en="Records of births in hospitals"),
        holder=HEALTH,
        searched_by=("id_number",),
        gives=(*_OF_THE_BIRTH, "gestation_weeks"),
        look_up=delivery_record,
    ),
    Register(
        key="birth-cert",
        name=Text(zh="出生医学证明", en="Birth certificates"),
        holder=HEALTH,
        searched_by=("id_number", "child_id_number"),
        compares=("certificate_number",),
        gives=(*_OF_THE_BIRTH, "certificate_number", "name"),
        look_up=birth_certificate,
    ),
    Register(
        key="maternity-settlement",
        name=Text(zh="生育医疗费用结算信息", en="Settled maternity expenses"),
        holder=INSURANCE,
        searched_by=("id_number",),
        gives=("hospital", "discharged_on", "amount", "settled"),
        look_up=maternity_settlement,
    ),
)
