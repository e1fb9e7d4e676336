"""Registers of premises: titles, filed leases, tobacco distance, utility accounts."""

from flows.register_messages import Values
from hall.registers.answers import HOUSING, LAND, TOBACCO, UTILITY, Answer, Asked, Register
from hall.registers.census import Census
from hall.registers.dwellings import account_of
from matters.words import Text

TOBACCO_DISTANCE_M = 50
"""Least distance between two tobacco retailers in the demonstration's plan."""


def lease_filing(census: Census, asked: Asked) -> Answer:
    """A filed lease, by its number or by its tenant."""
    key = asked.text("lease_number", "id_number", "uscc")
    by_number = census.lease_by_number.get(key)
    leases = (by_number,) if by_number else census.leases.get(key, ())
    if not leases:
        return asked.nothing()
    lease = leases[0]
    values: Values = {
        "lease_number": lease.number,
        "landlord": lease.landlord,
        "tenant": lease.tenant,
        "address": lease.address,
        "starts_on": lease.start.isoformat(),
        "ends_on": lease.end.isoformat(),
        "monthly_rent": lease.monthly_rent,
        "use": lease.use,
    }
    if asked.differs("address", lease.address):
        return asked.mismatch(**values)
    return asked.found(**values)


def real_estate(census: Census, asked: Asked) -> Answer:
    """A title, by its owner; an address chooses among several."""
    titles = census.titles.get(asked.text("id_number", "uscc"), ())
    if not titles:
        return asked.nothing()
    here = tuple(t for t in titles if not asked.differs("address", t.address))
    if len(here) > 1:
        return asked.several(count=len(here))
    title = (here or titles)[0]
    values: Values = {
        "certificate_number": title.certificate,
        "unit_number": title.unit,
        "owner": title.owner,
        "address": title.address,
        "area_m2": title.area_m2,
        "use": title.use,
        "mortgaged": title.mortgaged,
        "seized": title.seized,
    }
    return asked.found(**values) if here else asked.mismatch(**values)


def tobacco_distance(census: Census, asked: Asked) -> Answer:
    """Whether the shop keeps the distance of the retail plan (烟草专卖许可证管理办法 13)."""
    firm = census.companies.get(asked.text("uscc"))
    if firm is None:
        return asked.nothing()
    return asked.found(
        nearest_shop_m=firm.tobacco_distance_m,
        required_m=TOBACCO_DISTANCE_M,
        distance_ok=firm.tobacco_distance_m >= TOBACCO_DISTANCE_M,
    )


def utility_account(census: Census, asked: Asked) -> Answer:
    """Water and power account of the premises, by its holder or its number."""
    key = asked.text("uscc", "id_number", "account_number")
    key = census.account_holders.get(key, key)
    firm, person = census.companies.get(key), census.people.get(key)
    holder = firm or person
    if holder is None:
        return asked.nothing()
    values: Values = {
        "account_number": account_of(key),
        "holder": holder.name,
        "address": holder.address,
        "in_arrears": firm.in_arrears if firm else False,
    }
    if asked.differs("address", holder.address):
        return asked.mismatch(**values)
    return asked.found(**values)


REGISTERS = (
    Register(
        key="lease-filing",
        name=Text(zh="房屋租赁备案", en="Filed leases"),
        holder=HOUSING,
        searched_by=("lease_number", "id_number", "uscc"),
        compares=("address",),
        gives=(
            "lease_number",
            "landlord",
            "tenant",
            "address",
            "starts_on",
            "ends_on",
            "monthly_rent",
            "use",
        ),
        look_up=lease_filing,
    ),
    Register(
        key="real-estate",
        name=Text(zh="不动产登记信息", en="Real-estate titles"),
        holder=LAND,
        searched_by=("id_number", "uscc"),
        compares=("address",),
        gives=(
            "certificate_number",
            "unit_number",
            "owner",
            "address",
            "area_m2",
            "use",
            "mortgaged",
            "seized",
        ),
        look_up=real_estate,
    ),
    Register(
        key="tobacco-distance",
        name=Text(zh="烟草零售点间距测算", en="Distance to tobacco retailers"),
        holder=TOBACCO,
        searched_by=("uscc",),
        gives=("nearest_shop_m", "required_m", "distance_ok"),
        look_up=tobacco_distance,
    ),
    Register(
        key="utility-account",
        name=Text(zh="水电户号信息", en="Utility accounts"),
        holder=UTILITY,
        searched_by=("uscc", "id_number", "account_number"),
        compares=("address",),
        gives=("account_number", "holder", "address", "in_arrears"),
        look_up=utility_account,
    ),
)
