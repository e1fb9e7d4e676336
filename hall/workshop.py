"""Work that takes longer than a page may: one piece at a time for each account, its result kept until the next.

It lives in the process of the pages: a page that was closed and opened again finds it, and a restart ends it.
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from matters.errors import OneGoError, Refused
from matters.words import Text

log = logging.getLogger(__name__)

AT_ONCE = 2
"""Pieces of work that run side by side, of all accounts; others wait their turn."""
MOST_KEPT = 60
"""Results that are kept, of all accounts; the oldest go first."""

State = Literal["waiting", "running", "done", "failed", "stopped"]
UNFORESEEN = Text(
    zh="工具运行时出现未预料的错误，原因已记入日志。请稍后重试；仍不成功的，请交维护人员查看日志。",
    en="Something went wrong that nobody foresaw; the log tells what. Try again, or ask those who maintain OneGo.",
)


class Stopped(Exception):
    """Somebody asked for the end of a piece of work."""


class StillAtWork(Refused):
    """An account that already has something running begins more."""

    def __init__(self, name: Text) -> None:
        super().__init__(
            zh=f"您的“{name.zh}”还在运行。请等它完成，或者先停止它。",
            en=f"Your “{name.en}” is still running. Wait until it is done, or stop it first.",
        )


class Progress:
    """How far a piece of work is, told by itself; where it hears that it should stop."""

    def __init__(self) -> None:
        self.done = 0
        self.total: int | None = None
        self._stop = threading.Event()
        self._on_stop: Callable[[], None] | None = None

    def __call__(self, done: int, total: int | None = None) -> None:
        """So many are done, of so many. Raises Stopped."""
        self.done, self.total = done, total if total is not None else self.total
        if self._stop.is_set():
            raise Stopped

    @property
    def is_stopped(self) -> bool:
        return self._stop.is_set()

    def when_stopped(self, do: Callable[[], None]) -> None:
        """What ends it at once; done right away if it shall stop already."""
        self._on_stop = do
        if self._stop.is_set():
            do()

    def stop(self) -> None:
        self._stop.set()
        if self._on_stop is not None:
            self._on_stop()


Labour = Callable[[Progress], object]


class Order(NamedTuple):
    """What is to be done, on what, and where its page is."""

    subject: str
    tool: str
    name: Text
    address: str
    said: dict[str, str] = {}
    """What was written in its form, to be shown again."""


@dataclass
class Job:
    """One piece of work of one account."""

    account: str
    order: Order
    progress: Progress = field(default_factory=Progress)
    state: State = "waiting"
    found: object = None
    refused: OneGoError | None = None
    """Why it failed, for people."""

    @property
    def is_over(self) -> bool:
        return self.state not in ("waiting", "running")


class Workshop:
    """The pieces of work of everybody in this process."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._places = threading.Semaphore(at_once)
        self._lock = threading.Lock()
        self._jobs: OrderedDict[tuple[str, str, str], Job] = OrderedDict()

    def begin(self, account: str, order: Order, labour: Labour) -> Job:
        """Do it in the background. Raises StillAtWork."""
        job = Job(account, order)
        with self._lock:
            if busy := self._busy(account):
                raise StillAtWork(busy.order.name)
            self._jobs.pop((account, order.subject, order.tool), None)
            self._jobs[account, order.subject, order.tool] = job
            self._forget_oldest()
        threading.Thread(
            target=self._work, args=(job, labour), name=f"workshop-{order.tool}", daemon=True
        ).start()
        return job

    def find(self, account: str, subject: str, tool: str) -> Job | None:
        """The newest piece of work of this account with this tool on this subject."""
        with self._lock:
            return self._jobs.get((account, subject, tool))

    def busy(self, account: str) -> Job | None:
        """What is running for the account."""
        with self._lock:
            return self._busy(account)

    def stop(self, account: str) -> None:
        """End what is running for the account; nothing if nothing is."""
        job = self.busy(account)
        if job is not None:
            job.progress.stop()

    def _busy(self, account: str) -> Job | None:
        return next(
            (one for one in self._jobs.values() if one.account == account and not one.is_over), None
        )

    def _forget_oldest(self) -> None:
        for key in [key for key, one in self._jobs.items() if one.is_over][: -MOST_KEPT or None]:
            del self._jobs[key]

    def _work(self, job: Job, labour: Labour) -> None:
        with self._places:
            if job.progress.is_stopped:
                job.state = "stopped"
                return
            job.state = "running"
            job.state = self._ended(job, labour)

    def _ended(self, job: Job, labour: Labour) -> State:
        """Nothing that a tool raises may end the thread without a word."""
        try:
            job.found = labour(job.progress)
        except Stopped:
            return "stopped"
        except OneGoError as refused:
            job.refused = refused
        except Exception:
            log.exception("A tool of the workbench failed: %s", job.order.tool)
            job.refused = OneGoError(zh=UNFORESEEN.zh, en=UNFORESEEN.en)
        else:
            return "stopped" if job.progress.is_stopped else "done"
        return "stopped" if job.progress.is_stopped else "failed"
