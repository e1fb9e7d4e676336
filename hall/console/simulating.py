"""`onego matter simulate`: how long applicants would wait, where work piles up, what one more officer gains."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pydantic import ValidationError
from rich.console import Console
from rich.progress import Progress as Bar
from rich.table import Table

from flows.installation import read_clock
from hall.console.catalogue import provisional
from hall.console.checking import library_of
from hall.console.matters import find
from hall.console.speech import OUT, columns, either, into, language, say, show
from hall.simulating_options import Supposed
from matters.calendars import Calendar
from matters.case import business_date
from matters.reading import SHIPPED, read_document, read_library
from matters.rules import Rules
from matters.scenarios import Scenarios
from matters.spec import Matter
from matters.workbench.simulation import simulate
from matters.workbench.simulation_plan import Plan, SimulationMistake
from matters.workbench.simulation_plot import plot
from matters.workbench.simulation_results import Gain, Simulated, Spread
from matters.workbench.simulation_run import Progress
from matters.workbench.simulation_scene import Scene
from matters.workbench.simulation_situations import situations_of

SINGLE = ("per_day", "days", "warm_up", "refused", "asked", "register_minutes")
_YEARS = 6
"""How many years from the start on the calendar must hold; a year without its notice counts as an ordinary one."""
_DAYS_OF_A_YEAR = 366


@dataclass(frozen=True)
class Wanted:
    """How a simulation shall be run and told."""

    begins: date | None
    seed: int
    compare: bool
    as_json: bool
    picture: Path | None


def run_simulation(name: str, plan: Plan, wanted: Wanted) -> int:
    """Simulate a matter and tell what was found; 1 if cases could not go on.

    Raises MatterUnknown, MistakesFound, SimulationMistake, FactMissing.
    """
    scene = _scene(name, plan, wanted)
    with _progress() as progress:
        found = simulate(scene, progress, compare=wanted.compare)
    if wanted.picture is not None:
        wanted.picture.write_text(plot(found, language()), encoding="utf-8")
    if wanted.as_json:
        OUT.print(found.model_dump_json(indent=2))
    else:
        _tell(found)
    return 1 if found.stuck else 0


def the_plan(supposed: Supposed) -> Plan:
    """What is supposed: the plan's file, with what the options say in its place.

    Raises MistakesFound, SimulationMistake.
    """
    given = read_document(supposed.plan, Plan) if supposed.plan else Plan()
    said = given.model_dump(exclude_unset=True) | {
        name: value for name in SINGLE if (value := getattr(supposed, name)) is not None
    }
    for key, pairs in (
        ("officers", supposed.officers),
        ("situations", supposed.situation),
        ("minutes", supposed.minutes),
    ):
        said[key] = {**said.get(key, {}), **dict(map(_pair, pairs))}
    try:
        return Plan.model_validate(said)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        at = ".".join(map(str, first["loc"]))
        raise SimulationMistake(
            zh=f"“{at}”的值不合适：{first['msg']}。请参阅 onego matter simulate --help。",
            en=f"“{at}” cannot be so: {first['msg']}. See onego matter simulate --help.",
        ) from wrong


def _pair(written: str) -> tuple[str, float]:
    """`hall=2` as a name and its number."""
    name, _, number = written.partition("=")
    try:
        return name.strip(), float(number)
    except ValueError:
        raise SimulationMistake(
            zh=f"“{written}”无法识别。请写成“名称=数字”，例如 hall=2。",
            en=f"“{written}” cannot be read. Write name=number, e.g. hall=2.",
        ) from None


def _scene(name: str, plan: Plan, wanted: Wanted) -> Scene:
    matter, office = find(name)
    own = Path(name)
    library = library_of(own) if own.is_file() else read_library(SHIPPED)
    begins = wanted.begins or business_date(read_clock())
    rules = Rules(matter, office, _far(library.calendar, begins))
    begins = rules.calendar.workday_after(begins, 0)
    situations = situations_of(matter, _scenarios(matter, own))
    return Scene(rules, situations, plan, begins, wanted.seed)


def _far(calendar: Calendar, begins: date) -> Calendar:
    for years in range(-1, _YEARS):
        calendar = provisional(calendar, begins + timedelta(days=years * _DAYS_OF_A_YEAR))
    return calendar


def _scenarios(matter: Matter, own: Path) -> Scenarios | None:
    """The scenarios beside the matter's file, or the shipped ones of its key; none if there are none."""
    root = own.absolute().parent.parent if own.is_file() else SHIPPED
    path = root / "scenarios" / f"{matter.matter}.yaml"
    return read_document(path, Scenarios, "matter") if path.exists() else None


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on standard error, also while the answer goes into a file."""
    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(either("仿真", "Simulating"), total=None)
        yield lambda came, done: bar.update(task, total=came, completed=done)


def _tell(found: Simulated) -> None:
    OUT.print(into(found.name), style="bold")
    say(
        f"自{found.begins}起，收件{found.came}件，计入统计{found.counted}件，未办结{found.unfinished}件；"
        f"随机种子{found.seed}。以下为仿真结果，不构成承诺。",
        f"From {found.begins}: {found.came} applications, {found.counted} counted, {found.unfinished}"
        f" unfinished; seed {found.seed}. A simulation, no promise.",
    )
    OUT.print()
    show(_situations(found))
    OUT.print()
    show(_desks(found))
    OUT.print()
    _tell_bottleneck(found)
    for one in found.stuck:
        say(
            f"情形“{one.situation}”有{one.cases}件无法继续：{one.why.zh}",
            f"Situation “{one.situation}”: {one.cases} case(s) could not go on: {one.why.en}",
        )


def _situations(found: Simulated) -> Table:
    table = columns(
        ("情形", "Situation"), ("件数", "Cases"), ("自受理 50/80/95%", "From acceptance 50/80/95%"),
        ("自收件 50/80/95%", "From receipt 50/80/95%"), ("按承诺", "In promise"), ("未超法定", "In law"),
    )  # fmt: skip
    whole = either("全部（工作日）", "All (working days)")
    table.add_row(
        whole, str(found.counted), _days(found.accepted), _days(found.received),
        _share(found.in_promise), _share(found.in_law),
    )  # fmt: skip
    for one in found.situations:
        table.add_row(
            into(one.name), str(one.cases), _days(one.accepted), _days(one.received),
            _share(one.in_promise), _share(one.in_law),
        )  # fmt: skip
    return table


def _desks(found: Simulated) -> Table:
    table = columns(
        ("部门", "Department"), ("人数", "Officers"), ("办理次数", "Pieces"), ("忙碌", "Busy"),
        ("平均等待（分）", "Waits (min)"), ("95%等待（分）", "95% wait (min)"), ("最长待办", "Longest queue"),
    )  # fmt: skip
    for one in found.desks:
        table.add_row(
            into(one.name), str(one.officers), str(one.pieces), _share(one.busy),
            f"{one.waited:.0f}", f"{one.waited_95:.0f}", str(one.longest),
        )  # fmt: skip
    return table


def _tell_bottleneck(found: Simulated) -> None:
    worst = next((one for one in found.desks if one.department == found.bottleneck), None)
    if worst is None:
        say("没有部门出现排队。", "No work waits anywhere.")
        return
    say(
        f"瓶颈：{worst.name.zh}，每件平均等待{worst.waited:.0f}分钟工作时间。",
        f"Bottleneck: {worst.name.en}; a piece of work waits {worst.waited:.0f} minutes of working time.",
    )
    if found.one_more is not None:
        _tell_gain(found, found.one_more)


def _tell_gain(found: Simulated, more: Gain) -> None:
    before, after = found.accepted, more.accepted
    say(
        f"增加1人（{more.officers}→{more.officers + 1}）：等待降至{more.waiting:.0f}分钟；自受理 50/80/95%"
        f" 由{_days(before)}变为{_days(after)}个工作日；"
        f"按承诺由{_share(found.in_promise)}变为{_share(more.in_promise)}。",
        f"One more officer ({more.officers} → {more.officers + 1}): waits {more.waiting:.0f} minutes;"
        f" 50/80/95% from acceptance {_days(before)} → {_days(after)} working days;"
        f" in promise {_share(found.in_promise)} → {_share(more.in_promise)}.",
    )


def _days(days: Spread | None) -> str:
    return f"{days.p50} / {days.p80} / {days.p95}" if days else "—"


def _share(share: float | None) -> str:
    return "—" if share is None else f"{share:.1%}"
