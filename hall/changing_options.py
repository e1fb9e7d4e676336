"""What the commands that change a matter are given beside their names."""

from dataclasses import dataclass
from typing import Annotated

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
