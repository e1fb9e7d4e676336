"""Texts of matters on the workbench before anybody hands them in: kept as files by their digest, never changed."""

import re

from pydantic import ValidationError

from matters.errors import NotFound
from matters.words import Frozen, Text
from storage.files import FileStore
from storage.refusals import FileAltered, FileMissing, KeyUnknown

NAME = re.compile(r"[0-9a-f]{64}")


class KeptDraft(Frozen):
    """A text with the scenarios beside it; another text is another draft."""

    kept: str = "matter-draft"
    text: str
    scenarios: str | None = None


def keep(files: FileStore, text: str, scenarios: str | None = None) -> str:
    """Keep a text with its scenarios; the name that finds it again."""
    draft = KeptDraft(text=_lines(text), scenarios=_lines(scenarios) if scenarios else None)
    return files.put(draft.model_dump_json().encode())


def find(files: FileStore, name: str) -> KeptDraft:
    """The draft of that name; no other file that is kept is ever shown. Raises NotFound."""
    if not NAME.fullmatch(name):
        raise _unknown()
    try:
        draft = KeptDraft.model_validate_json(files.get(name))
    except (FileMissing, FileAltered, KeyUnknown, ValidationError):
        raise _unknown() from None
    if draft.kept != "matter-draft":
        raise _unknown()
    return draft


def _lines(text: str) -> str:
    """With the ends of lines of this machine, as browsers do not send them; what is no text is left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", errors="ignore").decode()


def _unknown() -> NotFound:
    return NotFound(Text(zh="这份草稿", en="This draft"))
