"""A small matter that asks for several shareholders and several members of staff, and what people fill in."""

from typing import Any

from matters.expressions import Expression
from matters.fields import Answers, Form, Group, Row
from matters.spec import Matter
from matters.words import Text
from tests.builders import a_matter, a_step
from tests.forms.form_builders import ID, OTHER_ID, a_field, a_question, options


def a_group(key: str, *fields: Any, **more: Any) -> Group:
    """A group called by its key; its condition may be text, its readers stand under `readers`."""
    if "when" in more:
        more["when"] = Expression.compile(more["when"])
    return Group(**{"group": key, "name": key, "fields": fields, **more})


def a_company() -> Matter:
    """Registered with its shareholders; the tax office learns of staff, if there is any."""
    return a_matter(
        a_step("registration", "market"),
        a_step("staff-filing", "labour", when="has_staff"),
        questions=(a_question("has_staff", "yes-no"),),
        form=Form(
            fields=(
                a_field("capital", "decimal", derive="sum(shareholders.amount)"),
                a_field("approval", required=False, required_when="capital > 1000"),
                a_field("payroll", readers=("staff-filing",)),
                a_field("licence_number", produced_by="registration"),
            ),
            groups=(_shareholders(), _staff()),
        ),
    )


def _shareholders() -> Group:
    return a_group(
        "shareholders",
        a_field("kind", "choice", options=options("person", "company")),
        a_field("name", "name", label=Text(zh="姓名（名称）", en="Name")),
        a_field("id_number", "id-number", sensitive=True, when="kind == 'person'"),
        a_field("amount", "decimal", least=1, unit="万元", label=Text(zh="出资额", en="Capital")),
        a_field("half", "decimal", derive="amount / 2"),
        name=Text(zh="股东", en="Shareholders"),
        row=Text(zh="股东", en="shareholder"),
        most=3,
    )


def _staff() -> Group:
    return a_group(
        "staff",
        a_field("name", "name"),
        a_field("wage", "decimal", sensitive=True),
        when="has_staff",
        least=0,
        readers=("staff-filing",),
    )


def shareholder(**changes: Any) -> Row:
    """One who gives 60; None leaves a field out."""
    row = {"kind": "person", "name": "张三", "id_number": ID, "amount": 60} | changes
    return {key: value for key, value in row.items() if value is not None}


def company_answers(**changes: Any) -> Answers:
    """All that has to be said of a company of two without staff."""
    said: Answers = {
        "has_staff": False,
        "shareholders": (shareholder(), shareholder(name="李四", id_number=OTHER_ID, amount=40)),
    }
    said |= changes
    return {path: value for path, value in said.items() if value is not None}
