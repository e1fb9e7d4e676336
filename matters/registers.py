"""Registers as they are declared: who holds them, how they are reached, asked and understood."""

from typing import Annotated, Literal

from pydantic import Field as Rule

from matters.connectors import Connector, EnvironmentName, UrlPath
from matters.fields import Name
from matters.json_paths import JsonPath
from matters.lengths import Rate, WaitingTime
from matters.limits import Limit
from matters.office import Key
from matters.words import Frozen, Text

ASKED_WITH = ("inputs", "purpose", "check", "register", "today", "time_ms")
"""What a question may be made of: the names that its JMESPath knows."""
ANSWERED_WITH = (*ASKED_WITH, "answer", "status")
"""The same for what is said of an answer as a whole."""
POLLED_WITH = (*ASKED_WITH, "ticket")
OF_A_RECORD = (*ANSWERED_WITH, "record", "records")
"""The same for what is said of the one record that was found."""


class AnswerShape(Frozen):
    """Where in an answer of unknown shape stands what we need to know; all of it is JMESPath."""

    answered_if: JsonPath | None = None
    """Holds for every real answer; one for which it does not counts as no answer (UNAVAILABLE)."""
    denied_if: JsonPath | None = None
    pending_if: JsonPath | None = None
    ticket: JsonPath | None = None
    """With PENDING: what the answer is fetched with later."""
    records: JsonPath | None = None
    """The records found: a list, or one; several are MULTIPLE. The whole answer if left out."""
    found_if: JsonPath | None = None
    """Holds if there is a record; if left out, an empty list of records means none."""
    compares: dict[Name, JsonPath] = {}
    """By input, what the record says of it: another value is a mismatch, none at all a wrong shape."""
    mismatch_if: JsonPath | None = None
    """Holds if the register says by itself that the record differs from what was asked."""
    as_of: JsonPath | None = None
    valid_until: JsonPath | None = None
    request: JsonPath | None = None
    """The number under which the register keeps the question."""
    values: dict[Name, JsonPath] = {}


class Later(Frozen):
    """How the answer to a pending question comes: fetched with its ticket, or sent by the register."""

    path: UrlPath | None = None
    ask: dict[str, JsonPath] = {}
    callback: bool = False
    """The register sends the answer to the API by itself; nothing is fetched."""
    secret: EnvironmentName | None = None
    """Names the environment variable of the secret that signs what the register sends."""


class Register(Frozen):
    """One register: its holder, its terms, and how it is asked."""

    key: Key = Rule(alias="register")
    name: Text
    holder: Text
    sharing: Literal["unconditional", "conditional"] = "unconditional"
    approval: str | None = None
    """The number of the record that approved the sharing (有条件共享); every call carries it."""
    connector: Key
    timeout: WaitingTime = WaitingTime(words="5 seconds", seconds=5)
    at_once: Annotated[int, Rule(ge=1, le=64)] = 8
    """How many calls the register takes at the same time, from one process."""
    rate: Rate | None = None
    """How often it may be asked, by all processes together."""
    retries: Annotated[int, Rule(ge=0, le=5)] = 0
    """How often a call without an answer is made again at once; waves try again by themselves."""

    path: UrlPath | None = None
    """Where it is asked, below its connector's address."""
    send: Literal["json", "form"] = "json"
    ask: dict[str, JsonPath] = {}
    answer: AnswerShape | None = None
    """None: the register speaks our own gateway's protocol, or its records are plain columns."""
    poll: Later | None = None

    query: str | None = None
    """Of a foreign database: one `select`; `:id_number` stands for that input."""
    keyed_by: tuple[Name, ...] = ()
    """Of a list: the inputs that find a row."""
    columns: dict[Name, str] = {}
    """Of a list: what inputs and values are called in its first line."""
    licence: str | None = None
    """Of a licence store: the code of the kind of licence."""
    held_by: Name | None = None
    """Of a licence store: the input that names the holder."""
    department: Key | None = None
    """Of other people: the department that looks it up."""
    within: Limit | None = None


class RegisterList(Frozen):
    """All registers of an installation and the ways to them."""

    connectors: tuple[Connector, ...]
    registers: tuple[Register, ...]

    def register_of(self, key: str) -> Register | None:
        return next((one for one in self.registers if one.key == key), None)

    def connector_of(self, register: Register) -> Connector:
        return next(one for one in self.connectors if one.key == register.connector)

    @property
    def named(self) -> frozenset[str]:
        """Every environment variable that a connector or a register wants."""
        of_registers = (one.poll.secret for one in self.registers if one.poll and one.poll.secret)
        return frozenset(of_registers).union(*(one.named for one in self.connectors))


NO_REGISTERS = RegisterList(connectors=(), registers=())
