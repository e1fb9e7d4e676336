"""`onego matter export` and `import`: a matter with all that it uses, from one installation to another."""

import difflib
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hall.admin.comparison import in_words
from hall.admin.packages import SHARED, Contents, package_with
from hall.console.differences import matter_named
from hall.console.speech import OUT, into, say
from matters.errors import NotFound, OneGoError
from matters.library import Library
from matters.mistakes import MistakesFound
from matters.reading import SHIPPED, read_library, read_matter
from matters.spec import Matter
from matters.words import Text
from matters.workbench.packing import Package, packed, unpacked
from matters.workbench.packing_entries import entries_of, with_entries
from storage import published
from storage.settings import Settings


@dataclass(frozen=True)
class Written:
    """One file of the catalogue as it is, and as it would be."""

    path: Path
    before: str | None
    after: str

    @property
    def changes(self) -> bool:
        return self.before != self.after


class NoCatalogue(OneGoError):
    """A package cannot come into a folder that is no catalogue."""

    status = 404

    def __init__(self, folder: Path) -> None:
        super().__init__(
            zh=f"目录 {folder} 不是事项目录库：其中没有 office.yaml。请指定含有 office.yaml 的目录。",
            en=f"{folder} is no catalogue: there is no office.yaml in it. Name the folder that has it.",
        )


def export_matter(settings: Settings, name: str, out: Path, *, as_json: bool = False) -> None:
    """Write the package of a matter. Raises MatterUnknown, MistakesFound, NotFound."""
    matter, source, folder = _source(settings, name)
    package = _package(matter, source, folder, read_library(folder))
    out.write_bytes(packed(package))
    if as_json:
        said = {"file": str(out), "digest": package.digest, **package.manifest.model_dump()}
        OUT.print(json.dumps(said, ensure_ascii=False, indent=2))
        return
    count = len(package.files)
    say(
        f"已导出 {into(matter.name)} 第{matter.version}版，共{count}个文件：{out}",
        f"Exported {into(matter.name)}, version {matter.version}, {count} files: {out}",
    )
    say(f"事项包摘要：{package.digest}", f"Digest of the package: {package.digest}")


def _source(settings: Settings, name: str) -> tuple[Matter, str, Path]:
    """The matter, its YAML, and the catalogue that it uses."""
    matter, _ = matter_named(settings, name)
    path = Path(name)
    if path.is_file():
        own = path.absolute().parent.parent
        folder = own if (own / "office.yaml").exists() else SHIPPED
        return matter, path.read_text(encoding="utf-8"), folder
    if "@" not in name:
        return matter, (SHIPPED / "matters" / f"{name}.yaml").read_text(encoding="utf-8"), SHIPPED
    from hall.console.opening import house_open

    with house_open(settings) as house, house.database.transaction() as connection:
        return matter, published.source_of(connection, matter.digest), SHIPPED


def _package(matter: Matter, source: str, folder: Path, library: Library) -> Package:
    path = folder / "scenarios" / f"{matter.matter}.yaml"
    scenarios = path.read_text(encoding="utf-8") if path.exists() else None
    return package_with(Contents(matter, source, scenarios, folder, library))


@dataclass(frozen=True)
class Arrival:
    """An archive, the catalogue that it goes into, and what happens with entries that are there already."""

    archive: Path
    catalogue: Path
    keep_own: bool = False


def import_matter(arrival: Arrival, *, do_it: bool = False, as_json: bool = False) -> int:
    """Show what a package changes in a catalogue, and write it if asked to; 1 if something is still to be done.

    Raises PackageWrong, NotFound, NoCatalogue, and MistakesFound if the matter would be wrong there. Nothing is
    written before.
    """
    package = _opened(arrival.archive)
    changed = tuple(one for one in _plan(package, arrival) if one.changes)
    matter, library = _tried(package, arrival.catalogue, changed)
    if do_it:
        for one in changed:
            _write(one)
    if as_json:
        said = {
            "package": package.digest, "matter": matter.matter, "version": matter.version,
            "written": do_it, "files": [str(one.path) for one in changed],
            "overwrites": [str(one.path) for one in changed if one.before is not None],
        }  # fmt: skip
        OUT.print(json.dumps(said, ensure_ascii=False, indent=2))
        return 0
    _tell(package, arrival, changed, (matter, library))
    if do_it:
        say(f"已写入{len(changed)}个文件。", f"{len(changed)} file(s) written.")
    elif changed:
        say("没有写入任何文件；加 --yes 后写入。", "Nothing was written; add --yes to write it.")
    return 0


def _opened(path: Path) -> Package:
    try:
        content = path.read_bytes()
    except OSError:
        raise NotFound(Text(zh=f"文件 {path}", en=f"The file {path}")) from None
    return unpacked(content)


