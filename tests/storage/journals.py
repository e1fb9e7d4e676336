"""Rows of the journals, and the connection that the tests of their stores share."""

from datetime import datetime

from storage.reads import Read
from storage.register_calls import RegisterCall
from tests.cases import MONDAY

CASE = "330200001260302000001"


def a_call(at: datetime = MONDAY, **changes: object) -> RegisterCall:
    """A question that the licence register answered after 20 ms."""
    usual = {
        "register": "licences", "check": "business-licence", "case": CASE, "operator": "onego",
        "item": "open-a-shop", "material": "licence", "basis": "", "outcome": "match",
        "calls": 1, "milliseconds": 20, "request": "Q-1",
    }  # fmt: skip
    return RegisterCall(**{"at": at, **usual, **changes})


def a_read(at: datetime = MONDAY, **changes: object) -> Read:
    """A page of a case that an officer opened."""
    usual = {
        "account": "food-officer", "on_behalf": None, "department": "food", "case": CASE,
        "what": "case", "purpose": "open-a-shop",
    }  # fmt: skip
    return Read(**{"at": at, **usual, **changes})
