"""A file that somebody holds in hand: whether it is a notice of this office, byte for byte, and whose signature it has.

The file is looked at and not kept.
"""

from dataclasses import dataclass
from typing import Literal

from flows.installation import Installation
from forms.signatures import Examined, examine
from hall.verification import Genuine, verified_by_digest
from storage.files import FileKind, digest_of, kind_of

FileState = Literal["ours", "altered", "unknown", "no-pdf"]


@dataclass(frozen=True)
class FileSeen:
    """What is known of a file."""

    state: FileState
    digest: str
    examined: Examined | None = None
    document: Genuine | None = None


def file_seen(house: Installation, content: bytes) -> FileSeen:
    """Whether the file is one that this office issued, and what its signature proves by itself.

    A file whose signature does not hold is altered, unless its digest is known, which cannot be.
    """
    digest = digest_of(content)
    if kind_of(content) is not FileKind.PDF:
        return FileSeen("no-pdf", digest)
    examined = examine(content)
    document = verified_by_digest(house, digest)
    if document is not None:
        return FileSeen("ours", digest, examined, document)
    return FileSeen("altered" if examined.holds == "altered" else "unknown", digest, examined)
