"""The `restaurant` workload: 6 checks at 0 ms, 8 human steps A B C ∥ → D → E F G ∥ → H, 3 letters as text."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flows.commands import Application
from flows.register_messages import Message, Receipt, RegisterAnswer, RegisterQuery
from matters.acts import Accept, Act, Decide
from matters.case import ACCEPTANCE, FindingOutcome
from matters.fields import Answers
from matters.identifiers import credit_code
from matters.library import Library
from matters.office import HALL
from matters.reading import SHIPPED, read_library
from matters.spec import Matter
from matters.words import Text

STEPS = "abcdefgh"
DEPARTMENTS = dict(
    zip(
        STEPS,
        (
            "market-regulation", "fire-rescue", "water", "urban-management", "market-regulation",
            "fire-rescue", "water", "government-services",
        ),
        strict=True,
    )
)  # fmt: skip
AFTER = {"d": ("a", "b", "c"), "e": ("d",), "f": ("d",), "g": ("d",), "h": ("e", "f", "g")}
HUMAN_STEPS = len(STEPS)
NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)
USCC = credit_code("330200", "MA2XKT00")


def library() -> Library:
    """The shipped office, with its calendar and letters."""
    return read_library(SHIPPED)


def restaurant(version: int = 1) -> Matter:
    """The matter of the workload."""
    return Matter.model_validate(
        {
            "matter": "restaurant",
            "version": version,
            "name": {"zh": "开办餐饮店（测速）", "en": "Open a restaurant (speed test)"},
            "summary": "测速",
            "audience": "company",
            "lead": "market-regulation",
            "basis": "测速",
            "promise": "7 working days",
            "before": {"steps": 20, "days": 53, "materials": 19, "visits": 5},
            "privacy": "测速",
            "questions": [{"ask": "area_m2", "text": "面积", "type": "decimal"}],
            "form": {
                "fields": [],
                "blocks": [{"key": "company", "name": "企业", "fields": _fields()}],
            },
            "checks": [_check(number) for number in range(1, 7)],
            "steps": [_step(key) for key in STEPS],
            "letters": {
                "received": "receipt", "accepted": "acceptance", "done": "completion",
                "supplement": "supplement", "not_accepted": "not-accepted", "granted": "grant",
                "refused": "refusal", "promised": "promise", "corrections": "correction",
                "certificate": "permit", "terminated": "terminated", "withdrawn": "withdrawal",
                "lapsed": "lapsed",
            },
        }
    )  # fmt: skip


def _fields() -> list[dict[str, object]]:
    return [
        {"key": "uscc", "label": "信用代码", "type": "credit-code"},
        {"key": "name", "label": "名称", "sensitive": True},
        {"key": "address", "label": "住所", "type": "address", "sensitive": True},
    ]


def _check(number: int) -> dict[str, object]:
    return {
        "check": {
            "key": f"check-{number}", "name": f"核验{number}", "register": f"register-{number}",
            "holder": "测速", "basis": "测速", "inputs": ["uscc"], "gives": {"status": "text"},
        },
        "with": {"uscc": "company.uscc"},
    }  # fmt: skip


def _step(key: str) -> dict[str, object]:
    return {
        "step": key,
        "name": f"环节{key.upper()}",
        "department": DEPARTMENTS[key],
        "after": AFTER.get(key, ()),
        "kind": "issue" if key == "h" else "decide",
        # One service of its own: so there is one notice of acceptance, the third letter.
        "item": _item() if key == "h" else None,
    }


def _item() -> dict[str, object]:
    return {
        "name": "测速事项", "code": "0", "kind": "licence", "basis": "测速",
        "limit": "10 working days",
    }  # fmt: skip


def answers() -> Answers:
    """What every applicant of the workload says."""
    return {
        "area_m2": 120.0,
        "company.uscc": USCC,
        "company.name": "宁波甬上人家餐饮有限公司",
        "company.address": "宁波市鄞州区宁穿路1901号",
    }


def an_application(matter: str) -> Application:
    """What is handed in for the matter at the counter, with the consent to electronic delivery."""
    return Application(matter=matter, answers=answers(), delivery="electronic", consent_in="zh")


def act_for(step: str) -> tuple[str, Act]:
    """The department and the act that settles a piece of open work."""
    if step == ACCEPTANCE:
        return HALL, Accept()
    decision = "issued" if step == "h" else "granted"
    return DEPARTMENTS[step], Decide.model_validate({"step": step, "decision": decision})


class AtOnce:
    """Registers and a message channel that answer in 0 ms."""

    async def ask_many(self, queries: Sequence[RegisterQuery]) -> tuple[RegisterAnswer, ...]:
        return tuple(
            RegisterAnswer(
                check=query.check,
                code="00",
                message=Text(zh="一致", en="match"),
                outcome=FindingOutcome.MATCH,
                values={"status": "存续"},
                request_id="speed",
            )
            for query in queries
        )

    async def poll(self, query: RegisterQuery, ticket: str) -> RegisterAnswer:
        return (await self.ask_many([query]))[0]

    async def deliver_many(self, messages: Sequence[Message]) -> tuple[Receipt, ...]:
        return tuple(Receipt(key=m.key, receipt="speed", taken_at=NOW) for m in messages)
