"""The facts of a case file: as they were kept, chained by hash; and opened, in a second chain that begins there."""

import json
from collections.abc import Iterable, Iterator

from forms.casefile.contents import Difference, FactLine
from matters.case import FACTS, Fact
from matters.chain import GENESIS, chained
from matters.words import Text

SEALED = "enc:"
"""What a sealed value begins with: nobody but the office can open it."""
_INSIDE = {"sealed", "apart"}
"""What stands in place of values: themselves sealed, and the digest of those that could be erased and may be."""


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
        if not _agrees(line):
            yield _told(
                where, "还原后的内容与原始记录不一致", "says something else than what was kept"
            )


def _agrees(line: FactLine) -> bool:
    try:
        (kept,) = FACTS.validate_json(f"[{line.kept}]")
    except ValueError:
        return False
    return _same(json.loads(fact_text(kept)), json.loads(fact_text(line.opened)))


def _same(kept: object, opened: object) -> bool:
    """Whether both say the same, wherever what was kept is not sealed."""
    match kept, opened:
        case str(), _ if kept.startswith(SEALED):
            return True
        case dict(), _ if _stands_for_values(kept):
            return isinstance(opened, dict | None)
        case dict(), dict():
            told = kept.keys() | opened.keys()
            return all(_same(kept.get(key), opened.get(key)) for key in told)
        case list(), list():
            return len(kept) == len(opened) and all(map(_same, kept, opened))
        case _:
            return kept == opened


def _stands_for_values(kept: dict[str, object]) -> bool:
    sealed = str(kept.get("sealed", SEALED)).startswith(SEALED)
    return bool(kept) and kept.keys() <= _INSIDE and sealed


def fact_name(place: int, fact: Fact) -> str:
    """How a fact is called in a difference: its number, kind and day."""
    return f"facts {place} {fact.fact} {fact.on}"


def _told(where: str, zh: str, en: str) -> Difference:
    return Difference(about="facts", where=where, says=Text(zh=zh, en=en))
