"""`python -m bench fuzz`: whatever a file holds, `check` ends soon, in little memory, with sentences."""

import gc
import resource
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType
from typing import NamedTuple, get_args

from rich.console import Console
from rich.progress import track

from bench.fuzz_inputs import Inputs, Seed, seeds_of
from bench.row import Row
from matters.library import Library
from matters.mistakes import Mistake, MistakesFound
from matters.reading import SHIPPED, check_matter, read_catalogue, read_library
from matters.steps import Event

FIXTURE = Path("tests/matters/fixtures/catalogue")
OWN = Path(__file__).with_name("fuzz.yaml")
LONGEST = 2.0
"""Seconds that one input may take on a machine of its own."""
_TOO_LONG = 30
"""Seconds of the clock after which an input is stopped: on a busy machine many more than of the processor."""
_MORE_MEMORY = 1 << 30
"""Bytes beyond what the process has at the start."""
_SHARED = 20
"""One of so many inputs is a file that all matters share."""
_MOST_DEFECTS = 20
_TOLD_EVERY = 5000


class TooLong(BaseException):
    """One input was stopped; no `except Exception` catches it."""


class Told(NamedTuple):
    """What `check` said of one input, and the processor's seconds that it took."""

    mistakes: tuple[Mistake, ...]
    seconds: float


@dataclass
class Found:
    """What became of the inputs."""

    count: int = 0
    right: int = 0
    mistakes: int = 0
    worst: float = 0.0
    worst_number: int = 0
    defects: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Fuzzer:
    """The inputs of one seed: each can be made again by its number alone."""

    seed: int
    folder: Path
    """Where inputs are written for `check` to read."""
    inputs: Inputs
    shared: Inputs
    library: Library

    def one(self, number: int) -> Told:
        """Checks the input of that number. Raises whatever `check` raises, and AssertionError."""
        rng = Random(f"{self.seed}:{number}")
        try:
            seed, content = (self.shared if number % _SHARED == 0 else self.inputs).content(rng)
        except MemoryError:
            # Our own writer ran out of memory: what cannot be written cannot be handed in.
            return Told((), 0.0)
        if number % _SHARED == 0:
            return self._shared_file(seed, content)
        path = self.folder / seed.name
        path.write_bytes(content)
        began = time.thread_time()
        mistakes = check_matter(path, self.library)
        told = Told(mistakes, time.thread_time() - began)
        _assert_told(told, content)
        return told

    def _shared_file(self, seed: Seed, content: bytes) -> Told:
        path = next((self.folder / "catalogue").rglob(seed.name))
        right = path.read_bytes()
        path.write_bytes(content)
        began = time.thread_time()
        try:
            read_catalogue(self.folder / "catalogue")
        except MistakesFound as found:
            return Told(found.mistakes, time.thread_time() - began)
        finally:
            path.write_bytes(right)
        return Told((), time.thread_time() - began)


def fuzzer(seed: int, folder: Path) -> Fuzzer:
    """Matters of the fixtures, the shipped catalogue and the documentation, and what they share."""
    shutil.copytree(FIXTURE, folder / "catalogue")
    small = [OWN, *sorted((FIXTURE / "matters").glob("*.yaml"))]
    large = [
        *sorted((SHIPPED / "matters").glob("*.yaml")),
        *sorted(Path("docs/examples/matters").glob("*.yaml")),
    ]
    shared = [*FIXTURE.glob("*.yaml"), *sorted((FIXTURE / "calendars").glob("*.yaml"))]
    weights = (len(large) * 8,) * len(small) + (1,) * len(large)
    return Fuzzer(
        seed=seed,
        folder=folder,
        inputs=Inputs(seeds_of([*small, *large]), weights),
        shared=Inputs(seeds_of(sorted(shared)), (1,) * len(shared)),
        library=_with_all_letters(read_library(FIXTURE)),
    )


def _with_all_letters(library: Library) -> Library:
    """No matter of the fuzzer is wrong for want of a letter: its paths are looked at as well."""
    letter = library.office.letters[0].key
    every = dict.fromkeys(get_args(Event), letter)
    return library.model_copy(update={"letter_defaults": every | library.letter_defaults})


def _assert_told(told: Told, content: bytes) -> None:
    lines = content.count(b"\n") + content.count(b"\r") + 3 + content.count("\x85".encode())
    lines += content.count("\u2028".encode()) + content.count("\u2029".encode())
    for mistake in told.mistakes:
        assert 1 <= mistake.line <= lines, f"line {mistake.line} of {lines}"
        assert mistake.column >= 1, "no column"
        assert mistake.sentence("zh"), "nothing said in Chinese"
        assert mistake.sentence("en"), "nothing said in English"


def run(fuzzer: Fuzzer, numbers: Iterable[int], found: Found) -> Found:
    """Every input of the numbers; a defect is noted with the number that makes it again."""
    with _alarm() as wound_up, _own_memory():
        for number in numbers:
            wound_up()
            _one(fuzzer, number, found)
            if len(found.defects) >= _MOST_DEFECTS:
                break
    return found


def _one(fuzzer: Fuzzer, number: int, found: Found) -> None:
    found.count += 1
    try:
        told = fuzzer.one(number)
    except TooLong:
        found.defects.append(f"{number}: stopped after {_TOO_LONG} s")
    except Exception as defect:  # any error at all is what the fuzzer looks for
        found.defects.append(f"{number}: {type(defect).__name__}: {str(defect)[:300]}")
    else:
        found.right += not told.mistakes
        found.mistakes += len(told.mistakes)
        if told.seconds > found.worst:
            found.worst, found.worst_number = told.seconds, number


@contextmanager
def _own_memory() -> Iterator[None]:
    """The collector leaves alone what the process held before: looking through that is no work of `check`."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def _alarm() -> Iterator[Callable[[], object]]:
    """Gives what winds the alarm up; unless wound up again in time it stops the input."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    try:
        yield lambda: signal.setitimer(signal.ITIMER_REAL, _TOO_LONG)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def rows(inputs: int, seed: int) -> Iterator[Row]:
    """So many inputs, with a bound on the process's memory and on each input's time."""
    found = Found()
    with tempfile.TemporaryDirectory() as folder:
        subject = fuzzer(seed, Path(folder))
        _bound_memory()
        run(subject, _shown(inputs, found), found)
    for defect in found.defects:
        Console(stderr=True).print(f"[red]defect[/] seed {seed}, input {defect}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    note = f"seed {seed}; {found.count} inputs, {found.right} of them right, {found.mistakes} mistakes told"
    yield Row("check: defects found by the fuzzer", len(found.defects), "", 0, note=note)
    yield Row("check: slowest input", found.worst, "s", LONGEST, note=f"input {found.worst_number}")
    yield Row("check: memory of the process at its peak", peak, "MB")


def _shown(inputs: int, found: Found) -> Iterator[int]:
    console = Console(stderr=True)
    if console.is_terminal:
        yield from track(range(1, inputs + 1), "fuzzing", console=console)
        return
    for number in range(1, inputs + 1):
        yield number
        if number % _TOLD_EVERY == 0:
            defects = "; ".join(found.defects) or "no defects"
            console.print(f"{number} inputs, {defects}, slowest {found.worst:.2f} s")


def _bound_memory() -> None:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + _MORE_MEMORY, hard))
