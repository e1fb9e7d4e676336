"""Registers of organisations that are no businesses: social organisations, public bodies."""

from collections.abc import Mapping

from hall.registers.answers import CIVIL, POSTS, Answer, Asked, Register
from hall.registers.census import Census
from hall.registers.organisations import Organisation
from matters.words import Text


def social_organisation(census: Census, asked: Asked) -> Answer:
    """An association, foundation or private institution (社会组织登记证)."""
    return _registered(census.social_organisations, asked)


def public_body(census: Census, asked: Asked) -> Answer:
    """An organ, public institution or mass organisation (机关、事业单位、群团)."""
    return _registered(census.public_organisations, asked)


def _registered(organisations: Mapping[str, Organisation], asked: Asked) -> Answer:
    one = organisations.get(asked.text("uscc"))
    if one is None:
        return asked.nothing()
    if asked.differs("name", one.name):
        return asked.mismatch()
    return asked.found(
        name=one.name,
        kind=one.kind,
        status=one.status,
        legal_rep=one.legal_rep,
        address=one.address,
        valid_until=one.valid_until.isoformat(),
    )


_GIVES = ("name", "kind", "status", "legal_rep", "address", "valid_until")

REGISTERS = (
    Register(
        key="social-org",
        name=Text(zh="社会组织登记信息", en="Social organisations"),
        holder=CIVIL,
        searched_by=("uscc",),
        compares=("name",),
        gives=_GIVES,
        look_up=social_organisation,
    ),
    Register(
        key="gov-unit",
        name=Text(zh="机关群团和事业单位登记信息", en="Public bodies"),
        holder=POSTS,
        searched_by=("uscc",),
        compares=("name",),
        gives=_GIVES,
        look_up=public_body,
    ),
)
