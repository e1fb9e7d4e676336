"""Registers of those who died: medical certificate, household register, cremation."""

from hall.registers.answers import CIVIL, HEALTH, POLICE, Answer, Asked, Register
from hall.registers.census import Census
from matters.words import Text


def death_cancelled(census: Census, asked: Asked) -> Answer:
    """Whether somebody was taken from the household register because of death (死亡注销)."""
    number = asked.text("id_number")
    if number in census.people:
        return asked.found(cancelled=False, status="正常", cancelled_on=None)
    dead = census.dead.get(number)
    if dead is None:
        return asked.nothing()
    if dead.cancelled_on is None:
        return asked.found(cancelled=False, status="死亡未注销", cancelled_on=None)
    return asked.found(
        cancelled=True, status="死亡注销", cancelled_on=dead.cancelled_on.isoformat()
    )


def death_certificate(census: Census, asked: Asked) -> Answer:
    """A medical certificate of death (居民死亡医学证明); the cause is nobody's business here."""
    dead = census.dead.get(asked.text("id_number"))
    if dead is None:
        return asked.nothing()
    if asked.differs("name", dead.person.name):
        return asked.mismatch()
    return asked.found(
        certificate_number=dead.certificate,
        died_on=dead.died_on.isoformat(),
        place=dead.place,
    )


def cremation(census: Census, asked: Asked) -> Answer:
    """A cremation that took place (火化证明)."""
    dead = census.dead.get(asked.text("id_number"))
    if dead is None or dead.cremated_on is None:
        return asked.nothing()
    return asked.found(
        certificate_number=dead.cremation_number,
        cremated_on=dead.cremated_on.isoformat(),
        place=dead.cremation_place,
    )


REGISTERS = (
    Register(
        key="death-cancel",
        name=Text(zh="死亡注销信息", en="Deaths in the household register"),
        holder=POLICE,
        searched_by=("id_number",),
        gives=("cancelled", "status", "cancelled_on"),
        look_up=death_cancelled,
    ),
    Register(
        key="death-cert",
        name=Text(zh="居民死亡医学证明", en="Medical certificates of death"),
        holder=HEALTH,
        searched_by=("id_number",),
        compares=("name",),
        gives=("certificate_number", "died_on", "place"),
        look_up=death_certificate,
    ),
    Register(
        key="cremation",
        name=Text(zh="遗体火化信息", en="Cremations"),
        holder=CIVIL,
        searched_by=("id_number",),
        gives=("certificate_number", "cremated_on", "place"),
        look_up=cremation,
    ),
)
