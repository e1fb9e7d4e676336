"""Small true things to test with: matters, an office, a calendar. What a case does lies in `tests.cases`."""

from functools import cache
from pathlib import Path
from typing import Any, get_args

from ruamel.yaml import YAML

from matters.calendars import Calendar
from matters.expressions import Expression
from matters.fields import Field, Form, Question
from matters.limits import Limit
from matters.office import Department, LetterKind, Office, Profile
from matters.rules import Rules
from matters.spec import (
    Baseline,
    Certificate,
    CheckUse,
    DataCheck,
    Event,
    Item,
    Material,
    Matter,
    Promise,
    Rung,
    Step,
)
from matters.words import Text

DEPARTMENTS = ("hall", "bureau", "food", "fire", "water", "signs", "police", "labour")
EVENTS: tuple[Event, ...] = tuple(one for one in get_args(Event) if one != "checked")
_CN = Path(__file__).parents[1] / "matters/catalogue/calendars/cn.yaml"


@cache
def a_calendar() -> Calendar:
    """The shipped official calendar of 2024 to 2026."""
    return Calendar.model_validate(YAML(typ="safe").load(_CN.read_text(encoding="utf-8")))


def a_department(key: str) -> Department:
    return Department(
        key=key,
        name=Text(zh=f"{key}局", en=f"{key.title()} department"),
        short=f"甬{key}",
        uscc="11330200MBXN00036X",
        address="宁波市鄞州区宁穿路1901号",
        phone="0574-87180003",
        review_body="宁波市人民政府",
        court="宁波市鄞州区人民法院",
        online_review="https://xzfy.example.gov.cn/ningbo",
    )


def a_letter_kind(key: str) -> LetterKind:
    return LetterKind(key=key, name=key, template=key, layout="official", series="测")


def a_profile(**changes: Any) -> Profile:
    return Profile(
        **{
            "key": "ningbo",
            "name": "宁波市",
            "area": "330200",
            "calendar": "cn",
            "supplement_notice": "5 working days",
            "supplement": "10 working days",
            "supplement_lapse": "逾期未补正的，视为撤回申请。",
            "delivery": "10 working days",
            "reconsideration": "60 days",
            "litigation": "6 months",
            **changes,
        }
    )


@cache
def an_office(**profile: Any) -> Office:
    """An office with `DEPARTMENTS` and a letter kind for each event; keywords change its profile."""
    return Office(
        profile=a_profile(**profile),
        departments=tuple(a_department(key) for key in DEPARTMENTS),
        letters=tuple(a_letter_kind(event.replace("_", "-")) for event in EVENTS),
    )


def an_item(limit: str = "10 working days", **changes: Any) -> Item:
    fields = {"name": "许可事项", "code": "330200-1", "kind": "licence", "basis": "测试依据"}
    return Item(**{**fields, "limit": limit, **changes})


def a_step(key: str, department: str | None = None, **changes: Any) -> Step:
    """A step that one department decides, with an item of 10 working days; `item=None` leaves it out.

    Its department is the one of its name, if there is such a one, else `food`.
    """
    own = department or (key if key in DEPARTMENTS else "food")
    fields = {"step": key, "name": key, "department": own, "item": an_item(name=key)}
    return Step(**{**fields, **_compiled(changes)})


def a_visit(*departments: str, before: tuple[str, ...], **changes: Any) -> Step:
    """A joint visit called `visit`, with two officers of each department."""
    fields: dict[str, Any] = {"step": "visit", "name": "联合踏勘", "kind": "visit", "officers": 2}
    return Step(**{**fields, "departments": departments, "before": before, **_compiled(changes)})


def an_issue(key: str, after: tuple[str, ...], **changes: Any) -> Step:
    """A step that combines what others granted into one certificate of the bureau."""
    certificate = Certificate(
        key=key, name="行业综合许可证", letter="certificate", series="综", combines=after
    )
    fields: dict[str, Any] = {"step": key, "name": key, "kind": "issue", "department": "bureau"}
    return Step(**{**fields, "after": after, "issues": certificate, **_compiled(changes)})


