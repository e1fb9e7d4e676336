"""The tools of the workbench in the order of their work: how a matter reads, whether it holds, what it changes."""

from typing import NamedTuple

from matters.words import Text


class Tool(NamedTuple):
    """One tool; `for_drafts` and `for_published` say on what it works."""

    key: str
    name: Text
    for_drafts: bool = True
    for_published: bool = True


class Way(NamedTuple):
    """A page of a matter or draft."""

    key: str
    name: Text
    address: str


class Group(NamedTuple):
    """Pages that belong together."""

    name: Text
    ways: tuple[Way, ...]


PARTS: dict[str, Text] = {
    "overview": Text(zh="总览", en="Overview"),
    "form": Text(zh="情形与表单", en="Questions and form"),
    "papers": Text(zh="核验与材料", en="Checks and papers"),
    "letters": Text(zh="文书", en="Letters"),
    "source": Text(zh="YAML 原文", en="YAML source"),
    "versions": Text(zh="版本", en="Versions"),
}
"""What is declared, part by part."""

TOOLS: tuple[tuple[Text, tuple[Tool, ...]], ...] = (
    (
        Text(zh="呈现", en="How it reads"),
        (
            Tool("form", Text(zh="表单预览", en="Form preview")),
            Tool("graph", Text(zh="流程图", en="Graph")),
            Tool("guide", Text(zh="办事指南", en="Guide")),
            Tool("explain", Text(zh="情形解读", en="Explain")),
        ),
    ),
    (
        Text(zh="检验", en="Whether it holds"),
        (
            Tool("check", Text(zh="检查", en="Check")),
            Tool("feasible", Text(zh="时限可行性", en="Feasibility")),
            Tool("test", Text(zh="情景测试", en="Scenarios")),
            Tool("mutate", Text(zh="植错测试", en="Mutation")),
            Tool("savings", Text(zh="四减成效", en="Savings")),
            Tool("simulate", Text(zh="仿真", en="Simulation")),
        ),
    ),
    (
        Text(zh="变更", en="What it changes"),
        (
            Tool("diff", Text(zh="与已发布版本对比", en="Compare"), for_published=False),
            Tool("replay", Text(zh="历史办件回放", en="Replay")),
            Tool("migrate", Text(zh="在办件转版", en="Migrate"), for_drafts=False),
            Tool("export", Text(zh="导出", en="Export")),
        ),
    ),
)


def tool_name(key: str) -> Text:
    """What people call a tool."""
    return next(one.name for _, tools in TOOLS for one in tools if one.key == key)


def of_published(key: str, version: int, *, may_work: bool) -> tuple[Group, ...]:
    """The pages of a published version; the tools only for those who may publish."""
    parts = tuple(
        Way(part, name, f"/admin/matters/{key}?part={part}&version={version}")
        for part, name in PARTS.items()
    )
    declared = Group(Text(zh="内容", en="What it says"), parts)
    if not may_work:
        return (declared,)
    return (declared, *_tools(f"/admin/workbench/{key}@{version}", draft=False))


def of_draft(here: str) -> tuple[Group, ...]:
    """The pages of a draft."""
    text = Way("text", Text(zh="修改原文", en="Edit the text"), f"{here}/text")
    return (Group(Text(zh="草稿", en="Draft"), (text,)), *_tools(here, draft=True))


def _tools(here: str, *, draft: bool) -> tuple[Group, ...]:
    return tuple(
        Group(
            name,
            tuple(
                Way(f"tool-{one.key}", one.name, f"{here}/{one.key}")
                for one in tools
                if (one.for_drafts if draft else one.for_published)
            ),
        )
        for name, tools in TOOLS
    )
