"""`onego matter new`, `export`, `import`: where the file of a matter comes from, and where it goes.

Imports stand inside the commands, see `hall.command_line`.
"""

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from hall.changing_options import NewOptions

JSON = Parameter(name="--json", negative="")

packing = App()


@packing.command
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


@packing.command
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


@packing.command(name="import")
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
