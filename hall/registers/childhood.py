"""Birth certificates of the children of the society whose parents are married to each other."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from hall.registers.births import HOSPITALS, OLDEST_MOTHER, Birth
from hall.registers.chance import seeded
from hall.registers.marriages import Marriage
from hall.registers.people import Person

YOUNGEST_MOTHER = 18


def birth_of(
    seed: int, child: Person, people: Mapping[str, Person], marriages: Mapping[str, Marriage]
) -> Birth | None:
    """How the child came into the world; nothing where it was born elsewhere."""
    marriage = marriages.get(child.guardian or "")
    if marriage is None:
        return None
    age = (child.birth - people[marriage.wife].birth) / timedelta(days=365.25)
    if not YOUNGEST_MOTHER <= age < OLDEST_MOTHER:
        return None
    rng = seeded(seed, f"birth:{child.id_number}")
    return Birth(
        mother=marriage.wife,
        father=marriage.husband,
        married=marriage.since <= child.birth,
        name=child.name,
        sex="1" if child.sex == "male" else "2",
        born=child.birth,
        time=f"{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}",
        weight_g=rng.randint(260, 410) * 10,
        weeks=rng.randint(37, 41),
        order=1,
        hospital=rng.choice(HOSPITALS),
        certificate=f"{'OPQRSTUV'[child.birth.year % 8]}33{rng.randint(0, 9999999):07d}",
    )


def births_of(
    seed: int,
    children: Iterable[Person],
    people: Mapping[str, Person],
    marriages: Mapping[str, Marriage],
) -> dict[str, Birth]:
    """By the child's identity number."""
    found = ((child, birth_of(seed, child, people, marriages)) for child in children)
    return {child.id_number: birth for child, birth in found if birth is not None}
