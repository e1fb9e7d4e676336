"""Drafts: written from a few questions, pasted, or uploaded; changed; and packages of other installations looked at."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Response

from hall.admin import kept_drafts
from hall.admin.arriving import Arrived, arrived
from hall.admin.comparison import compared, in_words
from hall.admin.drafts import shipped_library
from hall.doors import allowed
from hall.pages.admin_frame import framed, on_bench
from hall.visitor import Visitor
from matters.errors import ActRefused, NotFound, OneGoError
from matters.words import Text
from matters.workbench.beginning import Beginning, first_file, items_of, one_for_each
from matters.workbench.packing import unpacked
from storage import matter_drafts
from storage.refusals import FileAltered, FileMissing

router = APIRouter(prefix="/admin")
Author = Annotated[Visitor, Depends(allowed("publish-matters"))]

MOST_TEXT = 2_000_000
"""Bytes of a matter's text or of its scenarios."""
NOTHING = ActRefused(
    zh="没有收到内容。请粘贴 YAML，或选择一个文件。",
    en="Nothing was sent. Paste the YAML or choose a file.",
)
TOO_LONG = ActRefused(
    zh="文本超过2MB，不是一个事项的文件。请核对所选文件。",
    en="More than 2 MB is no matter's file. Check which file you chose.",
)
NO_PACKAGE = ActRefused(
    zh="请选择一个由“导出”生成的事项包（.zip）。",
    en="Choose a package that “Export” made (.zip).",
)
BEGUN = Text(
    zh="已写出第一份草稿。带“待完善”字样的各行请在发布前改写。",
    en="A first draft is written. Rewrite the lines marked 待完善 before it is published.",
)
OPENED = Text(zh="已作为草稿打开，尚未送审。", en="Opened as a draft; it is not handed in yet.")


@router.get("/drafts")
def drafts(visitor: Author) -> Response:
    """Where a draft may come from, and those that wait to be published."""
    with visitor.hall.database.transaction() as connection:
        waiting = matter_drafts.waiting(connection)
    return visitor.page("admin_drafts.html", waiting=waiting, refused=None)


@router.post("/drafts")
def bring(visitor: Author) -> Response:
    """Open a text as a draft on the workbench."""
    try:
        name = _kept(visitor)
    except ActRefused as refused:
        with visitor.hall.database.transaction() as connection:
            waiting = matter_drafts.waiting(connection)
        return visitor.page("admin_drafts.html", refused.status, waiting=waiting, refused=refused)
    return visitor.go(f"/admin/workbench/{name}/check")


@router.get("/drafts/handed-in/{digest}")
def handed_in(visitor: Author, digest: str) -> Response:
    """Open a draft that somebody handed in. Raises NotFound."""
    with visitor.hall.database.transaction() as connection:
        text = matter_drafts.source_of(connection, digest)
    if not text:
        raise NotFound(Text(zh="这份草稿", en="This draft"))
    name = kept_drafts.keep(visitor.hall.installation.files, text)
    return visitor.go(f"/admin/workbench/{name}/check")


@router.get("/workbench/{of}/text")
def text(visitor: Author, of: str) -> Response:
    """The text of a draft with its scenarios; of a published version, to go on from it."""
    return framed(visitor, on_bench(visitor, of), "text")


@router.post("/workbench/{of}/text")
def change(visitor: Author, of: str) -> Response:
    """Another text is another draft; the one before stays where it was."""
    subject = on_bench(visitor, of)
    try:
        name = _kept(visitor)
    except ActRefused as refused:
        return framed(visitor, subject, "text", refused)
    return visitor.go(f"/admin/workbench/{name}/check")


@router.get("/new")
def ask(visitor: Author) -> Response:
    """A few questions about a new matter."""
    return _new(visitor)


