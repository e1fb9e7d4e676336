"""`onego check …`: what may be asked about checks. Imports stand inside the commands, see `hall.command_line`."""

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

JSON = Parameter(name="--json", negative="")

checks = App(name="check", help="Checks: list them, try one, examine their registers.")


@checks.command(name="list")
def list_checks(*, json: Annotated[bool, JSON] = False) -> None:
    """List every check: whom it asks, on which basis, what it replaces, and which shipped matters use it.

    Parameters
    ----------
    json
        Print all of each check for machines.

    """
    from hall.console.checks import tell_checks

    tell_checks(json=json)


@checks.command(name="try")
def try_one(
    check: str,
    *,
    reason: str,
    given: Annotated[tuple[str, ...], Parameter(name="--with")] = (),
    data: Path | None = None,
    json: Annotated[bool, JSON] = False,
) -> int:
    """Ask a register once, outside of any case: what was sent, the shape of what came, and what is made of it.

    Made-up values are sent unless others are given. The trial is recorded with its reason before it is made, and
    counts among the questions to the register. The exit code is 1 if no answer came that could be used.

    Parameters
    ----------
    check
        The key of a check; `onego check list` names them.
    reason
        Why it is tried; it is kept.
    given
        A value instead of the made-up one, as `--with status=…`; may be said several times.
    data
        The data folder.
    json
        Answer in JSON.

    """
    from hall.console.check_trials import Asking, tell_trial
    from hall.console.settings import settings_given

    asking = Asking(check, given, reason)
    return tell_trial(settings_given(data_dir=data), asking, json=json)


@checks.command
def doctor(*, data: Path | None = None, json: Annotated[bool, JSON] = False) -> int:
    """Examine every register: its address and secrets are set, it answers, and its answer has the declared shape.

    Each is asked once with made-up values, which is recorded. The exit code is 1 if one of them is not as it should be.

    Parameters
    ----------
    data
        The data folder.
    json
        Print every finding for machines.

    """
    from hall.console.settings import settings_given
    from hall.doctor.checks import examine_registers

    return examine_registers(settings_given(data_dir=data), json=json)
