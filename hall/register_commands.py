"""`onego register …`: what may be done with registers. Imports stand inside the commands, see `hall.command_line`."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

JSON = Parameter(name="--json", negative="")

register = App(name="register", help="Registers: load the lists that departments hand over.")


@register.command(name="load")
def take_list(
    register: str,
    file: Path,
    *,
    as_of: datetime,
    data: Path | None = None,
    json: Annotated[bool, JSON] = False,
) -> None:
    """Load a list that a department handed over; it replaces the one before as a whole, or not at all.

    The columns stand in registers.yaml. Every row is looked at first: a list with a wrong row is not loaded, and the
    lines that are wrong are told without what stands in them. Rows are kept sealed.

    Parameters
    ----------
    register
        The register in registers.yaml that answers from this list.
    file
        CSV (UTF-8 or GB 18030), XLSX (its first sheet) or Parquet; the first line has the titles of the columns.
    as_of
        The day on which the list was true, as 2026-03-05.
    data
        The data folder.
    json
        Answer in JSON.

    """
    from hall.console.registers import Given, load_list
    from hall.console.settings import settings_given

    given = Given(register, file, as_of.date())
    load_list(settings_given(data_dir=data), given, json=json)
