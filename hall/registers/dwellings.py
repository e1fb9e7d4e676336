"""Titles and filed leases of the synthetic people and companies."""

from datetime import date, timedelta
from random import Random

from hall.registers import places
from hall.registers.chance import digits, likely
from hall.registers.companies import Company
from hall.registers.people import Person
from matters.words import Frozen


class Title(Frozen):
    """One real-estate title (不动产权)."""

    certificate: str
    unit: str
    owner: str
    address: str
    area_m2: float
    use: str
    mortgaged: bool
    seized: bool


class Lease(Frozen):
    """One filed lease (房屋租赁备案)."""

    number: str
    tenant: str
    landlord: str
    address: str
    start: date
    end: date
    monthly_rent: int
    use: str


def titles_of(rng: Random, serial: int, holder: Person | Company, today: date) -> tuple[Title, ...]:
    """What a person or company owns; one owner in ten has a second flat."""
    match holder:
        case Person(guardian=None, dwelling="own-house"):
            first = _title(rng, serial * 2, holder, holder.address, today)
            if not likely(rng, 0.1):
                return (first,)
            second = places.home(rng, places.BY_CODE[holder.district])
            return first, _title(rng, serial * 2 + 1, holder, second, today)
        case Company(premises="title"):
            return (_title(rng, serial * 2, holder, holder.address, today),)
        case _:
            return ()


def leases_of(
    rng: Random, serial: int, holder: Person | Company, landlords: tuple[str, ...], today: date
) -> tuple[Lease, ...]:
    """What a person or company rents by a filed lease that runs."""
    match holder:
        case Person(guardian=None, dwelling="lease-filed"):
            use = "居住"
        case Company(premises="lease"):
            use = "商业"
        case _:
            return ()
    start = today - timedelta(days=rng.randint(10, 300))
    lease = Lease(
        number=f"{holder.district}ZL{start.year}{serial:06d}",
        tenant=holder.name,
        landlord=rng.choice(landlords) if landlords else "王伟",
        address=holder.address,
        start=start,
        end=start + timedelta(days=730),
        monthly_rent=rng.randint(8, 60) * 100 * (1 if use == "居住" else 3),
        use=use,
    )
    return (lease,)


def _title(rng: Random, serial: int, holder: Person | Company, address: str, today: date) -> Title:
    year = today.year - rng.randint(1, 8)
    area = holder.area_m2 if isinstance(holder, Company) else rng.randint(45, 160) + 0.5
    parcel = f"{holder.district}{rng.randint(1, 40):03d}{rng.randint(1, 90):03d}"
    return Title(
        certificate=f"浙({year})宁波市{places.BY_CODE[holder.district].name}不动产权第{serial:07d}号",
        # 28 places: district, cadastral areas, GB and parcel, F and building with unit.
        unit=f"{parcel}GB{serial % 100000:05d}F{serial % 10000:04d}{rng.randint(1, 2400):04d}",
        owner=holder.name,
        address=address,
        area_m2=area,
        use="商业" if isinstance(holder, Company) else "住宅",
        mortgaged=likely(rng, 0.2),
        seized=likely(rng, 0.02),
    )


def account_of(holder: str) -> str:
    """The number of the water and power account of a person or company."""
    return f"33{digits(holder, 8)}"
