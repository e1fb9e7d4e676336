"""`onego calendar …`: the working calendar. Imports stand inside the commands, see `hall.command_line`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

JSON = Parameter(name="--json", negative="")

calendar = App(
    name="calendar", help="The working calendar: load a year, check what is missing, compare."
)


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Answering:
    """Who answers for it, and why."""

    reason: str
    """Why it is loaded: the notice with its number. It stands in every case that moves."""
    by: str = "onego"
    """The account that answers for it."""
    yes: Annotated[bool, Parameter(negative="")] = False
    """Also change days that are past."""


@calendar.command
def load(
    file: Path,
    *,
    answering: Answering,
    data: Path | None = None,
    json: Annotated[bool, JSON] = False,
) -> int:
    """Load a calendar file; every running process counts by it at once, and all open cases are counted anew.

    The file has the shape of matters/catalogue/calendars/cn.yaml, or is one year (`year: 2027`) or what a jurisdiction
    adds to one. All versions are kept. Printed are the days that change and the cases whose last days move.

    Parameters
    ----------
    file
        The YAML file.
    answering
        Who answers for it, and why.
    data
        The data folder.
    json
        Answer in JSON.

    """
    from hall.console.calendars import Wanted, load_file
    from hall.console.settings import settings_given

    wanted = Wanted(file, answering.reason, answering.by, past=answering.yes, json=json)
    return load_file(settings_given(data_dir=data), wanted)


@calendar.command
def check(
    year: int | None = None, *, data: Path | None = None, json: Annotated[bool, JSON] = False
) -> int:
    """Say whether every year is loaded that a limit or an open case can run into, and who needs a missing one.

    The exit code is 1 if a year is missing that something needs.

    Parameters
    ----------
    year
        Only this year; without it this year and the next.
    data
        The data folder.
    json
        Answer in JSON.

    """
    from hall.console.calendars import check_years
    from hall.console.settings import settings_given

    return check_years(settings_given(data_dir=data), year, json=json)


@calendar.command
def diff(
    old: Path,
    new: Path | None = None,
    *,
    data: Path | None = None,
    json: Annotated[bool, JSON] = False,
) -> int:
    """Say in words which days differ: between two files, or between the calendar in use and one file.

    Parameters
    ----------
    old
        The older file; alone, it is compared with what is in use.
    new
        The newer file.
    data
        The data folder.
    json
        Answer in JSON.

    """
    from hall.console.calendars import compare, compare_files
    from hall.console.settings import settings_given

    if new is not None:
        return compare_files(old, new, json=json)
    return compare(settings_given(data_dir=data), old, json=json)
