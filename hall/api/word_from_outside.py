"""What other systems say of a case: signals, and answers to calls."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Path
from pydantic import Field as Rule

from hall.api.case_answers import CaseState
from hall.api.cases import done
from hall.api.models import V1, Answer, refusals
from hall.api.once import Key
from hall.api.opening import Number
from hall.doors import allowed
from hall.visitor import Visitor
from matters.acts import AnswerCall, Signal
from matters.fields import Answers
from matters.office import Key as StepKey

router = APIRouter(prefix=V1, tags=["cases"])
Teller = Annotated[Visitor, Depends(allowed("see-cases"))]
Called = Annotated[StepKey, Path(description="The key of the step that called this system.")]


class SignalSent(Answer):
    """Word that something happened that a step of the case waits for."""

    name: Annotated[str, Rule(max_length=100)]
    """The signal, as the matter names it."""
    values: Answers = {}
    """Answers that come with it, by path."""


class CallAnswered(Answer):
    """What a called system did, or that it cannot."""

    answered: bool = True
    """Whether it did its part."""
    values: Answers = {}
    """What the matter says that it gives, by name."""


@router.post(
    "/cases/{number}/signals",
    response_model=CaseState,
    responses=refusals(404, 409),
    summary="信号 · Say that something happened",
)
def signal(
    visitor: Teller, number: Number, body: Annotated[SignalSent, Body()], key: Key
) -> CaseState:
    """Tell a case that something happened which one of its steps waits for."""
    return done(visitor, number, Signal(name=body.name, values=body.values), key)


@router.post(
    "/cases/{number}/calls/{step}",
    response_model=CaseState,
    responses=refusals(404, 409),
    summary="答复调用 · Answer a call",
)
def answer(
    visitor: Teller,
    number: Number,
    step: Called,
    body: Annotated[CallAnswered, Body()],
    key: Key,
) -> CaseState:
    """Answer what a step called this system for; the step ends with it."""
    act = AnswerCall(step=step, answered=body.answered, values=body.values)
    return done(visitor, number, act, key)
