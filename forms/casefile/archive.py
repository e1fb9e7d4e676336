"""The archive itself: a ZIP whose bytes follow from its contents alone, written member by member, read strictly."""

import hashlib
import struct
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, BinaryIO, NamedTuple

from forms.casefile.contents import MANIFEST, Difference, Kind, Manifest, Member
from matters.words import Text

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Every member bears the same time: the same contents give the same bytes."""
_PIECE = 1 << 16
_READABLE = 0o644 << 16


class Content(NamedTuple):
    """A member that is about to be written."""

    name: str
    content: bytes


class Writing:
    """An archive being written; members come in the order of their names, the manifest last."""

    def __init__(self, take: Callable[[bytes], object]) -> None:
        """`take` gets the archive piece by piece."""
        self._zip = zipfile.ZipFile(_Onward(take), "w", zipfile.ZIP_STORED)
        self.members: list[Member] = []

    def add(self, one: Content) -> None:
        """Write one member; nothing of it is kept."""
        digest = hashlib.sha256(one.content).hexdigest()
        self.members.append(Member(name=one.name, size=len(one.content), sha256=digest))
        self._write(one)

    def finish(self, manifest: Manifest) -> None:
        named = manifest.model_copy(update={"members": tuple(self.members)})
        self._write(Content(MANIFEST, _as_text(named)))
        self._zip.close()

    def _write(self, one: Content) -> None:
        # Not compressed: a compressor of another version would give other bytes, and what is big is compressed already.
        entry = zipfile.ZipInfo(one.name, _EPOCH)
        entry.external_attr = _READABLE
        entry.create_system = 3
        self._zip.writestr(entry, one.content)


def _as_text(manifest: Manifest) -> bytes:
    return manifest.model_dump_json(indent=1).encode()


def write_archive(
    take: Callable[[bytes], object], manifest: Manifest, contents: Iterable[Content]
) -> None:
    """Hand the archive on piece by piece: all contents, each once it is asked for, and the manifest that names them."""
    writing = Writing(take)
    for one in contents:
        writing.add(one)
    writing.finish(manifest)


UNREADABLE = (
    zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, OSError, EOFError, RuntimeError,
    struct.error,
)  # fmt: skip
"""What a damaged archive may raise where it is read."""


class NotACaseFile(Exception):
    """What was given is no case file, or its container is damaged."""

    def __init__(self, says: Text) -> None:
        super().__init__(says.en)
        self.says = says


class Archive:
    """A case file that was opened: its manifest, and its members by name."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        try:
            self._zip = zipfile.ZipFile(source)
            self.manifest = Manifest.model_validate_json(self._zip.read(MANIFEST))
        except UNREADABLE as error:
            raise NotACaseFile(_damaged(str(error))) from error

    def read(self, name: str) -> bytes:
        """One member. Raises NotACaseFile where it is missing or damaged."""
        try:
            return self._zip.read(name)
        except UNREADABLE as error:
            raise NotACaseFile(_damaged(f"{name}: {error}")) from error

    def differences(self) -> Iterator[Difference]:
        """Members that do not fit the manifest, are missing or are too many; and bytes that no member holds."""
        there = [one for one in self._zip.namelist() if one != MANIFEST]
        named = [one.name for one in self.manifest.members]
        for name in sorted({*there} ^ {*named}):
            yield _told(
                "manifest",
                name,
                "清单与文件不一致：多出或者缺少该文件",
                "is in the manifest or in the archive, not in both",
            )
        for one in self.manifest.members:
            if one.name in there:
                yield from self._altered(one)
        if not self._is_as_written():
            yield _told(
                "archive",
                "*",
                "归档文件的字节与其内容不符，文件被改动",
                "the bytes are not those that its contents give; it was altered",
            )

    def _altered(self, one: Member) -> Iterator[Difference]:
        try:
            with self._zip.open(one.name) as member:
                digest = _digest(member).hex()
        except UNREADABLE as error:
            yield Difference(about="manifest", where=one.name, says=_damaged(str(error)))
            return
        if digest != one.sha256:
            yield _told(
                "manifest",
                one.name,
                "内容与清单中的 SHA-256 不符，文件被改动",
                "does not have the SHA-256 of the manifest; it was altered",
            )

    def _is_as_written(self) -> bool:
        """Whether writing the same contents anew gives the same bytes, so that no byte lies outside of the members."""
        fresh = hashlib.sha256()
        try:
            writing = Writing(fresh.update)
            for name in self._zip.namelist()[:-1]:
                writing.add(Content(name, self._zip.read(name)))
            writing.finish(self.manifest)
        except UNREADABLE:
            return False
        self._source.seek(0)
        return fresh.digest() == _digest(self._source)


class _Onward:
    """A target that only goes on, so that a file, an answer and a comparison get the same bytes."""

    def __init__(self, take: Callable[[bytes], object]) -> None:
        self._take = take

    def write(self, piece: bytes, /) -> int:
        self._take(piece)
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Whoever opened the target closes it."""


def _digest(source: IO[bytes]) -> bytes:
    found = hashlib.sha256()
    while piece := source.read(_PIECE):
        found.update(piece)
    return found.digest()


def _damaged(why: str) -> Text:
    return Text(
        zh=f"不是办件档案，或者归档文件已损坏：{why}", en=f"no case file, or damaged: {why}"
    )


def _told(about: Kind, where: str, zh: str, en: str) -> Difference:
    return Difference(about=about, where=where, says=Text(zh=zh, en=en))
