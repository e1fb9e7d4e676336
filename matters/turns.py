"""The acts that a scenario may name, and whether one is written well."""

from collections.abc import Mapping
from typing import get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from matters.acts import ACT, Act
from matters.errors import OneGoError
from matters.mistakes import unknown
from matters.nouns import KEYWORD
from matters.words import Text

_ACTS: dict[str, dict[str, FieldInfo]] = {
    model.model_fields["act"].default: model.model_fields for model in get_args(get_args(Act)[0])
}
OFFICERS = ("周敏", "林浩")
"""Who goes on a visit when the scenario names nobody."""
UNSAID: dict[str, dict[str, object]] = {
    "withdraw": {"reason": "申请人改变计划，自愿撤回申请。"},
    "inspect": {"officers": OFFICERS},
}
"""What acts say where the scenario does not."""


class TurnMistake(OneGoError, ValueError):
    """An act or a time of a scenario that cannot be read."""


def fields_of(act: str) -> Mapping[str, FieldInfo]:
    """The keys of an act; none if there is no such act."""
    return _ACTS.get(act, {})


def spoken(act: str, said: Mapping[str, object]) -> dict[str, object]:
    """The act with what goes without saying."""
    return {"act": act, **UNSAID.get(act, {}), **said}


def well_formed(act: str, said: Mapping[str, object]) -> None:
    """Raises `TurnMistake` if there is no such act, or it lacks a key or has one too many."""
    if act not in _ACTS:
        what, hint = unknown(Text(zh="办理动作", en="act"), act, _ACTS)
        raise _mistake(what, hint)
    try:
        ACT.validate_python(spoken(act, said))
    except ValidationError as refusal:
        raise _said(act, refusal) from None


def _said(act: str, refusal: ValidationError) -> TurnMistake:
    first = refusal.errors(include_url=False, include_input=False)[0]
    loc = [str(part) for part in first["loc"] if part != act]
    key = ".".join(loc)
    match first["type"]:
        case "extra_forbidden":
            return _mistake(*unknown(KEYWORD, key, (*fields_of(act), "at", "on", "after", "by")))
        case "missing":
            return TurnMistake(zh=f"动作“{act}”缺少“{key}”。", en=f"The act “{act}” lacks “{key}”.")
        case _:
            return TurnMistake(
                zh=f"动作“{act}”的“{key}”不合适。",
                en=f"“{key}” of the act “{act}” does not fit: {first['msg']}.",
            )


def _mistake(what: Text, hint: Text | None) -> TurnMistake:
    zh, en = (what.zh, what.en) if hint is None else (what.zh + hint.zh, f"{what.en} {hint.en}")
    return TurnMistake(zh=zh, en=en)
