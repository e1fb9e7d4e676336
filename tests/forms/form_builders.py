"""A small matter whose form has one of everything, and what people fill in."""

from datetime import date
from typing import Any

from matters.expressions import Expression
from matters.fields import Answers, Block, Field, Form, Option, Question
from matters.identifiers import credit_code, id_number
from matters.spec import Matter, NotApplicable
from matters.words import Text
from tests.builders import a_check, a_material, a_matter, a_promise, a_step, a_visit

TODAY = date(2026, 3, 5)
ID = id_number("330203", date(1990, 3, 5), 12)
OTHER_ID = id_number("330212", date(1988, 11, 20), 15)
USCC = credit_code("330200", "MA2XKT00")


def when(source: str) -> Expression:
    return Expression.compile(source)


def options(*values: str) -> tuple[Option, ...]:
    return tuple(
        Option(value=one, label=Text(zh=f"选项{one}", en=f"Option {one}")) for one in values
    )


def a_field(key: str, kind: str = "text", **more: Any) -> Field:
    """A field labelled with its key; its condition may be text."""
    for name in ("when", "derive"):
        if name in more:
            more[name] = when(more[name])
    return Field(**{"key": key, "label": key, "type": kind, **more})


def a_question(key: str, kind: str, **more: Any) -> Question:
    if "when" in more:
        more["when"] = when(more["when"])
    return Question(**{"ask": key, "text": key, "type": kind, **more})


def a_form_of(*fields: Field, **changes: Any) -> Matter:
    """A matter with just these fields and no question."""
    return a_matter(**{"questions": (), "form": Form(fields=fields), **changes})


def a_shop() -> Matter:
    """Sells hot food or not, on so many square metres, with an agent or without."""
    return a_matter(
        a_step("food", "food", when="area_m2 > 0"),
        a_step("fire", "fire", when="area_m2 > 50", why_not="面积不超过50平方米。"),
        a_visit("food", "fire", "water", before=("food", "fire")),
        questions=_shop_questions(),
        not_applicable=(
            _leaf("has_licence == false", "尚未领取营业执照。", "企业开办窗口。"),
            _leaf("area_m2 < 5 and not foods", "面积过小。", "街道办事处。"),
        ),
        form=_shop_form(),
        checks=(
            a_check(
                "trade",
                gives={"name": "text", "registered_since": "date", "status": "text"},
                fills={"company.name": "name"},
                stops_if="status != '存续'",
                stops_because=Text(zh="营业执照已注销", en="the licence is cancelled"),
            ),
        ),
        materials=(
            a_material("licence-copy", "check:trade", "upload"),
            a_material("premises", "promise:premises", "upload"),
            a_material("power-of-attorney", "upload", when="filed_by == 'agent'"),
        ),
        promises=(a_promise("premises"),),
    )


def _leaf(condition: str, why: str, go: str) -> NotApplicable:
    return NotApplicable(when=when(condition), why=why, go=go)


def _shop_questions() -> tuple[Question, ...]:
    since = "checks.trade.registered_since"
    return (
        a_question("has_licence", "yes-no"),
        a_question("area_m2", "decimal", least=1, unit="m²", when="has_licence"),
        a_question("foods", "choices", options=options("hot", "cold"), when="has_licence"),
        a_question("filed_by", "choice", options=options("self", "agent"), when="has_licence"),
        a_question("registered_since", "date", when="has_licence", source=since),
    )


def _shop_form() -> Form:
    company = Block(
        key="company",
        name=Text(zh="经营主体", en="Business"),
        fields=(
            a_field("uscc", "credit-code"),
            a_field("name"),
            a_field("legal_rep_id", "id-number", sensitive=True),
        ),
    )
    agent = Block(
        key="agent",
        name=Text(zh="代理人", en="Agent"),
        when=when("filed_by == 'agent'"),
        fields=(a_field("name", "name"), a_field("mobile", "mobile")),
    )
    own = (
        a_field("seats", "number", least=0, most=500),
        a_field("seats_doubled", "number", derive="seats * 2"),
        a_field("stoves", "number", when="'hot' in foods"),
        a_field("remark", "long-text", required=False, longest=50),
    )
    return Form(blocks=(company, agent), fields=own)


def shop_answers(**changes: Any) -> Answers:
    """All that the applicant of a shop says; `company__name=…` for a dotted path, None leaves it out."""
    said: Answers = {
        "has_licence": True,
        "area_m2": 85.5,
        "foods": ("cold",),
        "filed_by": "self",
        "registered_since": "2020-01-02",
        "company.uscc": USCC,
        "company.name": "宁波甬上人家餐饮有限公司",
        "company.legal_rep_id": ID,
        "seats": 20,
    }
    said |= {name.replace("__", "."): value for name, value in changes.items()}
    return {path: value for path, value in said.items() if value is not None}
