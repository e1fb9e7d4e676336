"""`onego matter …`: what may be asked about matters. Imports stand inside the commands, see `hall.command_line`."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from hall.changing_options import MoveOptions, NewOptions
from hall.simulating_options import Shown, Supposed

JSON = Parameter(name="--json", negative="")

matters = App(name="matter", help="Matters: check, show, publish, retire.")


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


@matters.command(name="hand-in")
def hand_in(
    file: Path, *, by: str, json: Annotated[bool, JSON] = False, data: Path | None = None
) -> None:
    """Check a file and hand it in as a draft with its author; somebody else publishes it.

    Parameters
    ----------
    file
        The matter's YAML.
    by
        The author's account; it must be an administrator's.
    json
        Answer in JSON.
    data
        The data folder.

    """
    from hall.console.publishing import hand_in_file
    from hall.console.settings import settings_given

    hand_in_file(settings_given(data_dir=data), file, by, as_json=json)


@matters.command
def publish(
    file: Path,
    *,
    by: str,
    since: Annotated[date | None, Parameter(name="--from")] = None,
    json: Annotated[bool, JSON] = False,
    data: Path | None = None,
) -> None:
    """Publish a draft that somebody else handed in; it never changes again, and new cases follow it from a day on.

    Until that day the version before takes new cases. Running cases keep theirs, see `onego matter migrate`.

    Parameters
    ----------
    file
        The matter's YAML, just as it was handed in with `onego matter hand-in`.
    by
        The account that publishes: an administrator's, not the author's.
    since
        The day from which new cases follow it, such as 2026-12-01; today unless said.
    json
        Answer in JSON.
    data
        The data folder.

    """
    from hall.console.publishing import Wanted, publish_file
    from hall.console.settings import settings_given

    publish_file(settings_given(data_dir=data), Wanted(file, by, since), as_json=json)


@matters.command
def versions(
    matter: str | None = None, *, json: Annotated[bool, JSON] = False, data: Path | None = None
) -> None:
    """List the published versions, which of them takes new cases and from when, and the drafts that wait.

    Parameters
    ----------
    matter
        The matter's key; all matters unless said.
    json
        Answer in JSON.
    data
        The data folder.

    """
    from hall.console.publishing import list_versions
    from hall.console.settings import settings_given

    list_versions(settings_given(data_dir=data), matter, as_json=json)


@matters.command
def retire(key: str, *, data: Path | None = None) -> None:
    """Take no new cases of a matter; running ones go on.

    Parameters
    ----------
    key
        The matter's key.
    data
        The data folder.

    """
    from hall.console.publishing import retire_matter
    from hall.console.settings import settings_given

    retire_matter(settings_given(data_dir=data), key)


@matters.command
def diff(
    old: str, new: str, *, json: Annotated[bool, JSON] = False, data: Path | None = None
) -> None:
    """Say in words what changes from one version to another: for applicants, for departments, in dates.

    Parameters
    ----------
    old
        A file, the key of a shipped matter, or key@version of the data folder.
    new
        The same; a draft is mostly a file.
    json
        Answer in JSON.
    data
        The data folder, for key@version.

    """
    from hall.console.differences import show_differences
    from hall.console.settings import settings_given

    show_differences(settings_given(data_dir=data), old, new, as_json=json)


@matters.command
def migrate(
    key: str,
    *,
    options: MoveOptions,
    json: Annotated[bool, JSON] = False,
    data: Path | None = None,
) -> int:
    """Say of every running case whether it can follow another version, and why not; nothing changes without --apply.

    A case moves only if nothing that was decided, opened or told is lost. Each is one transaction, and the move is a
    fact in it. Ends with 1 if a case cannot move.

    Parameters
    ----------
    key
        The matter's key.
    options
        To which version, and whether to apply or undo it.
    json
        Answer in JSON.
    data
        The data folder.

    """
    from hall.admin.moving import Move
    from hall.console.migrating import How, migrate_cases
    from hall.console.publishing import operator
    from hall.console.settings import settings_given

    move = Move(key, options.to, options.by or operator(), options.reason)
    how: How = "undo" if options.undo else "apply" if options.apply else "look"
    return migrate_cases(settings_given(data_dir=data), move, how, as_json=json)


@matters.command
def savings(matter: str, *, json: Annotated[bool, JSON] = False, data: Path | None = None) -> None:
    """Compute the four reductions: time (in two variants), steps, papers and visits, before and now.

    Parameters
    ----------
    matter
        A file, the key of a shipped matter, or key@version of the data folder.
    json
        Answer in JSON.
    data
        The data folder, for key@version.

    """
    from hall.console.savings import show_savings
    from hall.console.settings import settings_given

    show_savings(settings_given(data_dir=data), matter, as_json=json)


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


@matters.command
def replay(
    draft: str,
    *,
    scenarios: Path | None = None,
    against: str | None = None,
    json: Annotated[bool, JSON] = False,
    data: Path | None = None,
) -> None:
    """Send past cases through a draft: which would have been asked, routed, stopped or ended otherwise.

    Past cases are those of the database; without one, the scenarios of the matter are played. Nothing is changed, and
    no personal value is printed.

    Parameters
    ----------
    draft
        A file, the key of a shipped matter, or key@version of the data folder.
    scenarios
        Replay the plays of this scenario file instead of the cases of the database.
    against
        The version that plays are played under: a file, a key, or key@version; the shipped one unless said.
    json
        Answer in JSON.
    data
        The data folder.

    """
    from hall.console.replaying import Wanted, replay_draft
    from hall.console.settings import settings_given

    wanted = Wanted(draft, scenarios, against)
    replay_draft(settings_given(data_dir=data), wanted, as_json=json)


@matters.command
def new(key: str, *, options: NewOptions | None = None, json: Annotated[bool, JSON] = False) -> int:
    """Write a first file that passes `check`, from a few questions, and say what is still missing in it.

    At a terminal, what is not said is asked; in a script say it with the options.

    Parameters
    ----------
    key
        The matter's key, such as pet-clinic.
    options
        What is known of it.
    json
        Answer in JSON, and ask nothing.

    """
    from hall.console.beginning import Given, begin_matter

    said = options or NewOptions()
    given = Given(
        said.name_zh, said.name_en, said.lead, _split(said.departments), said.audience,
        _split(said.items),
    )  # fmt: skip
    return begin_matter(key, given, said.folder, overwrite=said.overwrite, as_json=json)


def _split(words: str) -> tuple[str, ...]:
    """What stands between commas, Chinese ones too."""
    return tuple(one.strip() for one in words.replace("，", ",").split(",") if one.strip())


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
def export(
    matter: str, *, out: Path, json: Annotated[bool, JSON] = False, data: Path | None = None
) -> None:
    """Pack a matter with all that it uses: blocks, checks, departments, letters, scenarios.

    Parameters
    ----------
    matter
        A file, the key of a shipped matter, or key@version of the data folder.
    out
        The archive that is written, such as pet-clinic.zip.
    json
        Answer in JSON.
    data
        The data folder, for key@version.

    """
    from hall.console.packing import export_matter
    from hall.console.settings import settings_given

    export_matter(settings_given(data_dir=data), matter, out, as_json=json)


@matters.command(name="import")
def import_(
    archive: Path,
    *,
    into: Path,
    yes: Annotated[bool, Parameter(negative="")] = False,
    keep_own: Annotated[bool, Parameter(negative="")] = False,
    json: Annotated[bool, JSON] = False,
) -> int:
    """Show what a package changes in a catalogue, for people and line by line; with --yes, write it.

    An archive that was changed on its way is refused, and so is a matter that would be wrong in this catalogue.

    Parameters
    ----------
    archive
        What `onego matter export` wrote.
    into
        The folder of the catalogue: the one with office.yaml.
    yes
        Write it; without it nothing is written.
    keep_own
        Keep departments, letters, checks and blocks that are there already, and add only what is missing.
    json
        Answer in JSON.

    """
    from hall.console.packing import Arrival, import_matter

    return import_matter(Arrival(archive, into, keep_own), do_it=yes, as_json=json)
