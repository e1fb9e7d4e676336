"""What the form of a simulation says, as a plan; what is left empty follows from the matter."""

import math

from pydantic import ValidationError

from hall.posted import Posted
from matters.rules import Rules
from matters.words import Text
from matters.workbench.simulation_plan import Plan, SimulationMistake
from matters.workbench.simulation_scene import departments

MOST_FAULTS = 1000
MOST_CASES = 20_000
"""Of one simulation from a page; larger ones are for the command line."""

SINGLE = ("per_day", "days", "warm_up", "refused", "asked", "register_minutes")
PERCENT = frozenset({"refused", "asked"})
OFFICERS, SITUATION = "officers:", "situation:"
"""Before the key of a department, and of a situation."""

NAMES: dict[str, Text] = {
    "per_day": Text(zh="每个工作日收件", en="Applications a working day"),
    "days": Text(zh="收件天数（工作日）", en="Working days of applications"),
    "warm_up": Text(zh="开头不计入统计的天数", en="First days that are not counted"),
    "refused": Text(zh="不予的比例", en="Share refused"),
    "asked": Text(zh="需补正的比例", en="Share asked for more"),
    "register_minutes": Text(zh="核验答复分钟数", en="Minutes until a register answers"),
    "seed": Text(zh="随机种子", en="Seed"),
    "most": Text(zh="植入错误数", en="Faults"),
    "officers": Text(zh="人数", en="Officers"),
    "situations": Text(zh="情形的权重", en="Weight of a situation"),
}


def plan_in(posted: Posted, rules: Rules) -> Plan:
    """The plan that the form describes. Raises SimulationMistake."""
    said: dict[str, object] = {}
    for name in SINGLE:
        if text := posted.text(name):
            value = _number(text, name)
            said[name] = value / 100 if name in PERCENT else value
    officers = {
        key: round(_number(text, "officers"))
        for key in departments(rules)
        if (text := posted.text(f"{OFFICERS}{key}"))
    }
    weights = {
        name.removeprefix(SITUATION): _number(text, "situations")
        for name in posted.names()
        if name.startswith(SITUATION) and (text := posted.text(name))
    }
    try:
        plan = Plan.model_validate({**said, "officers": officers, "situations": weights})
    except ValidationError as wrong:
        first = str(wrong.errors()[0]["loc"][0])
        raise _out_of_bounds(first) from None
    if plan.per_day * plan.days > MOST_CASES:
        raise SimulationMistake(
            zh=f"收件总数超过{MOST_CASES}件。请减少每日收件数或者天数；更大的仿真请用 onego matter simulate。",
            en=f"More than {MOST_CASES} applications in all. Take fewer a day or fewer days; larger simulations run"
            " with `onego matter simulate`.",
        )
    return plan


def number_in(posted: Posted, name: str, usual: int) -> int:
    """A whole number of the form, from 1 on; the usual one if it is empty. Raises SimulationMistake."""
    text = posted.text(name)
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and 0 < int(text[:12]) < 10**9):
        raise _out_of_bounds(name)
    return int(text)


def _number(text: str, name: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise _out_of_bounds(name) from None
    if not math.isfinite(value):
        raise _out_of_bounds(name)
    return value


def _out_of_bounds(name: str) -> SimulationMistake:
    said = NAMES.get(name, Text.same(name))
    return SimulationMistake(
        zh=f"“{said.zh}”应填合理范围内的数字，请更正后重新运行。",
        en=f"“{said.en}” wants a number within reason; correct it and run again.",
    )
