"""The turns of which stories are made: each is one act, with what it changes besides its own step or part."""

from matters.acts import (
    Accept,
    AddPart,
    Decide,
    DropPart,
    Finish,
    SendBack,
    Signal,
    Skip,
    Take,
    Terminate,
    Withdraw,
)
from matters.fields import Value
from tests.cases import on
from tests.patterns.telling import Turn


def accept(then: str) -> Turn:
    return Turn(then, Accept())


def grant(what: str, then: str = "", **values: Value) -> Turn:
    """Decide a step (`mount`) or one part of it (`stamp.2`) well, with the values that it finds out."""
    step, _, part = what.partition(".")
    act = Decide(step=step, part=part or None, decision="granted", values=values)
    return Turn(f"{what} granted; {then}", act)


def refuse(what: str, then: str = "") -> Turn:
    step, _, part = what.partition(".")
    act = Decide(
        step=step, part=part or None, decision="refused", reasons="不具备条件。", basis="测试依据"
    )
    return Turn(f"{what} refused; {then}", act)


def take(step: str, then: str = "") -> Turn:
    return Turn(then, Take(step=step))


def signal(name: str, then: str = "") -> Turn:
    return Turn(then, Signal(name=name))


def send_back(step: str, to: str, then: str) -> Turn:
    return Turn(then, SendBack(step=step, to=to, reason="内容有误，请重新办理。"))


def terminate(step: str | None, then: str) -> Turn:
    return Turn(then, Terminate(step=step, reason="不再需要办理。", basis="测试依据第一条"))


def skip(step: str, then: str = "") -> Turn:
    return Turn(f"{step} skipped; {then}", Skip(step=step, reason="已有结果，无须办理。"))


def withdraw(then: str) -> Turn:
    return Turn(then, Withdraw(reason="活动取消。"))


def add_part(step: str, then: str) -> Turn:
    return Turn(then, AddPart(step=step, reason="新发现一处。"))


def drop_part(what: str, then: str) -> Turn:
    step, _, part = what.partition(".")
    return Turn(then, DropPart(step=step, part=part, reason="重复登记。"))


def finish(step: str, then: str) -> Turn:
    return Turn(then, Finish(step=step, reason="数据已经足够。"))


def on_day(day: str, then: str) -> Turn:
    """The day comes, and the machine does what is due."""
    return Turn(then, day=on(day))
