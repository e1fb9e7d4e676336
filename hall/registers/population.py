"""The police's registers: identity, household, residence."""

from datetime import timedelta

from flows.register_messages import Values
from hall.registers.answers import POLICE, Answer, Asked, Register
from hall.registers.census import Census
from hall.registers.chance import digits
from hall.registers.places import BY_CODE
from matters.words import Text


def identity(census: Census, asked: Asked) -> Answer:
    """Whether name and number belong together; a mismatch tells nothing about the true holder."""
    person = census.people.get(asked.text("id_number"))
    asked.text("name")
    if person is None:
        return asked.nothing()
    if asked.differs("name", person.name):
        return asked.mismatch(name_matches=False)
    return asked.found(
        name_matches=True,
        sex="男" if person.sex == "male" else "女",
        birth=person.birth.isoformat(),
    )


def household(census: Census, asked: Asked) -> Answer:
    """Registered household (户籍) of a person."""
    person = census.people.get(asked.text("id_number"))
    if person is None:
        return asked.nothing()
    head = person.guardian or person.id_number
    return asked.found(
        hukou_address=person.hukou_address,
        household_number=digits(head, 9),
        relation="子女" if person.guardian else "户主",
        member_count=1 + len(census.children.get(head, ())),
        local=person.local,
    )


def residence(census: Census, asked: Asked) -> Answer:
    """Residence registration (居住登记): since when and where."""
    person = census.people.get(asked.text("id_number"))
    if person is None or person.registered_since is None:
        return asked.nothing()
    if person.registration == "double":
        return asked.several(count=2)
    values: Values = {
        "registered_since": person.registered_since.isoformat(),
        "months_registered": person.months_registered(asked.today),
        "address": person.address,
        "area": person.district,
        "police_station": f"{BY_CODE[person.district].name}公安分局",
        "receipt_number": f"{person.district}LD{digits(person.id_number, 8)}",
    }
    if asked.differs("address", person.address):
        return asked.mismatch(**values)
    if person.registration == "outdated":
        return asked.outdated(400, **values)
    return asked.found(**values)


def permit(census: Census, asked: Asked) -> Answer:
    """Residence permit (居住证), endorsed yearly."""
    person = census.people.get(asked.text("id_number"))
    if person is None or person.permit == "none":
        return asked.nothing()
    rest = int(digits(person.id_number, 2)) + 20
    valid = person.permit == "valid"
    until = asked.today + timedelta(days=rest if valid else -rest)
    return asked.found(
        permit_number=f"{person.district}JZ{digits(person.id_number, 9)}",
        valid_until=until.isoformat(),
        status="有效" if valid else "过期",
    )


REGISTERS = (
    Register(
        key="id-verify",
        name=Text(zh="身份信息核验", en="Identity"),
        holder=POLICE,
        searched_by=("id_number", "name"),
        gives=("name_matches", "sex", "birth"),
        look_up=identity,
    ),
    Register(
        key="hukou-info",
        name=Text(zh="户籍信息", en="Household register"),
        holder=POLICE,
        searched_by=("id_number",),
        gives=("hukou_address", "household_number", "relation", "member_count", "local"),
        in_two_steps=True,
        look_up=household,
    ),
    Register(
        key="residence-record",
        name=Text(zh="居住登记信息", en="Residence registration"),
        holder=POLICE,
        searched_by=("id_number",),
        compares=("address",),
        gives=(
            "registered_since",
            "months_registered",
            "address",
            "area",
            "police_station",
            "receipt_number",
        ),
        look_up=residence,
    ),
    Register(
        key="residence-permit",
        name=Text(zh="居住证信息", en="Residence permit"),
        holder=POLICE,
        searched_by=("id_number",),
        gives=("permit_number", "valid_until", "status"),
        look_up=permit,
    ),
)
