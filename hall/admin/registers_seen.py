"""Registers as administrators see them: how each stands, how it did, how much of its quota is used, and who uses it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from flows.installation import Installation
from hall.case_words import Tone
from matters.connectors import ConnectorKind
from matters.registers import Register
from matters.spec import CheckUse, Matter
from matters.words import Text
from storage import published, register_calls, register_states
from storage.register_calls import Figures
from storage.register_states import RegisterState, State

CONNECTOR_WORDS: Mapping[ConnectorKind, Text] = MappingProxyType(
    {
        "http": Text(zh="接口", en="HTTP"),
        "licences": Text(zh="电子证照库", en="licence store"),
        "sql": Text(zh="数据库（只读）", en="database, read only"),
        "table": Text(zh="移交名单", en="handed-over list"),
        "people": Text(zh="人工核验", en="people"),
    }
)
STATE_WORDS: Mapping[State, tuple[Text, Tone]] = MappingProxyType(
    {
        "up": (Text(zh="正常", en="up"), "good"),
        "failing": (Text(zh="不稳定", en="failing"), "warn"),
        "down": (Text(zh="中断", en="down"), "bad"),
    }
)
NEVER_ASKED: tuple[Text, Tone] = (Text(zh="尚未查询", en="not asked yet"), "plain")


@dataclass(frozen=True)
class Usage:
    """One matter that asks a register, and by which of its checks."""

    matter: Matter
    uses: tuple[CheckUse, ...]


@dataclass(frozen=True)
class RegisterSeen:
    """One register and how it does."""

    register: Register
    connector: Text
    """What the way to it is called."""
    kind: Text
    state: RegisterState | None
    figures: Figures | None
    """Of the last hour; none where it was not asked."""
    usage: tuple[Usage, ...]

    @property
    def words(self) -> Text:
        return (STATE_WORDS[self.state.state] if self.state else NEVER_ASKED)[0]

    @property
    def tone(self) -> Tone:
        return (STATE_WORDS[self.state.state] if self.state else NEVER_ASKED)[1]

    @property
    def since(self) -> datetime | None:
        return self.state.since if self.state else None

    @property
    def quota(self) -> float | None:
        """The share of what it allows that the last minute took; none without a limit."""
        if self.register.rate is None:
            return None
        return self.figures.quota_use(self.register.rate.per_second) if self.figures else 0.0

    @property
    def checks(self) -> tuple[Text, ...]:
        """The checks of published matters that ask it."""
        return tuple(dict.fromkeys(use.check.name for one in self.usage for use in one.uses))

    @property
    def is_troubled(self) -> bool:
        return self.state is not None and self.state.state != "up"


def registers_seen(house: Installation) -> tuple[RegisterSeen, ...]:
    """All registers; those in trouble first, then those that matters use, in the order of registers.yaml."""
    with house.database.transaction() as connection:
        states = register_states.of_all(connection)
        figures = {one.register: one for one in register_calls.figures(connection, house.clock())}
        matters = published.newest_matters(connection)
    found = [
        _seen(house, one, states.get(one.key), figures.get(one.key), matters)
        for one in house.registers.registers
    ]
    return tuple(sorted(found, key=lambda one: (not one.is_troubled, not one.usage)))


def _seen(
    house: Installation,
    register: Register,
    state: RegisterState | None,
    figures: Figures | None,
    matters: Mapping[str, Matter],
) -> RegisterSeen:
    connector = house.registers.connector_of(register)
    return RegisterSeen(
        register=register,
        connector=connector.name or Text.same(connector.key),
        kind=CONNECTOR_WORDS[connector.kind],
        state=state,
        figures=figures,
        usage=tuple(_usage(register, matters)),
    )


def _usage(register: Register, matters: Mapping[str, Matter]) -> list[Usage]:
    found = []
    for matter in matters.values():
        uses = tuple(one for one in matter.checks if one.check.register_key == register.key)
        if uses:
            found.append(Usage(matter, uses))
    return found
