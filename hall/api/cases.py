"""One case and what is done to it: `GET /cases/{number}`, its facts and papers, `POST /cases/{number}/acts`."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Path, Response
from pydantic import ValidationError

from flows.commands import act_on
from hall.act_people import check_transfer
from hall.act_rights import hall_steps, right_for_act
from hall.api.case_answers import CaseState, CaseView, FactList
from hall.api.case_views import case_view, fact_list, state_view
from hall.api.clock_answers import ClockList
from hall.api.clock_views import clock_list
from hall.api.models import V1, refusals
from hall.api.once import Key, before
from hall.api.opening import Number, opened
from hall.api.papers import require_papers, require_seen
from hall.case_fields import sensitive_of
from hall.case_file import CaseFile
from hall.case_papers import upload_of
from hall.doors import allowed
from hall.permissions import require
from hall.reads import note_shown, note_unmasked, read_case
from hall.visitor import Visitor
from matters.acts import Act, Supply, Transfer
from matters.errors import NotFound
from matters.office import HALL
from matters.words import Text

router = APIRouter(prefix=V1, tags=["cases"])
Reader = Annotated[Visitor, Depends(allowed("see-cases"))]
MaterialKey = Annotated[str, Path(description="The key of a material of the case's matter.")]


@router.get(
    "/cases/{number}",
    response_model=CaseView,
    responses=refusals(404),
    summary="办件 · One case",
)
def one_case(visitor: Reader, number: Number) -> CaseView:
    """The case as far as it is this department's: its fields, its papers, its open work."""
    file = read_case(visitor, number)
    if sensitive := sensitive_of(file):
        note_unmasked(visitor, file, sensitive)
    return case_view(file)


@router.get(
    "/cases/{number}/facts",
    response_model=FactList,
    responses=refusals(404),
    summary="办理过程 · What happened",
)
def facts_of_case(visitor: Reader, number: Number) -> FactList:
    """What happened in the case, as far as it is this department's business: what, when, by whom. No answers."""
    return fact_list(read_case(visitor, number, "facts"))


@router.get(
    "/cases/{number}/clocks",
    response_model=ClockList,
    responses=refusals(404),
    summary="期限台账 · The clock ledger",
)
def clocks_of_case(visitor: Reader, number: Number, days: bool = False) -> ClockList:
    """Every clock of the case: what started it, until when it counts, what stopped it; with `days` each day and why."""
    file = read_case(visitor, number, "clocks")
    return clock_list(file.rules, file.case, file.today, with_days=days)


@router.get(
    "/cases/{number}/papers/{material}",
    response_class=Response,
    responses={**refusals(404), 200: {"content": {"application/pdf": {}, "image/*": {}}}},
    summary="材料文件 · A paper",
)
def paper(
    visitor: Reader, number: Number, material: MaterialKey, digest: str | None = None
) -> Response:
    """The content of an uploaded paper that this department may open; without `digest` the last file."""
    file = opened(visitor, number)
    one = upload_of(file, material, digest)
    if one is None:
        raise NotFound(Text(zh="该材料的文件", en="A file of this material"))
    note_shown(visitor, file, f"paper {material}")
    content = visitor.hall.installation.files.get(one.digest)
    return Response(content, media_type=one.label)


@router.post(
    "/cases/{number}/acts",
    response_model=CaseState,
    responses=refusals(404, 409),
    summary="办理 · Act on a case",
)
def act(
    visitor: Reader, number: Number, body: Annotated[Act, Body(discriminator="act")], key: Key
) -> CaseState:
    """Do one act; the answer is the case's new state. Refused acts change nothing and free the key."""
    return done(visitor, number, body, key)


def done(visitor: Visitor, number: str, body: Act, key: str) -> CaseState:
    """Do the act once for its key; the answer is the case's new state, the same again for the same key."""
    if visitor.signed.department != HALL:
        require(visitor.signed, right_for_act(body))  # also before it may see the case
    file = opened(visitor, number)
    require(visitor.signed, right_for_act(body, hall_steps(file)))
    earlier = before(visitor, key, body.model_dump_json())
    answered = earlier.answer()
    if answered is None:
        _check(visitor, file, body)
        act_on(visitor.hall.installation, number, body, visitor.actor, earlier.once)
    return _kept(answered) or _fresh(visitor, number, earlier.keep)


def _check(visitor: Visitor, file: CaseFile, body: Act) -> None:
    require_seen(body.model_dump())
    match body:
        case Supply(evidence=evidence):
            require_papers(visitor.hall, file.rules.matter, evidence)
        case Transfer():
            check_transfer(visitor.hall, file, body)
        case _:
            pass


def _kept(answered: str | None) -> CaseState | None:
    """The answer that was given; None if the call broke off between the act and its answer."""
    try:
        return CaseState.model_validate_json(answered) if answered else None
    except ValidationError:
        return None


def _fresh(visitor: Visitor, number: str, keep: Callable[[str], None]) -> CaseState:
    state = state_view(opened(visitor, number))
    keep(state.model_dump_json())
    return state
