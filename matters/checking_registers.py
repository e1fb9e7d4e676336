"""What registers mean together with their connectors, the checks that name them, and the departments."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import TypeAlias

from matters.connectors import Connector, ConnectorKind
from matters.documents import Part
from matters.json_paths import JsonPath
from matters.mistakes import Mistake, unknown
from matters.nouns import CONNECTOR, DEPARTMENT, INPUT, NAME_OF_JMESPATH, REGISTER, VALUE
from matters.positions import KEY, Loc
from matters.reading_registers import RegistersRead
from matters.registers import (
    ANSWERED_WITH,
    ASKED_WITH,
    OF_A_RECORD,
    POLLED_WITH,
    AnswerShape,
    Register,
)
from matters.sheets import Sheet
from matters.spec import DataCheck
from matters.words import Text

_OVER_HTTP = frozenset({"path", "send", "ask", "answer", "poll"})
_MAY: dict[ConnectorKind, frozenset[str]] = {
    "http": _OVER_HTTP,
    "licences": _OVER_HTTP | {"licence", "held_by"},
    "sql": frozenset({"query", "answer"}),
    "table": frozenset({"keyed_by", "columns", "answer"}),
    "people": frozenset({"department", "within"}),
}
_OF_SOME_KINDS = frozenset().union(*_MAY.values())
_MUST: dict[ConnectorKind, tuple[str, ...]] = {
    "http": ("path",),
    "licences": ("licence", "held_by"),
    "sql": ("query",),
    "table": ("keyed_by", "columns"),
    "people": ("department", "within"),
}
_OF_THE_WHOLE = frozenset({"answered_if", "denied_if", "pending_if", "ticket", "records"})
PLACEHOLDER = re.compile(r"(?<![:\w]):([a-z][a-z0-9_]*)")
"""`:id_number` in a query, but not the `::date` of a cast."""
_ONE_SELECT = re.compile(r"\s*(select|with)\b[^;]*", re.IGNORECASE)

Found: TypeAlias = Iterator[Mistake]
_Said: TypeAlias = tuple[Loc, JsonPath, tuple[str, ...]]
"""A JMESPath with where it stands, and the names that it may begin with."""


def register_mistakes(
    read: RegistersRead, checks: Iterable[DataCheck], departments: Iterable[str]
) -> Found:
    """What is wrong with the registers as a whole; `checks` are those that could be read."""
    if read.sheet is None:
        return
    connectors = {one.value.key: one.value for one in read.connectors}
    for part in read.registers:
        yield from _terms(read.sheet, part)
        yield from _connector(read, part, connectors.get(part.value.connector))
        yield from _paths(read.sheet, part)
        yield from _equated(read.sheet, part)
        yield from _later(read.sheet, part)
        yield from _department(read.sheet, part, departments)
        asking = [check for check in checks if check.register_key == part.value.key]
        for check in asking:
            yield from _serves(read.sheet, part, check)
        if asking:
            yield from _inputs(read.sheet, part, {name for one in asking for name in one.inputs})


def registers_unknown(
    sheet: Sheet, checks: Iterable[Part[DataCheck]], registers: Iterable[str]
) -> Found:
    """Checks of a register that is not declared."""
    for part in checks:
        if part.value.register_key not in registers:
            wrong = unknown(REGISTER, part.value.register_key, registers)
            yield sheet.mistake((*part.loc, "register"), *wrong)


def _terms(sheet: Sheet, part: Part[Register]) -> Found:
    conditional = part.value.sharing == "conditional"
    if conditional and not part.value.approval:
        yield sheet.mistake(
            (*part.loc, "sharing"),
            Text(
                zh="有条件共享的数据须有批准记录。",
                en="Data that is shared on conditions needs the record of its approval.",
            ),
            Text(zh="请补写“approval: 批准文号”。", en="Add “approval: number of the record”."),
        )
    if part.value.approval and not conditional:
        yield sheet.mistake(
            (*part.loc, "approval"),
            Text(
                zh="无条件共享的数据不需要批准记录。",
                en="Data that is shared without conditions needs no approval.",
            ),
            Text(zh="请写“sharing: conditional”，或删去本行。", en="Write “sharing: conditional”, or remove it."),
        )  # fmt: skip


def _connector(read: RegistersRead, part: Part[Register], connector: Connector | None) -> Found:
    sheet, register = read.sheet, part.value
    if sheet is None:
        return
    if connector is None:
        known = read.names("connectors")
        if register.connector not in known:
            wrong = unknown(CONNECTOR, register.connector, known)
            yield sheet.mistake((*part.loc, "connector"), *wrong)
        return
    kind = connector.kind
    for name in sorted(register.model_fields_set & _OF_SOME_KINDS - _MAY[kind]):
        yield sheet.mistake((*part.loc, name, KEY), *_not_of(name, kind))
    for name in _MUST[kind]:
        if not getattr(register, name):
            what = Text(
                zh=f"{kind} 类数据源缺少“{name}”。", en=f"A {kind} register needs “{name}”."
            )
            hint = Text(zh=f"请补写“{name}: …”。", en=f"Add “{name}: …”.")
            yield sheet.mistake(part.loc, what, hint)
    if register.ask and register.answer is None:
        yield sheet.mistake(
            (*part.loc, "ask", KEY),
            Text(
                zh="写明了如何提问，却没有写明如何理解回答。",
                en="It says how to ask, but not how to understand the answer.",
            ),
            Text(zh="请补写“answer: …”。", en="Add “answer: …”."),
        )


def _not_of(name: str, kind: str) -> tuple[Text, Text]:
    kinds = "、".join(one for one, may in _MAY.items() if name in may)
    return (
        Text(
            zh=f"“{name}”不适用于 {kind} 类数据源。",
            en=f"“{name}” says nothing of a register of kind {kind}.",
        ),
        Text(zh=f"只用于：{kinds}。", en=f"It belongs to: {kinds.replace('、', ', ')}."),
    )


def _paths(sheet: Sheet, part: Part[Register]) -> Found:
    """Names in JMESPath that there are not."""
    for loc, path, names in _said_by(part):
        yield from _known(sheet, loc, path, names)


def _inputs(sheet: Sheet, part: Part[Register], inputs: Collection[str]) -> Found:
    """Inputs that no check of the register is asked with."""
    for loc, path, _ in _said_by(part):
        for name in sorted(path.inputs.difference(inputs)):
            what, hint = unknown(INPUT, name, inputs)
            mistake = sheet.mistake_inside(loc, path.source.find(f"inputs.{name}") + 1, what)
            yield mistake.model_copy(update={"hint": hint})
    for name in part.value.answer.compares if part.value.answer else ():
        if name not in inputs:
            loc = (*part.loc, "answer", "compares", name, KEY)
            yield sheet.mistake(loc, *unknown(INPUT, name, inputs))


def _equated(sheet: Sheet, part: Part[Register]) -> Found:
    """`mismatch_if` that compares by itself: it would hold too for a key or an input that is not there."""
    path = part.value.answer.mismatch_if if part.value.answer else None
    if path is None:
        return
    for name in sorted(path.equated):
        what = Text(
            zh=f"mismatch_if 不能用 == 或 != 比较“inputs.{name}”：对方改了键名也会算作申请人信息不一致。",
            en=f"mismatch_if may not compare “inputs.{name}” by == or !=: a key that the register renames "
            "would count against the applicant.",
        )
        loc = (*part.loc, "answer", "mismatch_if")
        mistake = sheet.mistake_inside(loc, path.source.find(f"inputs.{name}") + 1, what)
        hint = Text(
            zh=f"请改写为“compares: {{{name}: 记录中对应的位置}}”。",
            en=f"Write “compares: {{{name}: where the record says it}}” instead.",
        )
        yield mistake.model_copy(update={"hint": hint})


def _said_by(part: Part[Register]) -> Iterator[_Said]:
    """Every JMESPath of a register."""
    register = part.value
    for key, path in register.ask.items():
        yield (*part.loc, "ask", key), path, ASKED_WITH
    if register.poll is not None:
        for key, path in register.poll.ask.items():
            yield (*part.loc, "poll", "ask", key), path, POLLED_WITH
    if register.answer is not None:
        yield from _of_the_answer((*part.loc, "answer"), register.answer)


def _of_the_answer(loc: Loc, answer: AnswerShape) -> Iterator[_Said]:
    for name, said in answer:
        if isinstance(said, JsonPath):
            yield (*loc, name), said, ANSWERED_WITH if name in _OF_THE_WHOLE else OF_A_RECORD
    for value, path in answer.values.items():
        yield (*loc, "values", value), path, OF_A_RECORD
    for asked, path in answer.compares.items():
        yield (*loc, "compares", asked), path, OF_A_RECORD


def _known(sheet: Sheet, loc: Loc, path: JsonPath, names: tuple[str, ...]) -> Found:
    for name in sorted(path.names - set(names)):
        what, hint = unknown(NAME_OF_JMESPATH, name, names)
        mistake = sheet.mistake_inside(loc, path.source.find(name) + 1, what)
        yield mistake.model_copy(update={"hint": hint})


def _later(sheet: Sheet, part: Part[Register]) -> Found:
    answer, poll = part.value.answer, part.value.poll
    if answer and answer.pending_if and not (answer.ticket and poll):
        yield sheet.mistake(
            (*part.loc, "answer", "pending_if"),
            Text(
                zh="回答可能稍后才到，却没有写明凭什么取、怎样取。",
                en="The answer may come later, but not with what and how it is got.",
            ),
            Text(zh="请补写 answer 的“ticket”和“poll: …”。", en="Add “ticket” to answer, and “poll: …”."),
        )  # fmt: skip
    if poll is None:
        return
    if poll.callback == (poll.path is not None):
        yield sheet.mistake(
            (*part.loc, "poll"),
            Text(zh="稍后的回答或者去取，或者由对方送来。", en="A later answer is either fetched or sent."),
            Text(zh="请写“path: …”，或写“callback: true”。", en="Write “path: …”, or “callback: true”."),
        )  # fmt: skip
    if poll.callback and poll.secret is None:
        yield sheet.mistake(
            (*part.loc, "poll"),
            Text(zh="对方送来的回答须有签名。", en="What the register sends has to be signed."),
            Text(zh="请补写“secret: 环境变量名”。", en="Add “secret: NAME_OF_THE_VARIABLE”."),
        )


def _department(sheet: Sheet, part: Part[Register], departments: Iterable[str]) -> Found:
    key = part.value.department
    if key is not None and key not in departments:
        yield sheet.mistake((*part.loc, "department"), *unknown(DEPARTMENT, key, departments))


def _serves(sheet: Sheet, part: Part[Register], check: DataCheck) -> Found:
    """Whether a check that names the register can be asked with its inputs, and gets its values."""
    register = part.value
    asked: list[tuple[Loc, str]] = [(("keyed_by",), name) for name in register.keyed_by]
    asked += [(("query",), name) for name in PLACEHOLDER.findall(register.query or "")]
    asked += [(("held_by",), register.held_by)] if register.held_by else []
    for loc, name in asked:
        if name not in check.inputs:
            yield sheet.mistake((*part.loc, *loc), *unknown(INPUT, name, check.inputs))
    if register.query and not _ONE_SELECT.fullmatch(register.query):
        yield sheet.mistake((*part.loc, "query"), *_NO_SELECT)
    for name in register.keyed_by:
        if register.columns and name not in register.columns:
            yield sheet.mistake((*part.loc, "columns"), *unknown(INPUT, name, register.columns))
    yield from _given(sheet, part, check)


_NO_SELECT = (
    Text(
        zh="只能是一句查询（select），不带分号。", en="It must be one select, without a semicolon."
    ),
    Text(zh="数据库只读，不写入。", en="The database is read, never written."),
)


def _given(sheet: Sheet, part: Part[Register], check: DataCheck) -> Found:
    """Values that the check gives and the register does not say where to find."""
    register = part.value
    loc: Loc = (*part.loc, "answer")
    given: Iterable[str] = register.answer.values if register.answer else ()
    if register.columns and not given:
        loc, given = (*part.loc, "columns"), register.columns
    named_as_they_are = register.answer is None or register.query or register.licence
    if named_as_they_are and not given:
        return
    for name in check.gives:
        if name not in given:
            what = Text(
                zh=f"核验“{check.key}”要的值“{name}”没有着落。",
                en=f"The value “{name}” of check “{check.key}” is nowhere to be got.",
            )
            yield sheet.mistake(loc, what, unknown(VALUE, name, given)[1])
