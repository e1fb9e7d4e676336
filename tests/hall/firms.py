"""A hall that registers firms with their partners and their staff: a matter with two groups of rows."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hall.house import Hall
from matters.fields import Answers, Row
from matters.identifiers import credit_code, id_number
from matters.reading import SHIPPED, read_library, read_matter
from matters.spec import Matter
from storage import published

FIRM = Path(__file__).parent / "fixtures" / "register-a-firm.yaml"
ID = id_number("330203", date(1990, 3, 5), 12)
USCC = credit_code("330200", "MA2XKT00")


@cache
def the_matter() -> Matter:
    return read_matter(FIRM, read_library(SHIPPED))


def publish_the_firm(hall: Hall) -> None:
    with hall.database.transaction() as connection:
        published.publish(connection, the_matter(), "", "test", hall.clock())


def a_person(**changes: Any) -> Row:
    return {"kind": "person", "name": "周海", "id_number": ID, "amount": 60} | changes


def an_organisation(**changes: Any) -> Row:
    return {"kind": "company", "name": "宁波甬上投资有限公司", "uscc": USCC, "amount": 40} | changes


def a_firm(**changes: Any) -> Answers:
    """All that has to be said of a firm of two partners without staff."""
    return {
        "has_staff": False,
        "opens_on": "2026-04-01",
        "trades": ("retail", "catering"),
        "firm_name": "宁波甬上合伙企业",
        "partners": (a_person(), an_organisation()),
    } | changes
