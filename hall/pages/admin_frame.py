"""What all pages of the workbench share: what they are about, its tools beside it, and what is at work."""

from typing import Annotated

from fastapi import Depends, Response

from hall.admin.subjects import NothingToWorkOn, Subject, subject_of
from hall.admin.tools import Group, of_draft, of_published, tool_name
from hall.doors import allowed
from hall.visitor import Visitor
from hall.workshop import Job
from matters.errors import OneGoError
from matters.mistakes import Mistake, MistakesFound
from matters.spec import Matter
from matters.words import Text

Worker = Annotated[Visitor, Depends(allowed("publish-matters"))]
DRAFT = Text(zh="草稿", en="Draft")


def on_bench(visitor: Visitor, of: str) -> Subject:
    """What the address names. Raises NotFound."""
    return subject_of(visitor.hall.installation, of)


def groups_for(subject: Subject, *, may_work: bool = True) -> tuple[Group, ...]:
    """The pages beside this one."""
    if subject.is_draft:
        return of_draft(subject.here)
    key, _, version = subject.of.partition("@")
    return of_published(key, int(version), may_work=may_work)


def framed(
    visitor: Visitor,
    subject: Subject,
    tool: str,
    refused: OneGoError | None = None,
    **context: object,
) -> Response:
    """The page of a tool; above it why something was refused.

    Raises NothingToWorkOn for a draft with mistakes, on all pages but its text and its check.
    """
    if subject.declared is None and tool not in ("text", "check"):
        return visitor.page(
            "admin_tool_nothing.html",
            NothingToWorkOn.status,
            **_frame(subject, tool, NothingToWorkOn()),
        )
    return visitor.page(
        f"admin_tool_{tool}.html",
        refused.status if refused else 200,
        **_frame(subject, tool, refused),
        **context,
    )


def _frame(subject: Subject, tool: str, refused: OneGoError | None) -> dict[str, object]:
    return {
        "subject": subject,
        "tool": f"tool-{tool}" if tool != "text" else tool,
        "title": tool_name(tool) if tool != "text" else Text(zh="修改原文", en="Edit the text"),
        "name": name_of(subject),
        "groups": groups_for(subject),
        "refused": refused,
    }


def name_of(subject: Subject) -> Text:
    """What the matter is called; a draft that cannot be read is just a draft."""
    matter: Matter | None = subject.declared
    return matter.name if matter else DRAFT


def mistakes_of(job: Job | None) -> tuple[Mistake, ...]:
    """The mistakes for which a piece of work was refused."""
    wrong = job.refused if job else None
    if isinstance(wrong, MistakesFound):
        return wrong.mistakes
    return tuple(getattr(wrong, "wrong", ()))
