"""`onego check try`: one question to one register, recorded with its reason."""

import json as json_of
from typing import NamedTuple

from flows.connectors.trying import Trial
from flows.installation import Installation
from hall.console.opening import house_open
from hall.console.speech import OUT, either, into, say
from hall.made_up import as_given, made_up
from hall.reaching import surroundings_of
from hall.trials import Tried, tried
from matters.case import FindingOutcome
from matters.errors import ActRefused, OneGoError
from matters.fields import Value
from matters.mistakes import nearest
from matters.office import HALL
from matters.reading import SHIPPED, read_library
from matters.spec import DataCheck
from storage.settings import Settings

WHO = "onego"
"""In whose name the command line asks."""


class UnknownCheck(OneGoError):
    """A check that the installation's own catalogue does not declare."""

    status = 404


class Asking(NamedTuple):
    """What is tried, with which values, and why."""

    check: str
    given: tuple[str, ...]
    reason: str


def tell_trial(settings: Settings, asking: Asking, *, json: bool) -> int:
    """Try it and print what came; 1 if nothing came that can be used. Raises UnknownCheck, ActRefused, DatabaseAway."""
    check = check_named(asking.check)
    inputs = values_given(check, asking.given)
    with house_open(settings) as house:
        trial = try_now(house, settings, check, inputs, asking.reason)
    if json:
        OUT.print_json(json_of.dumps(_row(trial), ensure_ascii=False))
    else:
        _print(trial)
    return int(trial.heard.reply.outcome == FindingOutcome.UNAVAILABLE)


def check_named(key: str) -> DataCheck:
    """The check of the installation's library. Raises UnknownCheck with the nearest name."""
    known = {one.key: one for one in read_library(SHIPPED).checks}
    if key in known:
        return known[key]
    close = nearest(key, tuple(known))
    zh, en = (f"（是否为“{close}”）", f" (did you mean “{close}”?)") if close else ("", "")
    raise UnknownCheck(
        zh=f"{SHIPPED / 'checks.yaml'} 中没有核验“{key}”{zh}。可用的见 onego check list。",
        en=f"{SHIPPED / 'checks.yaml'} has no check “{key}”{en}. See onego check list.",
    )


def values_given(check: DataCheck, given: tuple[str, ...]) -> dict[str, Value]:
    """Made-up values, but for those that were given. Raises ActRefused for a name that the check does not ask with."""
    values = made_up(check)
    for one in given:
        name, _, said = one.partition("=")
        if name not in values:
            names = ", ".join(check.inputs)
            raise ActRefused(
                zh=f"核验“{check.key}”没有输入项“{name}”；可用：{names}。",
                en=f"Check “{check.key}” is not asked with “{name}”; there are: {names}.",
            )
        values[name] = as_given(name, said)
    return values


def try_now(
    house: Installation, settings: Settings, check: DataCheck, inputs: dict[str, Value], reason: str
) -> Trial:
    """Ask once; recorded before it is asked."""
    what = Tried(account=WHO, department=HALL, check=check, inputs=inputs, reason=reason)
    return tried(house, surroundings_of(house, settings), what)


def _row(trial: Trial) -> dict[str, object]:
    reply, trouble = trial.heard.reply, trial.heard.trouble
    return {
        "register": trial.register.key,
        "kind": trial.kind,
        "sent": trial.sent,
        "shape": trial.shape,
        "outcome": reply.outcome,
        "values": reply.values,
        "request": reply.request_id,
        "digest": trial.heard.digest,
        "trouble": into(trouble) if trouble else None,
    }


def _print(trial: Trial) -> None:
    reply = trial.heard.reply
    say(f"数据源：{into(trial.register.name)}", f"register: {into(trial.register.name)}")
    say(f"答复：{reply.outcome}", f"outcome: {reply.outcome}")
    if trial.heard.trouble:
        say(f"问题：{into(trial.heard.trouble)}", f"trouble: {into(trial.heard.trouble)}")
    OUT.print(either("发出：", "sent:"), trial.sent or "—")
    OUT.print(either("结构：", "shape:"), json_of.dumps(trial.shape, ensure_ascii=False, indent=2))
    for name, value in reply.values.items():
        OUT.print(f"  {name} = {value}")
