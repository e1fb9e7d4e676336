"""`onego matter …` around a new version: hand in, publish, compare, replay, migrate, save.

Imports stand inside the commands, see `hall.command_line`.
"""

from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from hall.changing_options import MoveOptions
from hall.packing_commands import JSON, packing

changes = App()
changes.command(packing, name="*")


@changes.command(name="hand-in")
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


@changes.command
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


@changes.command
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


@changes.command
def retire(key: str, *, json: Annotated[bool, JSON] = False, data: Path | None = None) -> None:
    """Take no new cases of a matter; running ones go on.

    Parameters
    ----------
    key
        The matter's key.
    json
        Answer in JSON.
    data
        The data folder.

    """
    from hall.console.publishing import retire_matter
    from hall.console.settings import settings_given

    retire_matter(settings_given(data_dir=data), key, as_json=json)


@changes.command
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


@changes.command
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


@changes.command
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


@changes.command
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
