"""`onego notice …`: what may be asked about notices. Imports stand inside the commands, see `hall.command_line`."""

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

JSON = Parameter(name="--json", negative="")

notices = App(name="notice", help="Notices: verify a file, look at the numbers that were given.")


@notices.command
def verify(
    file: Path,
    *,
    ca: Path | None = None,
    offline: Annotated[bool, Parameter(negative="")] = False,
    data: Path | None = None,
    json: Annotated[bool, JSON] = False,
) -> int:
    """Say whether a PDF is a notice that can be relied on: is its signature whole, who signed, and does it still count.

    Two things are looked at. The file itself: whether one byte was altered after the signature, who signed when, and
    whether an authority that you trust certified the signer (`--ca`). And the installation, where there is one: whether
    it issued exactly this file, and whether the notice is void, replaced or revoked since. The exit code is 0 if all
    that was looked at speaks for the file, else 1.

    Parameters
    ----------
    file
        The PDF.
    ca
        The certificate of an authority that you trust, PEM or DER; of a demonstration, signing-demo/demo-ca.pem.
    offline
        Ask no installation, only the file.
    data
        The data folder.
    json
        Answer in JSON.

    """
    from hall.console.notice_verdicts import Given, tell_verdict
    from hall.console.settings import settings_given

    return tell_verdict(settings_given(data_dir=data), Given(file, ca, offline), json=json)


@notices.command
def numbers(
    *, year: int | None = None, data: Path | None = None, json: Annotated[bool, JSON] = False
) -> int:
    """Show every series of numbers: its last number, what is void and by what it was replaced, and what is missing.

    Numbers are given in the transaction that issues a notice, so none should be missing: the exit code is 1 if one is.

    Parameters
    ----------
    year
        Only the series of this year, and those whose numbers have no year.
    data
        The data folder.
    json
        Answer in JSON.

    """
    from hall.console.notice_numbers import tell_numbers
    from hall.console.settings import settings_given

    return tell_numbers(settings_given(data_dir=data), year, json=json)


@notices.command
def undelivered(
    *,
    days: int = 5,
    data: Path | None = None,
    json: Annotated[bool, JSON] = False,
) -> int:
    """Count what has not arrived: by channel, on its way, waiting to be fetched or posted, public, or failed.

    To record what arrived, or to deliver it another way, use `onego case act` with `record-delivery`, `post-notices`,
    `record-return` or `deliver-anew`. The exit code is 1 if a notice is on its way longer than that.

    Parameters
    ----------
    days
        Natural days after which a notice counts as late.
    data
        The data folder.
    json
        Answer in JSON.

    """
    from hall.console.settings import settings_given
    from hall.console.undelivered import tell_undelivered

    return tell_undelivered(settings_given(data_dir=data), days, json=json)
