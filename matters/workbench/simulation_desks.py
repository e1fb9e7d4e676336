"""Departments in a simulation: so many officers, a queue walked by the day that work is due, and a record of both."""

from collections.abc import Callable, Generator
from heapq import heappop, heappush
from typing import NamedTuple

import simpy

Steps = Generator[simpy.Event, object, None]
"""A process of SimPy."""


class Sample(NamedTuple):
    """From this minute on so many pieces waited and so many officers worked."""

    at: float
    waiting: int
    busy: int


class Job(NamedTuple):
    """A piece of work as it waits at a desk."""

    urgency: int
    """The ordinal of the day towards which it is done."""
    hands: int
    """How many officers it takes at once."""
    minutes: float
    wanted: Callable[[], bool]
    """Whether it is still to be done when its turn comes."""
    done: Callable[[int], None]
    """Called with the number of the officer who did it."""


class Desk:
    """One department: its officers take the most urgent work first, as the real queue is walked."""

    def __init__(self, clock: simpy.Environment, department: str, officers: int) -> None:
        self._clock = clock
        self.department = department
        self.officers = officers
        self._free = list(range(officers))
        self._queue: list[tuple[int, int, Job, simpy.Event, list[int]]] = []
        self._came = 0
        self.samples = [Sample(0.0, 0, 0)]
        self.waits: list[float] = []
        """Minutes that each piece of work waited for officers."""

    def work(self, job: Job) -> Steps:
        """Wait for officers, then work."""
        came = self._clock.now
        called, hands = self._clock.event(), list[int]()
        self._came += 1
        heappush(self._queue, (job.urgency, self._came, job, called, hands))
        self._serve()
        yield called
        if job.wanted():
            self.waits.append(self._clock.now - came)
            yield self._clock.timeout(job.minutes)
            job.done(hands[0])
        for officer in hands:
            heappush(self._free, officer)
        self._serve()

    def _serve(self) -> None:
        while self._queue and min(self._queue[0][2].hands, self.officers) <= len(self._free):
            _, _, job, called, hands = heappop(self._queue)
            hands += (heappop(self._free) for _ in range(min(job.hands, self.officers)))
            called.succeed()
        self._note()

    def _note(self) -> None:
        sample = Sample(self._clock.now, len(self._queue), self.officers - len(self._free))
        if self.samples[-1].at == sample.at:
            self.samples[-1] = sample
        else:
            self.samples.append(sample)


class DeskDay(NamedTuple):
    """One working day of a department: pieces waiting on average, at most, and minutes worked."""

    waiting: float
    most: int
    worked: float


def by_day(samples: list[Sample], day_length: float, days: int) -> tuple[DeskDay, ...]:
    """The record of a desk, day by day from the first."""
    waiting, worked, most = [0.0] * days, [0.0] * days, [0] * days
    ends = [later.at for later in samples[1:]] + [days * day_length]
    for sample, end in zip(samples, ends, strict=True):
        at = sample.at
        while at < min(end, days * day_length):
            day = int(at // day_length)
            until = min(end, (day + 1) * day_length)
            waiting[day] += sample.waiting * (until - at)
            worked[day] += sample.busy * (until - at)
            most[day] = max(most[day], sample.waiting)
            at = until
    return tuple(DeskDay(waiting[day] / day_length, most[day], worked[day]) for day in range(days))
