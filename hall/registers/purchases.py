"""Synthetic contracts on flats that are not built yet (商品房预售合同)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from hall.registers import places
from hall.registers.chance import likely, seeded
from hall.registers.people import Person
from matters.words import Frozen

BUYERS = 0.05
PROJECTS = ("甬江湾", "东钱湖畔", "明湖", "姚江府", "奉化江左岸")


class Purchase(Frozen):
    """One contract on file."""

    number: str
    buyer: str
    """Identity number."""
    project: str
    address: str
    area_m2: float
    price: int
    """Yuan."""
    signed_on: date
    status: Literal["已备案", "已注销"]


def purchases(seed: int, people: Iterable[Person], today: date) -> dict[str, Purchase]:
    """By the buyer's number."""
    made = {}
    for serial, buyer in enumerate(people, start=1):
        rng = seeded(seed, f"purchase:{buyer.id_number}")
        if buyer.guardian is not None or not likely(rng, BUYERS):
            continue
        signed_on = today - timedelta(days=rng.randint(20, 900))
        area = rng.randint(70, 150) + 0.5
        made[buyer.id_number] = Purchase(
            number=f"3302YS{signed_on.year}{serial:06d}",
            buyer=buyer.id_number,
            project=rng.choice(PROJECTS),
            address=places.home(rng, rng.choice(places.DISTRICTS)),
            area_m2=area,
            price=int(area * rng.randint(160, 420)) * 100,
            signed_on=signed_on,
            status="已备案" if likely(rng, 0.95) else "已注销",
        )
    return made
