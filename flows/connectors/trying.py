"""Trying one register out: the question as it was sent, the shape of what came, and what is made of it."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from flows.connectors.hearing import Heard, lost
from flows.connectors.opening import Connectors
from flows.connectors.surroundings import Surroundings
from flows.register_messages import Purpose, RegisterQuery
from matters.errors import OneGoError
from matters.fields import Value
from matters.registers import Register, RegisterList
from matters.spec import DataCheck
from matters.words import Text

_DEEPEST = 8
TOO_SLOW = Text(zh="没有在时限内应答。", en="there was no answer in time.")


class RegisterNotDeclared(OneGoError):
    """A check whose register is not declared."""

    status = 404

    def __init__(self, check: str) -> None:
        super().__init__(
            zh=f"核验“{check}”的数据源未在 registers.yaml 中登记。",
            en=f"The register of check “{check}” is not declared in registers.yaml.",
        )


@dataclass(frozen=True)
class Trial:
    """What became of one try."""

    register: Register
    kind: str
    """Of its connector: http, licences, sql, table, people."""
    sent: str | None
    """The body as it was sent, or the select with its parameters; none where nobody was asked."""
    shape: object
    """The keys of what came and the kind of each value: how to read it, without what it says."""
    heard: Heard
    """Outcome and values, and what is wrong with the register where something is."""


async def try_check(
    declared: RegisterList,
    around: Surroundings,
    check: DataCheck,
    inputs: Mapping[str, Value],
    purpose: Purpose,
) -> Trial:
    """Ask the check's register once, outside of any case. Raises RegisterNotDeclared, QuestionRefused.

    Breaker, turns and journal know nothing of it: who offers it keeps the journal.
    """
    register = declared.register_of(check.register_key)
    if register is None:
        raise RegisterNotDeclared(check.key)
    query = RegisterQuery(
        check=check.key,
        register_key=register.key,
        inputs=dict(inputs),
        gives=check.gives,
        max_age_days=check.max_age.days_at_most if check.max_age else None,
        purpose=purpose.model_copy(update={"approval": register.approval}),
    )
    exchanges: list[tuple[str, bytes]] = []
    listening = replace(around, overhear=lambda sent, came: exchanges.append((sent, came)))
    connectors = Connectors(declared, listening)
    try:
        async with asyncio.timeout(register.timeout.seconds):
            heard = (await connectors.of(register).ask(register, (query,)))[0]
    except TimeoutError:
        heard = lost(TOO_SLOW)
    finally:
        await connectors.close()
    sent, came = exchanges[-1] if exchanges else (None, b"")
    kind = declared.connector_of(register).kind
    return Trial(register, kind, sent, shape_of(came), heard)


def shape_of(came: bytes) -> object:
    """The keys of JSON and what kind of value stands under each; of a list its first entry and its length."""
    if not came:
        return None
    try:
        return _shape(json.loads(came), 0)
    except (ValueError, RecursionError):
        return f"no JSON, {len(came)} bytes"


def _shape(value: object, depth: int) -> object:
    match value:
        case dict() if depth < _DEEPEST:
            return {str(key): _shape(one, depth + 1) for key, one in value.items()}
        case []:
            return ["0 in all"]
        case list() if depth < _DEEPEST:
            return [_shape(value[0], depth + 1), f"{len(value)} in all"]
        case str():
            return f"text of {len(value)}"
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "number"
        case _:
            return "[…]" if isinstance(value, list) else "{…}"
