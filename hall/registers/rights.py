"""Registers of rights: flats bought before they are built, acts before a notary, seizures by courts."""

from hall.registers.answers import COURT, HOUSING, JUSTICE, Answer, Asked, Register
from hall.registers.census import Census
from hall.registers.chance import digits
from matters.words import Text


def presale_contract(census: Census, asked: Asked) -> Answer:
    """A contract on a flat that is not built yet (商品房预售合同备案)."""
    one = census.purchases.get(asked.text("id_number"))
    if one is None:
        return asked.nothing()
    if asked.differs("contract_number", one.number):
        return asked.mismatch()
    return asked.found(
        contract_number=one.number,
        project=one.project,
        address=one.address,
        area_m2=one.area_m2,
        price=one.price,
        signed_on=one.signed_on.isoformat(),
        status=one.status,
    )


def notary_deed(census: Census, asked: Asked) -> Answer:
    """A notarial deed (公证书), by its number or by one of those whom it concerns."""
    key = asked.text("deed_number", "id_number")
    one = census.deeds.get(key)
    deeds = (one,) if one else census.deeds_of.get(key, ())
    if not deeds:
        return asked.nothing()
    if len(deeds) > 1:
        return asked.several(count=len(deeds))
    deed = deeds[0]
    if asked.differs("principal_id_number", deed.principal):
        return asked.mismatch()
    return asked.found(
        deed_number=deed.number,
        kind=deed.kind,
        principal=deed.principal_name,
        beneficiary=deed.beneficiary_name,
        office=deed.office,
        issued_on=deed.issued_on.isoformat(),
        valid=deed.valid,
    )


def court_seizure(census: Census, asked: Asked) -> Answer:
    """Whether a court seized what somebody owns (司法查封); the land register says the same."""
    key = asked.text("id_number", "uscc")
    if key not in census.people and key not in census.companies:
        return asked.nothing()
    titles = [title for title in census.titles.get(key, ()) if title.seized]
    year = asked.today.year - 1
    case = f"（{year}）浙0203执保{digits(key, 4)}号" if titles else None
    return asked.found(seized=bool(titles), count=len(titles), case_number=case)


REGISTERS = (
    Register(
        key="presale-contract",
        name=Text(zh="商品房预售合同备案", en="Contracts on flats before they are built"),
        holder=HOUSING,
        searched_by=("id_number",),
        compares=("contract_number",),
        gives=(
            "contract_number",
            "project",
            "address",
            "area_m2",
            "price",
            "signed_on",
            "status",
        ),
        look_up=presale_contract,
    ),
    Register(
        key="notary-deed",
        name=Text(zh="公证书信息", en="Notarial deeds"),
        holder=JUSTICE,
        searched_by=("deed_number", "id_number"),
        compares=("principal_id_number",),
        gives=(
            "deed_number",
            "kind",
            "principal",
            "beneficiary",
            "office",
            "issued_on",
            "valid",
        ),
        look_up=notary_deed,
    ),
    Register(
        key="court-seizure",
        name=Text(zh="司法查封信息", en="Seizures by courts"),
        holder=COURT,
        searched_by=("id_number", "uscc"),
        gives=("seized", "count", "case_number"),
        valid_days=1,
        look_up=court_seizure,
    ),
)
