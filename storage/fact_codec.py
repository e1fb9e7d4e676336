"""Facts as they are written: JSON with the sensitive answers sealed, chained by hash."""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final, NamedTuple

from matters.case import (
    FACTS,
    AddressConfirmed,
    Case,
    CheckAnswered,
    Decided,
    Fact,
    Finding,
    Launched,
    NoticeDelivered,
    NoticeSent,
    NoticeUndelivered,
    ObjectionRaised,
    ObjectionSettled,
    PromiseChecked,
    Proposed,
    Rated,
    RatingSettled,
    Signalled,
    StepEnded,
    Supplied,
    ValuesErased,
    VerificationAnswered,
)
from matters.chain import GENESIS, chained
from matters.errors import OneGoError
from matters.fields import Answers, Cell, Value
from matters.rules import rows_of
from matters.spec import Matter
from storage.encryption import Keyring, bound_to, is_sealed
from storage.files import digest_of

_SEALED = "sealed"
_APART = "apart"
_NOTE = "objection"
NOTHING_APART: Final[Mapping[str, str]] = MappingProxyType({})


class ChainBroken(OneGoError):
    """A fact is not what was written, or one is missing."""

    status = 500

    def __init__(self, case: str, seq: int) -> None:
        super().__init__(
            zh=f"办件 {case} 的第{seq}条记录与哈希链不符，记录可能被改动。请停止办理并通知管理员。",
            en=f"Case {case}: fact {seq} does not fit the hash chain; it may have been altered."
            " Stop work on it and tell the administrator.",
        )


class Written(NamedTuple):
    """A fact as text, and what of it is kept apart, sealed, and can be erased."""

    body: str
    apart: str | None = None


def write(keyring: Keyring, matter: Matter, case: str, fact: Fact) -> Written:
    """The fact as it is kept, its sensitive answers sealed to this case and field."""
    apart = None
    if isinstance(fact, CheckAnswered) and fact.finding.values:
        sealed, apart = _sealed_finding(keyring, case, fact.finding)
        written: Fact = fact.model_copy(update={"finding": sealed})
    else:
        written = _sealed(keyring, matter, case, fact)
    text = written.model_dump_json(exclude_defaults=True)
    return Written(f'{{"fact":"{fact.fact}",{text[1:]}', apart)


def read(
    keyring: Keyring,
    number: str,
    digest: str,
    bodies: str,
    apart: Mapping[str, str] = NOTHING_APART,
) -> Case:
    """The case from its facts, which come as the inside of one JSON array.

    `apart`: by number of the fact, what it holds apart. Raises ChainBroken where that is another text than was
    written, or is gone though no fact says that it was erased.
    """
    facts = FACTS.validate_json(f"[{bodies}]")
    erased = {fact.check: seq for seq, fact in enumerate(facts) if isinstance(fact, ValuesErased)}
    opened = list[Fact]()
    for seq, fact in enumerate(facts):
        match fact:
            case CheckAnswered(finding=finding) if finding.values:
                own = apart.get(str(seq + 1))
                if not _fits(finding, own, is_erased=erased.get(finding.check, -1) > seq):
                    raise ChainBroken(number, seq + 1)
                shown = _opened_finding(keyring, number, finding, own)
                opened.append(fact.model_copy(update={"finding": shown}))
            case _:
                opened.append(_opened(keyring, number, fact))
    return Case.model_construct(number=number, matter=digest, facts=tuple(opened))


def _fits(finding: Finding, apart: str | None, *, is_erased: bool) -> bool:
    """Whether what is kept apart is what the fact says; gone it may be only where a later fact says so."""
    digest = finding.values.get(_APART)
    if apart is None:
        return digest is None or is_erased
    return digest == digest_of(apart.encode())


def _sealed_finding(keyring: Keyring, case: str, finding: Finding) -> tuple[Finding, str | None]:
    """What the fact keeps of the answer, and what is kept apart of it: values that go in their time."""
    shown = {name: value for name, value in finding.values.items() if name in finding.shown}
    rest = {name: value for name, value in finding.values.items() if name not in finding.shown}
    values: dict[str, Value] = {}
    apart = None
    if rest:
        text = json.dumps(rest, ensure_ascii=False)
        values[_SEALED] = keyring.seal(text, bound_to(case, finding.check))
    if shown:
        text = json.dumps(shown, ensure_ascii=False)
        apart = keyring.seal(text, bound_to(case, finding.check, _APART))
        values[_APART] = digest_of(apart.encode())
    return finding.model_copy(update={"values": values}), apart


def verify(number: str, rows: Iterable[tuple[int, str, bytes]]) -> None:
    """Raise ChainBroken unless the rows (seq, body, hash) are whole and unaltered."""
    previous = GENESIS
    for expected, (seq, body, written) in enumerate(rows, start=1):
        previous = chained(previous, body)
        if seq != expected or previous != written:
            raise ChainBroken(number, expected)


def _sealed(keyring: Keyring, matter: Matter, case: str, fact: Fact) -> Fact:
    match fact:
        case Launched():
            answers = _sealed_answers(keyring, matter, case, fact.answers)
            return fact.model_copy(
                update={"answers": answers, "objections": _sealed_notes(keyring, case, fact)}
            )
        case Supplied():
            answers = _sealed_answers(keyring, matter, case, fact.answers)
            return fact.model_copy(update={"answers": answers})
        case Decided() | Proposed() | Signalled() if fact.values:
            filled = _sealed_answers(keyring, matter, case, fact.values)
            return fact.model_copy(update={"values": filled})
        case StepEnded() if fact.values:
            # What another system answers has no field that says how sensitive it is.
            every = fact.status == "answered"
            filled = _sealed_answers(keyring, matter, case, fact.values, every=every)
            return fact.model_copy(update={"values": filled})
        case _:
            return _with_words(fact, case, keyring.seal)


