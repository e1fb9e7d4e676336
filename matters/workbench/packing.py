"""A matter with all that it uses in one archive, and the archive read back with every digest checked. Pure.

The digests show what was changed by accident or on the way; who must be sure of the sender compares the package's own
digest, which `export` prints, by another way.
"""

import hashlib
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from matters.errors import OneGoError
from matters.spec import Matter
from matters.words import Frozen

FORMAT = 1
MANIFEST = "manifest.json"
MOST_FILES, MOST_BYTES = 400, 16 * 1024 * 1024

_NAME = re.compile(
    r"(matter|scenarios|blocks|checks|departments|letters)/[a-z0-9][a-z0-9_-]{0,79}\.yaml"
)
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, ValueError, OverflowError, RuntimeError, OSError, EOFError,
)  # fmt: skip
"""What the reader of archives raises for damaged ones."""
_COMPRESSED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""An archive says nothing of when it was made, so that the same matter gives the same archive."""


class PackageWrong(OneGoError):
    """An archive that is not a package of ours, or not as it was packed."""


class Manifest(Frozen):
    """What is in a package: the matter, its files with their SHA-256, and what it needs besides."""

    format: int = FORMAT
    matter: str
    version: int
    digest: str
    """Of the matter, as a case would be pinned to it."""
    calendar: str
    """The working calendar of the office that it comes from; not packed."""
    templates: tuple[str, ...] = ()
    """The letter templates that its letters need; they come with the product."""
    matters: tuple[str, ...] = ()
    """Other matters that it starts as cases of their own; not packed."""
    files: dict[str, str]


class Package(Frozen):
    """A package that was read and found whole."""

    manifest: Manifest
    files: dict[str, str]

    @property
    def digest(self) -> str:
        """What tells this package from every other: SHA-256 over its manifest."""
        return hashlib.sha256(_json(self.manifest)).hexdigest()

    @property
    def source(self) -> str:
        """The matter's YAML."""
        return self.files[f"matter/{self.manifest.matter}.yaml"]

    @property
    def scenarios(self) -> str | None:
        """The YAML of its scenarios, if it has any."""
        return self.files.get(f"scenarios/{self.manifest.matter}.yaml")

    def entries(self, kind: str) -> dict[str, str]:
        """The shared entries of one kind (blocks, checks, departments, letters) by name."""
        begin = f"{kind}/"
        return {
            name.removeprefix(begin).removesuffix(".yaml"): text
            for name, text in self.files.items()
            if name.startswith(begin)
        }


class Uses(Frozen):
    """The names of all that a matter uses of the catalogue."""

    blocks: tuple[str, ...]
    checks: tuple[str, ...]
    departments: tuple[str, ...]
    letters: tuple[str, ...]
    matters: tuple[str, ...]


def uses_of(matter: Matter) -> Uses:
    """What the matter uses: every shared block and check, every department and kind of letter, other matters."""
    departments = [matter.lead, *(key for one in matter.steps for key in one.all_departments)]
    letters = [
        *matter.letters.values(),
        *(key for one in matter.steps for key in one.letters.values()),
    ]
    letters += [one.issues.letter for one in matter.steps if one.issues]
    return Uses(
        blocks=tuple(one.key for one in matter.form.blocks),
        checks=tuple(dict.fromkeys(one.key for one in matter.checks)),
        departments=tuple(dict.fromkeys(departments)),
        letters=tuple(dict.fromkeys(letters)),
        matters=tuple(dict.fromkeys(one.matter.key for one in matter.steps if one.matter)),
    )


def package_of(manifest: Manifest, files: Mapping[str, str]) -> Package:
    """The package of these files, their digests taken."""
    digests = {name: _sha256(text.encode()) for name, text in sorted(files.items())}
    return Package(manifest=manifest.model_copy(update={"files": digests}), files=dict(files))


def packed(package: Package) -> bytes:
    """The package as an archive; the same package always gives the same bytes."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr(zipfile.ZipInfo(MANIFEST, _LONG_AGO), _json(package.manifest))
        for name, text in sorted(package.files.items()):
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(info, text.encode())
    return archive.getvalue()


def unpacked(content: bytes) -> Package:
    """The package in an archive. Raises PackageWrong unless every file is there, allowed, and as it was packed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = dict(_read(archive))
    except _UNREADABLE as error:
        raise _wrong("不是完整的压缩包", "it is no whole archive") from error
    manifest = _manifest(found.pop(MANIFEST, b""))
    if set(found) != set(manifest.files):
        raise _wrong("文件与清单不一致", "its files are not those of its manifest")
    for name, said in manifest.files.items():
        if _sha256(found[name]) != said:
            raise _wrong(
                f"{name} 与清单中的摘要不符，可能被改动",
                f"{name} does not fit its digest; it was changed",
            )
    if f"matter/{manifest.matter}.yaml" not in found:
        raise _wrong("缺少事项文件", "the matter's own file is missing")
    return Package(
        manifest=manifest, files={name: _text(name, body) for name, body in found.items()}
    )


def _read(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    infos = archive.infolist()
    if len(infos) > MOST_FILES or sum(one.file_size for one in infos) > MOST_BYTES:
        raise _wrong("文件过多或过大", "it is too large")
    if len({one.filename for one in infos}) != len(infos):
        raise _wrong("有重名文件", "two of its files have one name")
    if any(one.compress_type not in _COMPRESSED for one in infos):
        raise _wrong("压缩方式不支持", "it is compressed in a way that is not read here")
    for info in infos:
        if info.filename != MANIFEST and not _NAME.fullmatch(info.filename):
            raise _wrong(
                f"含有不允许的文件名“{info.filename[:80]}”",
                f"it holds a file that may not be there, “{info.filename[:80]}”",
            )
        with archive.open(info) as opened:
            # Never more than it says it is: what it says was bounded above.
            yield info.filename, opened.read(info.file_size + 1)


def _manifest(content: bytes) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(content)
    except ValidationError as error:
        raise _wrong("清单缺失或无法识别", "its manifest is missing or cannot be read") from error
    if manifest.format != FORMAT:
        raise _wrong(
            f"格式为第{manifest.format}版，本系统只识别第{FORMAT}版",
            f"it has format {manifest.format}, and this installation reads format {FORMAT}",
        )
    return manifest


def _text(name: str, body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise _wrong(f"{name} 不是文本", f"{name} is no text") from error


def _json(manifest: Manifest) -> bytes:
    return manifest.model_dump_json(indent=2).encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _wrong(zh: str, en: str) -> PackageWrong:
    return PackageWrong(
        zh=f"事项包不能导入：{zh}。请向提供方重新索取。",
        en=f"The package cannot be imported: {en}. Ask for it again where it came from.",
    )