def a_check(key: str, *, asks: dict[str, str] | None = None, **changes: Any) -> CheckUse:
    """A check of the register of its own name; by default it is asked with `company.uscc`."""
    asked_with = {"uscc": "company.uscc"} if asks is None else asks
    declared = {
        name: changes.pop(name)
        for name in ("gives", "max_age", "keep", "consent")
        if name in changes
    }
    check = DataCheck(
        key=key,
        name=f"{key}核验",
        register=key,
        holder="登记机关",
        basis="测试依据",
        inputs=tuple(asked_with),
        **{"gives": {"status": "text"}, **declared},
    )
    return CheckUse(**{"check": check, "with": asked_with, **_compiled(changes)})


def a_material(key: str, *ladder: str, **changes: Any) -> Material:
    """A material; its ladder in words: `check:real-estate`, `promise:premises`, `verification:water`, `upload`."""
    rungs = tuple(
        Rung(kind=kind, key=name or None, within=_within(kind))
        for kind, _, name in (rung.partition(":") for rung in ladder or ("upload",))
    )
    fields = {"key": key, "name": f"{key}材料", "basis": "测试依据", "ladder": rungs}
    return Material(**{**fields, **_compiled(changes)})


def _within(kind: str) -> Limit | None:
    """A verification takes 5 working days, a deferral 10."""
    days = {"verification": "5 working days", "deferred": "10 working days"}
    return Limit.parse(days[kind]) if kind in days else None


def a_promise(key: str) -> Promise:
    return Promise(
        key=key,
        name=f"{key}承诺",
        basis="测试依据",
        text="本人承诺所述属实。",
        verify_within=Limit.parse("20 working days"),
        consequence="承诺不实的，依法撤销。",
    )


def a_matter(*steps: Step, **changes: Any) -> Matter:
    """A matter of these steps, else of the one step `food`; it asks for `area_m2` and a company."""
    fields: dict[str, Any] = {
        "matter": "test-matter",
        "version": 1,
        "name": {"zh": "测试一件事", "en": "Test matter"},
        "summary": "测试用",
        "audience": "company",
        "lead": "bureau",
        "basis": "测试依据",
        "promise": "10 working days",
        "before": Baseline(steps=10, days=50, materials=10, visits=5),
        "privacy": "仅用于办理本事项。",
        "questions": (
            a_question("area_m2", "decimal"),
            a_question("by_promise", "yes-no"),
        ),
        "form": a_form("uscc", "name", "legal_rep"),
        "steps": steps or (a_step("food"),),
        "letters": {event: event.replace("_", "-") for event in EVENTS},
    }
    return Matter(**{**fields, **changes})


def a_question(key: str, kind: str) -> Question:
    return Question(ask=key, text=key, type=kind)


def a_form(*company: str) -> Form:
    """A form of one block, the company, with these text fields."""
    fields = tuple(Field(key=key, label=key, required=False) for key in company)
    return Form(blocks=({"key": "company", "name": "企业", "fields": fields},))


def rules(matter: Matter | None = None, **profile: Any) -> Rules:
    """The matter within the test office; keywords change the office's profile."""
    return Rules(matter or a_matter(), an_office(**profile), a_calendar())


def restaurant() -> Matter:
    """The speed workload: 6 checks, 8 steps A B C ∥ → D → E F G ∥ → H, and 3 letters."""
    first, second = ("a", "b", "c"), ("e", "f", "g")
    offices = ("food", "fire", "water", "signs", "police", "labour", "food")
    whose = dict(zip("abcdefg", offices, strict=True))
    return a_matter(
        *(a_step(key, whose[key], item=None) for key in first),
        a_step("d", whose["d"], item=None, after=first),
        *(a_step(key, whose[key], item=None, after=("d",)) for key in second),
        an_issue("h", second),
        matter="restaurant",
        checks=tuple(a_check(f"check-{number}") for number in range(1, 7)),
    )


def _compiled(changes: dict[str, Any]) -> dict[str, Any]:
    """Conditions may be written as text."""
    return {
        name: _expression(value)
        if name in ("when", "stops_if") and isinstance(value, str)
        else value
        for name, value in changes.items()
    }


@cache
def _expression(source: str) -> Expression:
    return Expression.compile(source)
