"""Calculations given to a program of their own, so that no page waits for them and each can be ended at once."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator

from pydantic import TypeAdapter

from hall.admin.long_tools import (
    FOUND,
    TASK,
    FaultsSeeded,
    Mutate,
    PlayedOut,
    ScenariosTried,
    Simulate,
    TryOut,
)
from hall.workshop import Labour, Progress
from matters.errors import OneGoError
from matters.mistakes import Mistake, MistakesFound
from matters.words import Text

log = logging.getLogger(__name__)

_MISTAKES: TypeAdapter[tuple[Mistake, ...]] = TypeAdapter(tuple[Mistake, ...])


class CalculationEnded(OneGoError):
    """The program ended without an answer: mostly its memory or its time was used up."""

    status = 500

    def __init__(self) -> None:
        super().__init__(
            zh="运行超出了允许的时间或内存，已中止。请减少数量（如每日收件数、天数、植入错误数）后重试。",
            en="It needed more time or memory than is allowed, and was ended. Try it with fewer applications, days or"
            " faults.",
        )


def calculation(task: TryOut | Mutate | Simulate) -> Labour:
    """The task as work for the workshop. It raises Stopped, MistakesFound, OneGoError."""

    def labour(progress: Progress) -> object:
        return _carried_out(TASK.dump_json(task), progress)

    return labour


def _carried_out(task: bytes, progress: Progress) -> ScenariosTried | FaultsSeeded | PlayedOut:
    command = (sys.executable, "-m", "hall.admin.calculating")
    with subprocess.Popen(  # noqa: S603 - our own program
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        progress.when_stopped(program.kill)
        assert program.stdin is not None  # noqa: S101 - it is a pipe
        try:
            program.stdin.write(task)
            program.stdin.close()
            for line in _lines(program):
                if answer := _heard(line, progress):
                    return answer
        finally:
            program.kill()
        progress(progress.done)
        log.warning("A calculation ended without an answer (code %s)", program.wait())
    raise CalculationEnded


def _lines(program: subprocess.Popen[bytes]) -> Iterator[bytes]:
    assert program.stdout is not None  # noqa: S101 - it is a pipe
    yield from program.stdout


def _heard(line: bytes, progress: Progress) -> ScenariosTried | FaultsSeeded | PlayedOut | None:
    """The answer, if the line is one; else how far it is."""
    match json.loads(line):
        case {"done": int(done), "total": int(total)}:
            progress(done, total)
            return None
        case {"found": found}:
            return FOUND.validate_python(found, strict=False)
        case {"mistakes": mistakes}:
            raise MistakesFound(_MISTAKES.validate_python(mistakes))
        case {"refused": refused}:
            text = Text.model_validate(refused)
            raise OneGoError(zh=text.zh, en=text.en)
        case _:
            return None
