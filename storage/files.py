"""The files we keep, named by the SHA-256 of their content: uploads and notices, sealed at rest."""

import hashlib
import os
import secrets
from enum import Enum
from pathlib import Path

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from storage.encryption import Keyring
from storage.refusals import (
    FileAltered,
    FileKindNotAllowed,
    FileMissing,
    FileTooLarge,
    SealBroken,
)

SEALED = ".sealed"


class FileKind(Enum):
    """The kinds of file that a person may hand in, told by their first bytes."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"


FIRST_BYTES = {
    b"%PDF-": FileKind.PDF,  # ISO 32000-1, 7.5.2
    b"\x89PNG\r\n\x1a\n": FileKind.PNG,  # PNG specification, 5.2
    b"\xff\xd8\xff": FileKind.JPEG,  # ITU-T T.81, Annex B: SOI and the first marker
}


def kind_of(content: bytes) -> FileKind | None:
    """The kind of a file by its first bytes; None when it is of no kind that is accepted."""
    kinds = (kind for start, kind in FIRST_BYTES.items() if content.startswith(start))
    return next(kinds, None)


def accepted(content: bytes, limit: int) -> FileKind:
    """The kind of an upload that may be kept; the limit is in bytes.

    Raises FileTooLarge, FileKindNotAllowed.
    """
    if len(content) > limit:
        raise FileTooLarge(len(content), limit)
    kind = kind_of(content)
    if kind is None:
        raise FileKindNotAllowed
    return kind


def digest_of(content: bytes) -> str:
    """The name a content is kept under: its SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


class FileStore:
    """A folder or bucket of files by digest; with a keyring, every file is written sealed."""

    def __init__(self, url: str, keyring: Keyring | None) -> None:
        self._files, self._root = url_to_fs(url)
        self._keyring = keyring

    def put(self, content: bytes) -> str:
        """Keep a content and return its digest; keeping it twice changes nothing.

        When it returns, a local file is on the disk: a row may name it.
        """
        digest = digest_of(content)
        if not self.exists(digest):
            self._keep(digest, content)
        return digest

    def get(self, digest: str) -> bytes:
        """The content with that digest. Raises FileMissing, FileAltered, KeyUnknown."""
        content = self._read(digest)
        if digest_of(content) != digest:
            raise FileAltered(digest)
        return content

    def exists(self, digest: str) -> bool:
        return any(self._files.exists(path) for path in self._paths(digest))

    def rotate(self, digest: str) -> None:
        """Seal a file again with the current key, if it is plain or under an older one."""
        if self._keyring is None:
            return
        sealed, plain = self._paths(digest)
        if self._files.exists(sealed) and self._keyring.is_current(self._files.cat_file(sealed)):
            return
        self._keep(digest, self.get(digest))
        if self._files.exists(plain):
            self._files.rm_file(plain)

    def _keep(self, digest: str, content: bytes) -> None:
        sealed, plain = self._paths(digest)
        if self._keyring is None:
            self._write(plain, content)
        else:
            self._write(sealed, self._keyring.seal_bytes(content, digest.encode()))

    def _read(self, digest: str) -> bytes:
        sealed, plain = self._paths(digest)
        if self._files.exists(plain):
            return bytes(self._files.cat_file(plain))
        if not self._files.exists(sealed) or self._keyring is None:
            raise FileMissing(digest)
        try:
            return self._keyring.open_bytes(self._files.cat_file(sealed), digest.encode())
        except SealBroken:
            raise FileAltered(digest) from None

    def _paths(self, digest: str) -> tuple[str, str]:
        """Where a file lies: sealed, and plain."""
        path = f"{self._root}/{digest[:2]}/{digest[2:4]}/{digest}"
        return path + SEALED, path

    def _write(self, path: str, content: bytes) -> None:
        """Write beside and rename: a reader never sees half a file."""
        fresh = f"{path}.{secrets.token_hex(8)}"
        if isinstance(self._files, LocalFileSystem):
            Path(self._root).mkdir(mode=0o700, parents=True, exist_ok=True)
        self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
        with self._files.open(fresh, "wb") as file:
            file.write(content)
            if isinstance(self._files, LocalFileSystem):
                file.flush()
                os.fsync(file.fileno())
        self._files.mv(fresh, path)
        if isinstance(self._files, LocalFileSystem):
            _settle(Path(path).parent)


def _settle(folder: Path) -> None:
    """Have the new name in a folder on the disk, as the file's content is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
