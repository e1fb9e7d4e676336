"""Messages taken over for delivery: each key once, remembered across restarts in one small file."""

import hashlib
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from flows.register_messages import Message, Receipt
from matters.errors import OneGoError
from matters.masking import mask_mobile, mask_name
from matters.words import Frozen


class DeliveriesDamaged(OneGoError):
    """The file of messages was changed by something else."""

    status = 500

    def __init__(self, path: Path) -> None:
        super().__init__(
            zh=f"送达记录文件 {path.name} 已损坏。请移走该文件后重新启动。",
            en=f"The file of deliveries {path.name} is damaged. Move it away and start again.",
        )


class Delivered(Frozen):
    """One line of the file; it holds nothing that names the receiver in full."""

    key: str
    receipt: str
    case_number: str
    channel: str
    to_name: str
    to_address: str
    text_digest: str
    taken_at: datetime
    repeat: bool = False


class Deliveries:
    """The book of messages; its file only grows."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._now = now
        self._first: dict[str, Delivered] = {}
        self._repeats: dict[str, int] = {}
        self._read(path)
        self._path = path

    def take(self, message: Message) -> Receipt:
        """Take a message over, or say that its key was taken before."""
        first = self._first.get(message.key)
        line = self._line(message) if first is None else first.model_copy(update={"repeat": True})
        with self._path.open("ab") as book:
            book.write(line.model_dump_json().encode() + b"\n")
        self._count(line)
        return Receipt(
            key=line.key, receipt=line.receipt, taken_at=line.taken_at, repeat=line.repeat
        )

    def find(self, key: str) -> tuple[Delivered | None, int]:
        """The message under that key, and how often it was handed over again."""
        return self._first.get(key), self._repeats.get(key, 0)

    def count(self) -> tuple[int, int]:
        """Messages, and repeats."""
        return len(self._first), sum(self._repeats.values())

    def _line(self, message: Message) -> Delivered:
        serial = len(self._first) + 1
        return Delivered(
            key=message.key,
            receipt=f"TZ{serial:08d}",
            case_number=message.case_number,
            channel=message.channel,
            to_name=mask_name(message.to_name),
            to_address=mask_mobile(message.to_address),
            text_digest=hashlib.sha256(message.text.encode()).hexdigest(),
            taken_at=self._now(),
        )

    def _count(self, line: Delivered) -> None:
        if line.repeat:
            self._repeats[line.key] = self._repeats.get(line.key, 0) + 1
            return
        self._first[line.key] = line

    def _read(self, path: Path) -> None:
        if not path.exists():
            return
        text = path.read_bytes()
        whole = text.rfind(b"\n") + 1
        if whole < len(text):
            # A crash in the middle of a line: it was never acknowledged.
            os.truncate(path, whole)
        for line in text[:whole].splitlines():
            try:
                self._count(Delivered.model_validate_json(line))
            except ValidationError:
                raise DeliveriesDamaged(path) from None
