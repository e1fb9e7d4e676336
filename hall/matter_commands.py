"""`onego matter …`: what may be asked about matters. Imports stand inside the commands, see `hall.command_line`."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from hall.changing_commands import changes
from hall.simulating_options import Shown, Supposed

JSON = Parameter(name="--json", negative="")

matters = App(name="matter", help="Matters: check, show, publish, retire.")
matters.command(changes, name="*")


@matters.command
def check(*files: str, json: Annotated[bool, JSON] = False) -> int:
    """Name every mistake of these files with its line; nothing is published. Cautions stop nothing.

    Parameters
    ----------
    files
        YAML files of matters, or `all` for the shipped catalogue with its scenarios.
    json
        Print a list of mistakes and cautions for machines.

    """
    from hall.console.checking import check_as_json, check_files, check_shipped

    if json:
        return check_as_json(files)
    return check_shipped() if "all" in files else check_files(tuple(map(Path, files)))


@matters.command
def feasible(matter: str, *, json: Annotated[bool, JSON] = False) -> int:
    """Show for every situation the chain of steps that takes longest, and whether the promised days can be kept.

    Visits belong to the items that wait for them; publicity and waiting count; what is done after the outcome does
    not. The exit code is 1 if a chain that decides the outcome takes longer than promised.

    Parameters
    ----------
    matter
        A file, the key of a shipped matter, or `all`.
    json
        Print every situation for machines.

    """
    from hall.console.feasibility import tell_feasibility

    return tell_feasibility(matter, json=json)


@matters.command
def show(matter: str) -> None:
    """Show a matter: its steps, limits, checks and papers.

    Parameters
    ----------
    matter
        The key of a shipped matter, or a file.

    """
    from hall.console.matters import show_matter

    show_matter(matter)


@matters.command
def simulate(matter: str, *, supposed: Supposed | None = None, shown: Shown | None = None) -> int:
    """Simulate a matter: days by percentile, queues, the bottleneck, and what one more officer would gain.

    Parameters
    ----------
    matter
        The key of a shipped matter, or a file; its scenarios are the situations that occur.
    supposed
        What the simulation supposes.
    shown
        How it is run and told.

    """
    from hall.console.simulating import Wanted, run_simulation, the_plan

    shown = shown or Shown()
    plan = the_plan(supposed or Supposed())
    wanted = Wanted(shown.begins, shown.seed, shown.compare, shown.json, shown.plot)
    return run_simulation(matter, plan, wanted)


@matters.command(name="test")
def try_out(
    matter: str,
    *,
    scenario: str | None = None,
    coverage: bool = False,
    record: Literal["show", "write"] | None = None,
    json: Annotated[bool, JSON] = False,
) -> int:
    """Run the scenarios of a matter and tell what differs from what they expect, with file and line.

    Parameters
    ----------
    matter
        The key of a shipped matter, a file with `../scenarios/` beside its folder, or `all`.
    scenario
        Only the scenario of this name.
    coverage
        Also tell what no scenario goes through, each with a stub to begin with.
    record
        Expectations that are missing, as they came out: show them as a diff, or write them into the file.
    json
        Answer in JSON.

    """
    from hall.console.trying import Options, try_matters

    return try_matters(matter, Options(scenario, coverage, record, json))


@matters.command
def mutate(
    matter: str, *, seed: int = 1, most: int = 300, json: Annotated[bool, JSON] = False
) -> int:
    """Seed faults into a matter, one at a time, and tell which its own scenarios do not notice.

    Parameters
    ----------
    matter
        The key of a shipped matter, or a file with `../scenarios/` beside its folder.
    seed
        The same seed chooses the same faults.
    most
        How many faults at most.
    json
        Answer in JSON.

    """
    from hall.console.trying import mutate_matter

    return mutate_matter(matter, seed=seed, most=most, as_json=json)


@matters.command
def papers(matter: str, *, json: Annotated[bool, JSON] = False) -> int:
    """Count the papers that applicants hand in, while every register answers and while none does.

    Parameters
    ----------
    matter
        The key of a shipped matter, a file with `../scenarios/` beside its folder, or all.
    json
        Answer in JSON.

    """
    from hall.console.papers import show_papers

    return show_papers(matter, as_json=json)
