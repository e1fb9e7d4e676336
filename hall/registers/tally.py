"""What the gateway counts: calls, how many came within a second or a minute, and questions asked twice."""

import hashlib
import secrets
from collections import Counter, deque
from collections.abc import Callable
from datetime import date, datetime

from flows.register_messages import Question, Reply
from matters.case import FindingOutcome
from matters.happened import business_date
from matters.words import Frozen

MOST_REMEMBERED = 1_000_000
"""Questions; then the oldest half is forgotten."""
CONCLUSIVE = (
    FindingOutcome.MATCH,
    FindingOutcome.MISMATCH,
    FindingOutcome.NO_RECORD,
    FindingOutcome.MULTIPLE,
)


class Counts(Frozen):
    """What one register has seen."""

    calls: int = 0
    questions: int = 0
    """More than calls where a call carries many."""
    most_calls_in_a_second: int = 0
    most_calls_in_a_minute: int = 0
    most_questions_in_a_second: int = 0
    most_questions_in_a_minute: int = 0
    doubled: int = 0
    """Conclusive answers to what the same case had been told before, and could still rely on."""
    outcomes: dict[str, int] = {}
    troubles: dict[int, int] = {}
    """Calls that ended otherwise, by status; 0: without an end."""


class _Most:
    """The most that came within so many seconds."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._came: deque[tuple[float, int]] = deque()
        self._now = 0
        self.most = 0

    def came(self, at: float, count: int) -> None:
        while self._came and self._came[0][0] <= at - self._seconds:
            self._now -= self._came.popleft()[1]
        self._came.append((at, count))
        self._now += count
        self.most = max(self.most, self._now)


class _Book:
    """The counts of one register while they grow."""

    def __init__(self) -> None:
        self.calls = self.questions = self.doubled = 0
        self.outcomes: Counter[str] = Counter()
        self.troubles: Counter[int] = Counter()
        self.of_calls = _Most(1), _Most(60)
        self.of_questions = _Most(1), _Most(60)

    def called(self, at: float, questions: int) -> None:
        self.calls += 1
        self.questions += questions
        for window in self.of_calls:
            window.came(at, 1)
        for window in self.of_questions:
            window.came(at, questions)

    def counts(self) -> Counts:
        return Counts(
            calls=self.calls,
            questions=self.questions,
            most_calls_in_a_second=self.of_calls[0].most,
            most_calls_in_a_minute=self.of_calls[1].most,
            most_questions_in_a_second=self.of_questions[0].most,
            most_questions_in_a_minute=self.of_questions[1].most,
            doubled=self.doubled,
            outcomes=dict(self.outcomes),
            troubles=dict(self.troubles),
        )


class Tally:
    """The counts of a running gateway; it keeps no question, only what tells two of them apart."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._key = secrets.token_bytes(32)
        self.forget()

    def forget(self) -> None:
        """Begin to count anew."""
        self._books: dict[str, _Book] = {}
        self._reliable: dict[bytes, date] = {}

    def called(self, register: str, questions: int) -> None:
        """A call with so many questions came in."""
        self._book(register).called(self._now().timestamp(), questions)

    def troubled(self, register: str, status: int) -> None:
        """A call ended without answers."""
        self._book(register).troubles[status] += 1

    def answered(self, register: str, question: Question, reply: Reply) -> None:
        """One question was answered."""
        book = self._book(register)
        book.outcomes[reply.outcome] += 1
        if reply.outcome not in CONCLUSIVE:
            return
        asked, today = self._digest(register, question), business_date(self._now())
        if self._reliable.get(asked, date.min) >= today:
            book.doubled += 1
        self._reliable[asked] = reply.valid_until or today
        if len(self._reliable) > MOST_REMEMBERED:
            kept = list(self._reliable.items())[MOST_REMEMBERED // 2 :]
            self._reliable = dict(kept)

    def of(self, register: str) -> Counts:
        book = self._books.get(register)
        return book.counts() if book else Counts()

    def all(self) -> dict[str, Counts]:
        return {register: book.counts() for register, book in self._books.items()}

    def _book(self, register: str) -> _Book:
        return self._books.setdefault(register, _Book())

    def _digest(self, register: str, question: Question) -> bytes:
        # Keyed, so that nobody can try identity numbers against what is remembered.
        inputs = sorted(question.inputs.items())
        asked = f"{register}|{question.purpose.case_number}|{inputs!r}"
        return hashlib.blake2b(asked.encode(), key=self._key, digest_size=16).digest()