def _with_words(fact: Fact, case: str, change: Callable[[str, bytes], str]) -> Fact:
    """The fact with what people wrote in it of somebody changed: sealed, or opened again."""
    place, names = _words_of(fact)
    said = {name: str(getattr(fact, name)) for name in names}
    return fact.model_copy(
        update={
            name: change(words, bound_to(case, fact.fact, *place, name))
            for name, words in said.items()
            if words
        }
    )


def _words_of(fact: Fact) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """To what in the case the words that people wrote of somebody belong, and which they are."""
    match fact:
        case ObjectionRaised(step=step):
            return (step,), ("who", "text")
        case VerificationAnswered(material=material):
            return (material,), ("note",)
        case ObjectionSettled(check=check):
            return (check,), ("reason",)
        case PromiseChecked(step=step, promise=promise):
            return (step, promise), ("found",)
        case _:
            return _words_of_delivery(fact)


def _words_of_delivery(fact: Fact) -> tuple[tuple[str, ...], tuple[str, ...]]:
    match fact:
        case NoticeDelivered(key=key):
            return (key,), ("recipient", "relation", "identity", "place", "witness", "notes")
        case NoticeSent(key=key):
            return (key,), ("reason",)
        case NoticeUndelivered(key=key):
            return (key,), ("notes",)
        case Rated():
            return (), ("text",)
        case RatingSettled():
            return (), ("finding", "measure")
        case AddressConfirmed():
            return (), ("address", "recipient")
        case _:
            return (), ()


def _sealed_answers(
    keyring: Keyring, matter: Matter, case: str, answers: Answers, *, every: bool = False
) -> Answers:
    def sealed(path: str, value: Cell, *place: str) -> Cell:
        if value is None or not (every or path in matter.sensitive or _looks_sealed(value)):
            return value
        return keyring.seal(json.dumps(value, ensure_ascii=False), bound_to(case, *place, path))

    return _each_cell(answers, sealed)


def _each_cell(answers: Answers, change: Callable[..., Cell]) -> Answers:
    """The answers with each single one changed: by its path, in a row with the row's number too."""
    changed: Answers = {}
    for path, value in answers.items():
        rows = rows_of(value)
        if not rows:
            changed[path] = change(path, value)
            continue
        changed[path] = tuple(
            {key: change(f"{path}.{key}", one, str(number)) for key, one in row.items()}
            for number, row in enumerate(rows, 1)
        )
    return changed


def _looks_sealed(value: Cell) -> bool:
    """Somebody may have typed what a sealed value begins with: read back, it must not be opened as one."""
    return isinstance(value, str) and is_sealed(value)


def _sealed_notes(keyring: Keyring, case: str, fact: Launched) -> dict[str, str]:
    """What applicants object to a register's value; it mostly repeats a personal one."""
    return {
        path: keyring.seal(note, bound_to(case, _NOTE, path))
        for path, note in fact.objections.items()
    }


def _opened(keyring: Keyring, case: str, fact: Fact) -> Fact:
    match fact:
        case Launched(objections=notes) if notes:
            opened = {
                path: keyring.open(note, bound_to(case, _NOTE, path)) if is_sealed(note) else note
                for path, note in notes.items()
            }
            answers = _opened_answers(keyring, case, fact.answers)
            return fact.model_copy(update={"answers": answers, "objections": opened})
        case Launched() | Supplied():
            return fact.model_copy(update={"answers": _opened_answers(keyring, case, fact.answers)})
        case Decided() | Proposed() | Signalled() | StepEnded() if fact.values:
            return fact.model_copy(update={"values": _opened_answers(keyring, case, fact.values)})
        case _:
            return _with_words(fact, case, partial(_open, keyring))


def _open(keyring: Keyring, said: str, place: bytes) -> str:
    return keyring.open(said, place) if is_sealed(said) else said


def _opened_finding(keyring: Keyring, case: str, finding: Finding, apart: str | None) -> Finding:
    values: dict[str, Value] = {}
    if (sealed := finding.values.get(_SEALED)) is not None:
        text = keyring.open(str(sealed), bound_to(case, finding.check))
        values |= _values(json.loads(text))
    if apart is not None:
        text = keyring.open(apart, bound_to(case, finding.check, _APART))
        values |= _values(json.loads(text))
    return finding.model_copy(update={"values": values})


def _opened_answers(keyring: Keyring, case: str, answers: Answers) -> Answers:
    def opened(path: str, value: Cell, *place: str) -> Cell:
        if not (isinstance(value, str) and is_sealed(value)):
            return value
        return _value(json.loads(keyring.open(value, bound_to(case, *place, path))))

    return _each_cell(answers, opened)


def _values(read_back: Mapping[str, Cell | list[str]]) -> dict[str, Value]:
    return {name: _value(value) for name, value in read_back.items()}


def _value(value: Cell | list[str]) -> Cell:
    return tuple(value) if isinstance(value, list) else value
