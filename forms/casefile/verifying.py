"""A case file verified: nothing altered, and what it says follows again from its facts. No database, no network."""

from collections.abc import Iterator
from typing import BinaryIO

from forms.casefile.archive import Archive, NotACaseFile
from forms.casefile.comparing import derived_differences
from forms.casefile.contents import MANIFEST, Difference, Manifest
from forms.casefile.deriving import derive
from forms.casefile.fact_lines import chain_differences
from forms.casefile.holding import document_differences, notice_differences, worded_otherwise
from forms.casefile.opening import Read, matter_differences, read_in
from matters.errors import OneGoError
from matters.words import Frozen, Text

UNFOLLOWABLE = (
    OneGoError, LookupError, ValueError, TypeError, AttributeError, StopIteration, ArithmeticError,
    RuntimeError,
)  # fmt: skip
"""What facts that nobody ever recorded may raise where they are followed."""


class Report(Frozen):
    """What was found out about a case file."""

    case: str | None
    manifest: Manifest | None
    facts: int
    notices: int
    documents: int
    clocks: int
    differences: tuple[Difference, ...]
    remarks: tuple[Difference, ...] = ()
    """What a reader should know, though nothing was altered since the file was written."""

    @property
    def agrees(self) -> bool:
        return not self.differences


def verify(source: BinaryIO, head: str = "") -> Report:
    """Everything that does not agree, in words. `head` is the chain's last hash, or its beginning, from elsewhere."""
    try:
        archive = Archive(source)
    except NotACaseFile as wrong:
        return _report(None, None, (_fatal(wrong),))
    found = list(archive.differences())
    read: Read | None = None
    try:
        read = read_in(archive)
        found += _of_contents(archive, read, head)
    except NotACaseFile as wrong:
        found.append(_fatal(wrong))
    return _report(archive.manifest, read, tuple(dict.fromkeys(found)))


def _of_contents(archive: Archive, read: Read, head: str) -> Iterator[Difference]:
    yield from _ends(archive.manifest, read, head)
    if not read.lines:
        return
    yield from chain_differences(read.lines)
    yield from matter_differences(read)
    yield from document_differences(archive, read)
    yield from notice_differences(archive, read)
    try:
        yield from derived_differences(read.derived, derive(read.opened), read.opened.case)
    except UNFOLLOWABLE as wrong:
        why = wrong.text if isinstance(wrong, OneGoError) else Text.same(str(wrong))
        says = Text(
            zh=f"无法由事实重新推导办件的状态：{why.zh}",
            en=f"where the case stands cannot be followed from its facts: {why.en}",
        )
        yield Difference(about="state", where="facts", says=says)


def _ends(manifest: Manifest, read: Read, head: str) -> Iterator[Difference]:
    """Whether the ends of both chains are those of the manifest, and the one that somebody knows from elsewhere."""
    if not read.lines or len(read.lines) != manifest.facts:
        says = Text(
            zh=f"应有{manifest.facts}条事实，实有{len(read.lines)}条",
            en=f"there should be {manifest.facts} facts; there are {len(read.lines)}",
        )
        yield Difference(about="facts", where="facts", says=says)
        return
    last = read.lines[-1]
    if (last.hash, last.opened_hash) != (manifest.head, manifest.opened_head):
        says = Text(
            zh="最后一条事实的哈希与清单不符",
            en="the last fact's hashes are not those of the manifest",
        )
        yield Difference(about="facts", where=MANIFEST, says=says)
    if head and not last.hash.startswith(head.lower()):
        says = Text(
            zh=f"链尾哈希{last.hash[:20]}与您掌握的{head[:20]}不符：事实链已被整体改写",
            en=f"the chain ends in {last.hash[:20]}, not in {head[:20]} as you know it: it was written anew",
        )
        yield Difference(about="facts", where="facts", says=says)


def _fatal(wrong: NotACaseFile) -> Difference:
    return Difference(about="archive", where="*", says=wrong.says)


def _report(
    manifest: Manifest | None, read: Read | None, differences: tuple[Difference, ...]
) -> Report:
    return Report(
        case=manifest.case if manifest else None,
        manifest=manifest,
        facts=len(read.lines) if read else 0,
        notices=len(read.notices) if read else 0,
        documents=len(read.documents) if read else 0,
        clocks=len(read.derived.clocks) if read else 0,
        differences=differences,
        remarks=tuple(worded_otherwise(read)) if read else (),
    )