def _plan(package: Package, arrival: Arrival) -> Iterator[Written]:
    folder, key = arrival.catalogue, package.manifest.matter
    if not (folder / "office.yaml").exists():
        raise NoCatalogue(folder)
    yield _written(folder / "matters" / f"{key}.yaml", package.source)
    if package.scenarios is not None:
        yield _written(folder / "scenarios" / f"{key}.yaml", package.scenarios)
    after: dict[str, str] = {}
    for kind, (file, listed) in SHARED.items():
        text = after.get(file) or (folder / file).read_text(encoding="utf-8")
        entries = {name: entry.rstrip("\n") for name, entry in package.entries(kind).items()}
        if arrival.keep_own:
            own = entries_of(text, file, listed)
            entries = {name: entry for name, entry in entries.items() if name not in own}
        after[file] = with_entries(text, file, listed, entries)
    for file, text in after.items():
        yield _written(folder / file, text)


def _written(path: Path, after: str) -> Written:
    before = path.read_text(encoding="utf-8") if path.exists() else None
    return Written(path, before, after)


def _tried(package: Package, folder: Path, changed: tuple[Written, ...]) -> tuple[Matter, Library]:
    """The matter as the catalogue would read it. Raises MistakesFound, with the catalogue untouched."""
    with tempfile.TemporaryDirectory(prefix="onego-import-") as there:
        copy = Path(there) / "catalogue"
        shutil.copytree(folder, copy)
        for one in changed:
            path = copy / one.path.relative_to(folder)
            path.parent.mkdir(exist_ok=True)
            path.write_text(one.after, encoding="utf-8", newline="\n")
        try:
            library = read_library(copy)
            path = copy / "matters" / f"{package.manifest.matter}.yaml"
            return read_matter(path, library), library
        except MistakesFound as wrong:
            told = tuple(
                one.model_copy(update={"file": one.file.replace(str(copy), str(folder))})
                for one in wrong.mistakes
            )
            raise MistakesFound(told) from None


def _write(one: Written) -> None:
    """Whole or not at all: a reader never sees half a file."""
    one.path.parent.mkdir(parents=True, exist_ok=True)
    new = one.path.with_name(f".{one.path.name}.new")
    new.write_text(one.after, encoding="utf-8", newline="\n")
    new.replace(one.path)


def _tell(
    package: Package,
    arrival: Arrival,
    changed: tuple[Written, ...],
    arriving: tuple[Matter, Library],
) -> None:
    matter, library = arriving
    say(
        f"{into(matter.name)} 第{matter.version}版，事项包摘要 {package.digest}",
        f"{into(matter.name)}, version {matter.version}; digest of the package {package.digest}",
    )
    if not changed:
        say("目录中已有相同内容。", "The catalogue has all of it already.")
    for one in _in_words(package, arrival, matter, library):
        OUT.print(f"  {one}")
    for written in changed:
        OUT.print("\n".join(_lines(written, arrival.catalogue)))
    if matter.digest != package.manifest.digest:
        say(
            "本目录自有的分组、核验或文书使该事项与来源单位的版本不完全相同。",
            "With blocks, checks or letters of this catalogue it is not quite the version that was exported.",
        )
    calendar = library.office.profile.calendar
    if calendar != package.manifest.calendar:
        say(
            f"来源单位使用日历“{package.manifest.calendar}”，本目录使用“{calendar}”。",
            f"It comes from an office with the calendar “{package.manifest.calendar}”;"
            f" this one has “{calendar}”.",
        )
    for key in package.manifest.matters:
        if not (arrival.catalogue / "matters" / f"{key}.yaml").exists():
            say(
                f"还需要导入它所启动的事项“{key}”。",
                f"It starts the matter “{key}”, which must be imported as well.",
            )


def _in_words(
    package: Package, arrival: Arrival, matter: Matter, library: Library
) -> Iterator[str]:
    """What it changes for people, where the catalogue has the matter already and can read it."""
    path = arrival.catalogue / "matters" / f"{package.manifest.matter}.yaml"
    if not path.exists():
        return
    try:
        before = read_matter(path, read_library(arrival.catalogue))
    except MistakesFound:
        return
    for title, found in in_words(before, matter, library.office):
        yield into(title)
        yield from (f"  {into(one.what)}" for one in found)


def _lines(written: Written, folder: Path) -> Iterator[str]:
    name = str(written.path.relative_to(folder))
    if written.before is None:
        yield f"+++ {name} ({len(written.after.splitlines())})"
        return
    yield from difflib.unified_diff(
        written.before.splitlines(), written.after.splitlines(), name, name, lineterm="", n=1
    )
