"""The tools that answer at once: check, graph, guide, feasibility, savings, comparison, export."""

import json

from fastapi import APIRouter, Response
from markupsafe import Markup

from hall.admin.checked import checked
from hall.admin.comparison import compared, in_words
from hall.admin.packages import package_for
from hall.admin.subjects import Subject
from hall.pages.admin_frame import Worker, framed, on_bench
from hall.rendering import render
from hall.visitor import Visitor
from matters.errors import NotFound
from matters.spec import Matter
from matters.words import Text
from matters.workbench.bpmn import bpmn_of
from matters.workbench.feasible import feasibility
from matters.workbench.graphs import svg_of
from matters.workbench.guide import guide_of
from matters.workbench.guide_markdown import as_markdown
from matters.workbench.mermaid import mermaid
from matters.workbench.packing import packed, uses_of
from matters.workbench.savings import savings, ways
from matters.workbench.step_words import Teller
from storage import published

router = APIRouter(prefix="/admin/workbench/{of}")

GRAPHS = {"svg": "image/svg+xml", "mmd": "text/plain", "bpmn": "application/xml"}
GUIDES = {"html": "text/html", "md": "text/markdown"}
MOST_LISTED = 500
"""More situations are not listed on the page of the feasibility proof."""


@router.get("/check")
def check(visitor: Worker, of: str) -> Response:
    """Mistakes, cautions, and what is still missing."""
    subject = on_bench(visitor, of)
    return framed(visitor, subject, "check", found=checked(subject, visitor.hall.office))


@router.get("/graph")
def graph(visitor: Worker, of: str) -> Response:
    """Which step waits for which, as a picture."""
    subject = on_bench(visitor, of)
    return framed(visitor, subject, "graph", picture=_picture(visitor, subject))


@router.get("/graph.{kind}")
def graph_file(visitor: Worker, of: str, kind: str) -> Response:
    """The picture as a file. Raises NotFound, NothingToWorkOn."""
    subject = on_bench(visitor, of)
    rules = subject.rules
    match kind:
        case "svg":
            text = svg_of(rules.matter, rules.office, visitor.language)
        case "mmd":
            teller = Teller(rules.matter, rules.office, visitor.language)
            text = "\n".join(mermaid(teller)) + "\n"
        case "bpmn":
            text = bpmn_of(rules.matter, rules.office, visitor.language)
        case _:
            raise _no_file(kind)
    return attached(f"{subject.stem}.{kind}", text.encode(), GRAPHS[kind])


@router.get("/guide")
def guide(visitor: Worker, of: str) -> Response:
    """The guide (办事指南) as applicants would read it."""
    subject = on_bench(visitor, of)
    made = None
    if subject.declared:
        made = guide_of(subject.rules.matter, subject.rules.office, visitor.language)
    return framed(visitor, subject, "guide", guide=made, picture=_picture(visitor, subject))


@router.get("/guide.{kind}")
def guide_file(visitor: Worker, of: str, kind: str) -> Response:
    """The guide as a file. Raises NotFound, NothingToWorkOn."""
    subject = on_bench(visitor, of)
    made = guide_of(subject.rules.matter, subject.rules.office, visitor.language)
    match kind:
        case "md":
            text = as_markdown(made)
        case "html":
            picture = _picture(visitor, subject)
            text = render("guide.html", visitor.language, guide=made, picture=picture)
        case _:
            raise _no_file(kind)
    return attached(f"{subject.stem}-guide.{kind}", text.encode(), GUIDES[kind])


@router.get("/feasible")
def feasible(visitor: Worker, of: str) -> Response:
    """Whether the promised days can be kept, and the chain that breaks them."""
    subject = on_bench(visitor, of)
    found = feasibility(subject.matter, MOST_LISTED) if subject.declared else None
    return framed(visitor, subject, "feasible", found=found)


@router.get("/savings")
def saved(visitor: Worker, of: str) -> Response:
    """The four reductions, and what each situation costs an applicant."""
    subject = on_bench(visitor, of)
    figures = savings(subject.matter) if subject.declared else ()
    of_situations = tuple(ways(subject.matter)) if subject.declared else ()
    return framed(visitor, subject, "savings", figures=figures, ways=of_situations)


@router.get("/diff")
def diff(visitor: Worker, of: str, version: int | None = None) -> Response:
    """A draft against a published version of its matter; the newest unless another is chosen."""
    subject = on_bench(visitor, of)
    if subject.declared is None:
        return framed(visitor, subject, "diff")
    matter = subject.matter
    with visitor.hall.database.transaction() as connection:
        known = [one for one in published.versions(connection) if one.key == matter.matter]
        other = next((one for one in known if version in (None, one.version)), None)
        before = published.matter_of(connection, other.digest) if other else None
        text = published.source_of(connection, other.digest) if other else ""
    if version is not None and other is None:
        raise NotFound(Text(zh=f"第{version}版", en=f"Version {version}"))
    return framed(
        visitor,
        subject,
        "diff",
        versions=known,
        other=other,
        groups_of_differences=_differences(visitor, before, matter),
        changes=compared(text, subject.source) if text else (),
    )


@router.get("/export")
def export(visitor: Worker, of: str) -> Response:
    """What the package holds."""
    subject = on_bench(visitor, of)
    uses = uses_of(subject.matter) if subject.declared else None
    package = package_for(subject) if subject.declared and subject.source else None
    return framed(visitor, subject, "export", uses=uses, package=package)


@router.get("/export.zip")
def export_file(visitor: Worker, of: str) -> Response:
    """The package. Raises NothingToWorkOn, NotFound."""
    subject = on_bench(visitor, of)
    if not subject.source:
        raise NotFound(Text(zh="该版本的 YAML 原文", en="The YAML of this version"))
    return attached(f"{subject.stem}.zip", packed(package_for(subject)), "application/zip")


@router.get("/source.yaml")
def source_file(visitor: Worker, of: str) -> Response:
    """The text as it was written."""
    subject = on_bench(visitor, of)
    stem = subject.stem if subject.declared else "matter"
    return attached(f"{stem}.yaml", subject.source.encode(), "application/yaml")


def attached(name: str, content: bytes, kind: str) -> Response:
    """A file that the browser keeps; it is never shown as a page of ours."""
    return Response(
        content,
        media_type=kind,
        headers={"content-disposition": f"attachment; filename={json.dumps(name)}"},
    )


def _picture(visitor: Visitor, subject: Subject) -> Markup:
    if subject.declared is None:
        return Markup()
    rules = subject.rules
    return Markup(svg_of(rules.matter, rules.office, visitor.language))  # noqa: S704 - escaped where it is drawn


def _differences(visitor: Visitor, before: Matter | None, after: Matter) -> tuple[object, ...]:
    return in_words(before, after, visitor.hall.office) if before else ()


def _no_file(kind: str) -> NotFound:
    return NotFound(Text(zh=f"格式“{kind}”", en=f"The format “{kind}”"))
