"""The facts of a case file: as they were kept, chained by hash; and opened, in a second chain that begins there."""

import json
import re
from collections.abc import Iterable, Iterator

from forms.casefile.contents import Difference, FactLine
from matters.case import FACTS, CheckAnswered, Fact, Finding, ValuesErased
from matters.chain import GENESIS, chained
from matters.words import Text

SEALED = "enc:"
"""What a sealed value begins with: nobody but the office can open it."""
_INSIDE = "sealed"
_APART = "apart"
_DIGEST = re.compile("[0-9a-f]{64}")


def fact_text(fact: Fact) -> str:
    """One fact as the second chain hashes it."""
    return FACTS.dump_json((fact,), exclude_defaults=True).decode()


def fact_lines(kept: Iterable[tuple[str, bytes]], opened: tuple[Fact, ...]) -> Iterator[FactLine]:
    """The lines of the file, from the facts as they were kept (text, hash) and opened."""
    rows = tuple(kept)
    hashes = opened_hashes(rows[-1][1], opened)
    for place, ((body, digest), fact, again) in enumerate(zip(rows, opened, hashes, strict=True)):
        yield FactLine(
            seq=place + 1,
            hash=digest.hex(),
            kept=body,
            opened=fact,
            opened_hash=again.hex(),
        )


def opened_hashes(head: bytes, opened: Iterable[Fact]) -> Iterator[bytes]:
    """The second chain: it begins where the first ends, so that neither is exchanged alone."""
    previous = head
    for fact in opened:
        previous = chained(previous, fact_text(fact))
        yield previous


def kept_hashes(lines: Iterable[FactLine]) -> Iterator[bytes]:
    """The first chain, computed anew."""
    previous = GENESIS
    for line in lines:
        previous = chained(previous, line.kept)
        yield previous


def chain_differences(lines: tuple[FactLine, ...]) -> Iterator[Difference]:
    """Facts that do not fit a chain, or whose opened text says something else than what was kept."""
    head = bytes.fromhex(lines[-1].hash)
    erased = {
        line.opened.check: place
        for place, line in enumerate(lines, start=1)
        if isinstance(line.opened, ValuesErased)
    }
    again = opened_hashes(head, (line.opened for line in lines))
    for place, (line, kept, opened) in enumerate(
        zip(lines, kept_hashes(lines), again, strict=True), start=1
    ):
        where = fact_name(place, line.opened)
        if line.seq != place:
            yield _told(
                where,
                f"序号是{line.seq}，有缺漏或者次序颠倒",
                f"bears the number {line.seq}: something is missing or out of order",
            )
        if kept.hex() != line.hash:
            yield _told(
                where, "与哈希链不符，记录被改动", "does not fit the hash chain: it was altered"
            )
        if opened.hex() != line.opened_hash:
            yield _told(
                where,
                "还原后的内容与第二条哈希链不符，记录被改动",
                "does not fit the second chain as it was opened: it was altered",
            )
        check = line.opened.finding.check if isinstance(line.opened, CheckAnswered) else ""
        if not _agrees(line, is_erased=erased.get(check, 0) > place):
            yield _told(
                where, "还原后的内容与原始记录不一致", "says something else than what was kept"
            )


def _agrees(line: FactLine, *, is_erased: bool) -> bool:
    try:
        (kept,) = FACTS.validate_json(f"[{line.kept}]")
    except ValueError:
        return False
    opened: Fact = line.opened
    if isinstance(kept, CheckAnswered) and isinstance(opened, CheckAnswered) and _is_shut(kept):
        if not _values_agree(kept.finding, opened.finding, is_erased=is_erased):
            return False
        kept, opened = _without_values(kept), _without_values(opened)
    return _same(json.loads(fact_text(kept)), json.loads(fact_text(opened)))


def _is_shut(kept: CheckAnswered) -> bool:
    """Whether its values stand sealed, apart, or both."""
    keys = kept.finding.values.keys()
    return bool(keys) and keys <= {_INSIDE, _APART}


def _values_agree(kept: Finding, opened: Finding, *, is_erased: bool) -> bool:
    """Whether values stand opened just where some were kept; those apart may be gone if a later fact says so."""
    sealed, apart = kept.values.get(_INSIDE), kept.values.get(_APART)
    own = [name for name in opened.values if name not in kept.shown]
    shown = [name for name in opened.values if name in kept.shown]
    fits = (sealed is not None) == bool(own) and str(sealed or SEALED).startswith(SEALED)
    if apart is None:
        return fits and not shown
    return fits and bool(_DIGEST.fullmatch(str(apart))) and (bool(shown) or is_erased)


def _without_values(fact: CheckAnswered) -> CheckAnswered:
    return fact.model_copy(update={"finding": fact.finding.model_copy(update={"values": {}})})


def _same(kept: object, opened: object) -> bool:
    """Whether both say the same, wherever what was kept is not sealed."""
    match kept, opened:
        case str(), _ if kept.startswith(SEALED):
            return True
        case dict(), dict():
            sealed = kept.keys() == {_INSIDE} and str(kept[_INSIDE]).startswith(SEALED)
            alike = kept.keys() == opened.keys()
            return sealed or (alike and all(_same(kept[key], opened[key]) for key in kept))
        case list(), list():
            return len(kept) == len(opened) and all(map(_same, kept, opened))
        case _:
            return kept == opened


def fact_name(place: int, fact: Fact) -> str:
    """How a fact is called in a difference: its number, kind and day."""
    return f"facts {place} {fact.fact} {fact.on}"


def _told(where: str, zh: str, en: str) -> Difference:
    return Difference(about="facts", where=where, says=Text(zh=zh, en=en))
