"""`onego matter …`: what may be asked about matters. Imports stand inside the commands, see `hall.command_line`."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

matters = App(name="matter", help="Matters: check, show, publish, retire.")


@matters.command
def check(*files: str) -> int:
    """Name every mistake of these files with its line; nothing is published.

    Parameters
    ----------
    files
        YAML files of matters, or `all` for the shipped catalogue with its scenarios.

    """
    from hall.console.checking import check_files, check_shipped

    return check_shipped() if "all" in files else check_files(tuple(map(Path, files)))


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
def graph(
    matter: str,
    *,
    form: Annotated[Literal["text", "mermaid"], Parameter(name="--format")] = "text",
) -> None:
    """Show which step waits for which.

    Parameters
    ----------
    matter
        The key of a shipped matter, or a file.
    form
        Lines for a terminal, or Mermaid for a document.

    """
    from hall.console.matters import draw_matter

    draw_matter(matter, form)


@matters.command
def schema() -> None:
    """Print the JSON schema of a matter's file, for editors."""
    from hall.console.matters import print_schema

    print_schema()


@matters.command
def publish(file: Path, *, data: Path | None = None) -> None:
    """Check a file and publish its matter; new cases follow this version from now on.

    Parameters
    ----------
    file
        The matter's YAML.
    data
        The data folder.

    """
    from hall.console.publishing import publish_file
    from hall.console.settings import settings_given

    publish_file(settings_given(data_dir=data), file)


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