@router.post("/new")
def begin(visitor: Author) -> Response:
    """A first file from the answers, opened as a draft."""
    try:
        made = first_file(_beginning(visitor), shipped_library())
    except OneGoError as refused:
        return _new(visitor, refused)
    name = kept_drafts.keep(visitor.hall.installation.files, made.text)
    return visitor.go(f"/admin/workbench/{name}/text", BEGUN)


@router.get("/import")
def choose_package(visitor: Author) -> Response:
    """Where a package is uploaded."""
    return _import(visitor)


@router.post("/import")
def look_at_package(visitor: Author) -> Response:
    """What a package would change here; confirmed, its matter opens as a draft. Nothing is published or overwritten."""
    files = visitor.hall.installation.files
    try:
        if visitor.posted.text("do") == "open":
            return _open(visitor, visitor.posted.text("package"))
        content = visitor.posted.upload("file")
        if not content:
            raise NO_PACKAGE
        package = unpacked(content)
    except OneGoError as refused:
        return _import(visitor, refused=refused)
    return _import(visitor, arrived(visitor.hall.installation, package, files.put(content)))


def _open(visitor: Visitor, digest: str) -> Response:
    """Raises PackageWrong, ActRefused."""
    files = visitor.hall.installation.files
    if not kept_drafts.NAME.fullmatch(digest):
        raise NO_PACKAGE
    try:
        package = unpacked(files.get(digest))
    except (FileMissing, FileAltered):
        raise NO_PACKAGE from None
    name = kept_drafts.keep(files, package.source, package.scenarios)
    return visitor.go(f"/admin/workbench/{name}/check", OPENED)


def _import(
    visitor: Visitor, found: Arrived | None = None, refused: OneGoError | None = None
) -> Response:
    office = visitor.hall.office
    before, after = (found.before, found.draft.matter) if found else (None, None)
    return visitor.page(
        "admin_import.html",
        refused.status if refused else 200,
        found=found,
        refused=refused,
        differences=in_words(before, after, office) if before and after else (),
        changes=compared(found.text_before, found.draft.text) if found else (),
    )


def _kept(visitor: Visitor) -> str:
    """The name of what was pasted or uploaded, kept. Raises ActRefused."""
    text = _brought(visitor, "text", "file")
    if not text.strip():
        raise NOTHING
    scenarios = _brought(visitor, "scenarios", "scenarios-file")
    return kept_drafts.keep(visitor.hall.installation.files, text, scenarios.strip() and scenarios)


def _brought(visitor: Visitor, field: str, file: str) -> str:
    """A chosen file counts instead of the text. Raises ActRefused."""
    upload = visitor.posted.upload(file)
    own = upload.decode("utf-8-sig", errors="replace") if upload is not None else None
    text = visitor.posted.text(field) if own is None else own
    if len(text) > MOST_TEXT:
        raise TOO_LONG
    return f"{text}\n" if text and not text.endswith("\n") else text


def _beginning(visitor: Visitor) -> Beginning:
    """Raises NotBegun, ActRefused."""
    posted = visitor.posted
    zh, departments = posted.text("name_zh"), posted.texts("departments")
    if not zh:
        raise ActRefused(zh="请填写中文名称。", en="Write the Chinese name.")
    lines = posted.text("items").replace("\r", "").split("\n")
    said = tuple(one.strip() for one in lines if one.strip())
    audience: Literal["person", "company"] = (
        "company" if posted.text("audience") == "company" else "person"
    )
    return Beginning(
        key=posted.text("key"),
        name=Text(zh=zh, en=posted.text("name_en") or zh),
        lead=posted.text("lead"),
        audience=audience,
        items=items_of(said, departments) if said else one_for_each(departments, shipped_library()),
    )


def _new(visitor: Visitor, refused: OneGoError | None = None) -> Response:
    posted = visitor.posted
    said = {name: posted.text(name) for name in posted.names() if name != "mark"}
    return visitor.page(
        "admin_new.html",
        422 if refused else 200,
        refused=refused,
        written=said,
        chosen=posted.texts("departments"),
        departments=shipped_library().office.departments,
    )
