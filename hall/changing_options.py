"""What the commands that change a matter are given beside their names."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter


@Parameter(name="*")
@dataclass(frozen=True)
class MoveOptions:
    """What happens to running cases, in whose name, and why."""

    to: Annotated[int, Parameter(help="The number of the published version.")]
    apply: Annotated[
        bool, Parameter(help="Move the cases that can; without it nothing changes.", negative="")
    ] = False
    undo: Annotated[
        bool,
        Parameter(
            help="Move back those that moved to this version and were not touched since.",
            negative="",
        ),
    ] = False
    by: Annotated[
        str | None,
        Parameter(help="In whose name: an account; the operator of this machine unless said."),
    ] = None
    reason: Annotated[str, Parameter(help="Why, as the case records it.")] = "事项版本更新"


@Parameter(name="*")
@dataclass(frozen=True)
class NewOptions:
    """What is known of a new matter; at a terminal the rest is asked."""

    name_zh: Annotated[str | None, Parameter(help="Its Chinese name.")] = None
    name_en: Annotated[str | None, Parameter(help="Its English name; the Chinese one serves.")] = (
        None
    )
    lead: Annotated[str | None, Parameter(help="The key of the lead department.")] = None
    departments: Annotated[
        str, Parameter(help="The departments that take part, by key, with commas.")
    ] = ""
    audience: Annotated[Literal["person", "company"] | None, Parameter(help="For whom it is.")] = (
        None
    )
    items: Annotated[
        str,
        Parameter(
            help="What is decided, with commas: food=食品经营许可@market-regulation; the key and the"
            " department may be left out. One item for each department unless said."
        ),
    ] = ""
    folder: Annotated[Path, Parameter(help="Where the file KEY.yaml goes.")] = Path()
    overwrite: Annotated[bool, Parameter(help="Replace a file that exists.", negative="")] = False
