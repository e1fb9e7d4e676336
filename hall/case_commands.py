"""`onego case …`: what may be asked about cases. Imports stand inside the commands, see `hall.command_line`."""

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from hall.act_table import ACTS
from hall.acting_options import Doer

cases = App(name="case", help="Cases: list, show, launch, act, rebuild.")


@cases.command(name="list")
def list_(
    *,
    state: str | None = None,
    department: str | None = None,
    search: str | None = None,
    data: Path | None = None,
) -> None:
    """List cases, the newest first; of a department its open work, what is due first in front.

    Parameters
    ----------
    state
        Only those in this state, such as accepting, in-progress, supplement, granted.
    department
        The open work of this department.
    search
        The beginning of a case number, or an ID number or credit code.
    data
        The data folder.

    """
    from hall.console.cases import Wanted, list_cases
    from hall.console.settings import settings_given

    list_cases(settings_given(data_dir=data), Wanted(state, department, search))


@cases.command
def show(number: str, *, data: Path | None = None) -> None:
    """Show what happened to a case, its open work and its notices; its hash chain is verified.

    Parameters
    ----------
    number
        The case.
    data
        The data folder.

    """
    from hall.console.cases import show_case
    from hall.console.settings import settings_given

    show_case(settings_given(data_dir=data), number)


@cases.command
def clocks(
    number: str, *, json: bool = False, days: bool = False, data: Path | None = None
) -> None:
    """Show the clock ledger of a case: what started each clock, until when it counts, and what stopped it.

    Parameters
    ----------
    number
        The case.
    json
        Print JSON for machines, and nothing else.
    days
        Every day of each clock, counted or not, with its cause and its article.
    data
        The data folder.

    """
    from hall.console.clocks import show_clocks
    from hall.console.settings import settings_given

    show_clocks(settings_given(data_dir=data), number, json=json, with_days=days)


@cases.command
def launch(matter: str, *, answers: Path, data: Path | None = None) -> None:
    """Launch a case as the counter does, and print its number.

    Parameters
    ----------
    matter
        The matter's key.
    answers
        A JSON file: the answers by path, or an object with `answers`, `evidence`, `delivery`, …
    data
        The data folder.

    """
    from hall.console.acting import launch_from
    from hall.console.settings import settings_given

    launch_from(settings_given(data_dir=data), matter, answers)


def act(
    number: str,
    what: str,
    /,
    *said: str,
    doer: Doer,
    data: Path | None = None,
) -> None:
    """Do one act on a case in the name of a department.

    Parameters
    ----------
    number
        The case.
    what
        The name of the act, or the whole act as JSON, such as
        '{"act": "decide", "step": "sign", "decision": "granted"}'.
    said
        What the act says, each as name=value, such as step=sign decision=granted. A value that is JSON is read as such.
    doer
        Whose act it is.
    data
        The data folder.

    """
    from hall.console.acting import act_as
    from hall.console.settings import settings_given

    act_as(settings_given(data_dir=data), number, (what, *said), doer)


def _with_acts(sentence: str) -> str:
    """The help of `act` with a line for each act, from the table that pages and the API read."""
    lines = "\n".join(f"- {name}: {words.about.en}" for name, words in ACTS.items())
    return f"{sentence}\n\nThe acts:\n\n{lines}"


cases.command(act, help=_with_acts("Do one act on a case in the name of a department."))


@cases.command
def rebuild(number: str, *, data: Path | None = None) -> None:
    """Write what lists show of a case anew from its facts, and say what differed.

    Parameters
    ----------
    number
        The case, or `all`.
    data
        The data folder.

    """
    from hall.console.rebuilding import rebuild_cases
    from hall.console.settings import settings_given

    rebuild_cases(settings_given(data_dir=data), number)


@cases.command
def export(
    number: str,
    *,
    to: Path | None = None,
    json: Annotated[bool, Parameter(name="--json", negative="")] = False,
    data: Path | None = None,
) -> None:
    """Write a case into one archive for an auditor or a court: opened facts with their hash chain, papers, notices.

    The export leaves its row in the record of readings. `onego case verify` checks the archive without this database.

    Parameters
    ----------
    number
        The case.
    to
        The archive to write; `case-NUMBER.zip` if left out.
    json
        Print the name of the archive, its SHA-256 and the chain's last hash for machines.
    data
        The data folder.

    """
    from hall.console.case_files import export_to
    from hall.console.settings import settings_given

    target = to or Path(f"case-{number}.zip")
    export_to(settings_given(data_dir=data), number, target, as_json=json)


@cases.command
def verify(
    *files: Path,
    every: Annotated[bool, Parameter(name="--all", negative="")] = False,
    head: str = "",
    json: Annotated[bool, Parameter(name="--json", negative="")] = False,
    data: Path | None = None,
) -> int:
    """Follow state, clocks and notices of case files from their facts again, and tell every difference.

    It needs neither the database nor a network. The exit code is 1 if anything does not agree.

    Parameters
    ----------
    files
        Archives that `onego case export` wrote.
    every
        Instead of files: export and verify every case of this installation; nothing is kept.
    head
        The last hash of the chain, or its beginning, as somebody knows it from elsewhere.
    json
        A line of JSON for each file.
    data
        The data folder, for `--all`.

    """
    from hall.console.case_files import verify_all, verify_files
    from hall.console.settings import settings_given

    if every:
        return verify_all(settings_given(data_dir=data), as_json=json)
    return verify_files(files, head, as_json=json)
