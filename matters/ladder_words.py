"""The ladder in words: what each rung is called, and why it did not satisfy a paper."""

from collections.abc import Mapping
from types import MappingProxyType

from matters.ladder import Why
from matters.office import Office
from matters.spec import Matter, Rung, RungKind
from matters.words import Text

RUNG_WORDS: Mapping[RungKind, Text] = MappingProxyType(
    {
        "check": Text(zh="数据核验", en="check with the register"),
        "licence": Text(zh="电子证照", en="e-licence"),
        "verification": Text(zh="部门核验", en="verification by a department"),
        "promise": Text(zh="告知承诺", en="promise"),
        "proof": Text(zh="其他材料证明", en="other proof"),
        "deferred": Text(zh="容缺后补", en="handed in later"),
        "upload": Text(zh="自备提交", en="handed in"),
    }
)
"""By kind, whatever it names."""

WHY_WORDS: Mapping[Why, Text] = MappingProxyType(
    {
        "unavailable": Text(zh="系统暂时无法访问", en="the register does not answer"),
        "no-record": Text(zh="没有查到记录", en="there is no record"),
        "mismatch": Text(zh="记录与申请不一致", en="the record says something else"),
        "multiple": Text(zh="查到多条记录", en="there are several records"),
        "denied": Text(zh="没有查询权限", en="it may not be asked"),
        "stale": Text(zh="记录已过有效期，未能重新确认", en="the record is too old and was not confirmed"),
        "pending": Text(zh="正在核验，尚未答复", en="the answer is still to come"),
        "objected": Text(zh="申请人对记录提出异议", en="the applicant objects to the record"),
        "no-consent": Text(zh="申请人未同意查询", en="the applicant did not agree to the question"),
        "excluded": Text(zh="依法不适用告知承诺", en="by law no promise may be signed for it"),
        "bad-credit": Text(zh="因信用状况不适用告知承诺", en="no promise may be signed because of bad credit"),
        "preferred": Text(zh="申请人选择自备材料", en="the applicant preferred the own paper"),
        "not-chosen": Text(zh="申请人未选择", en="the applicant did not choose it"),
        "not-asked": Text(zh="尚未查询", en="it was not asked"),
    }
)  # fmt: skip
"""Why a rung did not satisfy a paper."""


def rung_name(matter: Matter, rung: Rung, office: Office | None = None) -> Text:
    """What the rung names: its check, its promise, its department (by key where no office is said), its paper."""
    match rung.kind:
        case "check" | "licence":
            return matter.check(rung.key or "").check.name
        case "promise":
            return matter.promise_text(rung.key or "").name
        case "verification":
            return _verification(rung, office)
        case "proof" if rung.name:
            return rung.name
        case "deferred" if rung.within:
            zh, en = rung.within.text("zh"), rung.within.text("en")
            return Text(zh=f"容缺后补（{zh}内）", en=f"handed in within {en}")
        case kind:
            return RUNG_WORDS[kind]


def _verification(rung: Rung, office: Office | None) -> Text:
    key = rung.key or ""
    named = {one.key: one.name for one in office.departments} if office else {}
    name = named.get(key, Text.same(key))
    return Text(zh=f"{name.zh}核验", en=f"verified by {name.en}")
