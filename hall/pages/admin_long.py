"""The tools that take long: begun with a button, carried out in the background, found again on their page."""

from collections.abc import Mapping

from fastapi import APIRouter, Response

from hall.admin.calculations import calculation
from hall.admin.long_tools import (
    FaultsSeeded,
    Mutate,
    PlayedOut,
    ScenariosTried,
    Simulate,
    TryOut,
)
from hall.admin.moves import Moves, Replays, moves, replays
from hall.admin.moving import Move
from hall.admin.planning import MOST_FAULTS, number_in, plan_in
from hall.admin.situating import scenarios_in
from hall.admin.subjects import NothingToWorkOn, Subject
from hall.admin.tools import tool_name
from hall.pages.admin_frame import Worker, framed, mistakes_of, on_bench
from hall.pages.admin_workbench import attached
from hall.visitor import Visitor
from hall.workshop import Labour, Order
from matters.case import business_date
from matters.errors import ActRefused, NotFound, OneGoError
from matters.words import Text
from matters.workbench.simulation_plot import plot
from matters.workbench.simulation_scene import departments
from storage import published

router = APIRouter(prefix="/admin/workbench/{of}")

KINDS: Mapping[str, tuple[type, ...]] = {
    "test": (ScenariosTried,),
    "mutate": (FaultsSeeded,),
    "simulate": (PlayedOut,),
    "replay": (Replays,),
    "migrate": (Moves,),
}
"""By tool, what its page can show."""
NO_SCENARIOS = ActRefused(
    zh="没有情景文件。请在“修改原文”页粘贴或上传该事项的情景文件。",
    en="There is no file of scenarios. Paste or upload one on the page “Edit the text”.",
)
NO_SOURCE = ActRefused(
    zh="该版本没有保存 YAML 原文，无法植入错误。",
    en="The YAML of this version was not kept, so no faults can be seeded into it.",
)
REASON = "事项版本更新"
"""Why a case moves, as it records it, unless the administrator says otherwise."""


@router.get("/test")
@router.get("/mutate")
@router.get("/simulate")
@router.get("/replay")
@router.get("/migrate")
def show(visitor: Worker, of: str) -> Response:
    """The form of the tool, what is at work, and what was found last."""
    return _page(visitor, on_bench(visitor, of), visitor.path.rpartition("/")[2])


@router.get("/simulate.svg")
def simulated(visitor: Worker, of: str) -> Response:
    """The plot of the last simulation. Raises NotFound."""
    subject = on_bench(visitor, of)
    job = visitor.hall.workshop.find(visitor.signed.id, subject.of, "simulate")
    if job is None or not isinstance(job.found, PlayedOut):
        raise NotFound(Text(zh="仿真结果", en="The simulation"))
    picture = plot(job.found.simulated, visitor.language)
    return attached(f"{subject.stem}-simulation.svg", picture.encode(), "image/svg+xml")


@router.post("/stop")
def stop(visitor: Worker, of: str) -> Response:
    """End what is running for this account."""
    busy = visitor.hall.workshop.busy(visitor.signed.id)
    visitor.hall.workshop.stop(visitor.signed.id)
    said = Text(zh="已停止。", en="Stopped.")
    return visitor.go(busy.order.address if busy else f"/admin/workbench/{of}/check", said, "note")


@router.post("/test")
@router.post("/mutate")
@router.post("/simulate")
@router.post("/replay")
@router.post("/migrate")
def begin(visitor: Worker, of: str) -> Response:
    """Begin it in the background; the page then shows how far it is."""
    subject, tool = on_bench(visitor, of), visitor.path.rpartition("/")[2]
    address = f"{subject.here}/{tool}"
    try:
        order = Order(subject.of, tool, tool_name(tool), address, _said(visitor))
        visitor.hall.workshop.begin(visitor.signed.id, order, _labour(visitor, subject, tool))
    except NothingToWorkOn:
        return _page(visitor, subject, tool)
    except OneGoError as refused:
        return _page(visitor, subject, tool, refused)
    return visitor.go(address)


def _page(
    visitor: Visitor, subject: Subject, tool: str, refused: OneGoError | None = None
) -> Response:
    workshop, account = visitor.hall.workshop, visitor.signed.id
    job = workshop.find(account, subject.of, tool)
    busy = workshop.busy(account)
    found = job.found if job and isinstance(job.found, KINDS[tool]) else None
    return framed(
        visitor,
        subject,
        tool,
        refused,
        job=job,
        other=busy if busy is not job else None,
        found=found,
        mistakes=mistakes_of(job),
        written=_said(visitor) if refused else job.order.said if job else {},
        picture=_picture(visitor, found),
        today=business_date(visitor.hall.clock()),
        versions=_versions(visitor, subject) if tool == "migrate" else (),
        situations=scenarios_in(subject) if tool == "simulate" and subject.declared else (),
        desks=departments(subject.rules) if subject.declared else (),
    )


def _labour(visitor: Visitor, subject: Subject, tool: str) -> Labour:
    """Raises NothingToWorkOn, ActRefused, SimulationMistake."""
    house = visitor.hall.installation
    match tool:
        case "replay":
            return replays(house, subject.matter)
        case "migrate":
            return _migration(visitor, subject)
        case _:
            return calculation(_task(visitor, subject, tool))


def _task(visitor: Visitor, subject: Subject, tool: str) -> TryOut | Mutate | Simulate:
    matter, posted = subject.matter, visitor.posted
    stored, key = published.as_text(matter), matter.matter
    own, source = subject.scenarios, subject.source
    if tool == "simulate":
        return Simulate(
            matter=stored, key=key, scenarios=own, plan=plan_in(posted, subject.rules),
            begins=business_date(visitor.hall.clock()), seed=number_in(posted, "seed", 1),
        )  # fmt: skip
    if own is None:
        raise NO_SCENARIOS
    if tool == "test":
        return TryOut(matter=stored, key=key, scenarios=own)
    if not source:
        raise NO_SOURCE
    most = min(number_in(posted, "most", 100), MOST_FAULTS)
    seed = number_in(posted, "seed", 1)
    return Mutate(matter=stored, key=key, scenarios=own, source=source, most=most, seed=seed)


def _migration(visitor: Visitor, subject: Subject) -> Labour:
    """Only a published version takes running cases. Raises ActRefused."""
    if subject.is_draft:
        raise ActRefused(
            zh="只能转到已发布的版本。", en="Cases move only to a version that is published."
        )
    matter, posted = subject.matter, visitor.posted
    reason = posted.text("reason")[:200] or REASON
    move = Move(matter.matter, matter.version, visitor.signed.id, reason)
    match posted.text("do"):
        case "apply":
            return moves(visitor.hall.installation, move, "apply")
        case "undo":
            return moves(visitor.hall.installation, move, "undo")
        case _:
            return moves(visitor.hall.installation, move, "look")


def _said(visitor: Visitor) -> dict[str, str]:
    """What was written in the form, to be shown again."""
    posted = visitor.posted
    return {name: posted.text(name) for name in posted.names() if name != "mark"}


def _picture(visitor: Visitor, found: object) -> str:
    return plot(found.simulated, visitor.language) if isinstance(found, PlayedOut) else ""


def _versions(visitor: Visitor, subject: Subject) -> tuple[int, ...]:
    key = subject.of.partition("@")[0]
    with visitor.hall.database.transaction() as connection:
        return tuple(one.version for one in published.versions(connection) if one.key == key)
