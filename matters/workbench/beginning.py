"""The first file of a matter, from a few answers: valid, and marked where an official must go on writing."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from matters.errors import OneGoError
from matters.library import Library
from matters.mistakes import nearest
from matters.office import HALL
from matters.words import Frozen, Text

TODO = "# 待完善"
"""Stands at the end of every line that must be rewritten before publication."""

_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_ITEM = re.compile(
    r"(?:(?P<key>[a-z][a-z0-9-]*)=)?(?P<name>[^@=]+?)(?:@(?P<department>[a-z0-9-]+))?"
)


class NotBegun(OneGoError):
    """What was said is not enough, or not right, for a first file."""


class FirstItem(Frozen):
    """One service of the bundle: its step, what it is called, and who decides it."""

    key: str
    name: Text
    department: str


class Beginning(Frozen):
    """What is known of a matter before its first line is written."""

    key: str
    name: Text
    lead: str
    audience: Literal["person", "company"]
    items: tuple[FirstItem, ...]


class FirstFile(Frozen):
    """The text of the file, and what is still missing in it."""

    text: str
    missing: tuple[Text, ...]


def items_of(said: Sequence[str], departments: Sequence[str]) -> tuple[FirstItem, ...]:
    """Items from words like `food=食品经营许可@market-regulation`; the key and the department may be left out.

    Without a department the items go round the departments. Raises NotBegun.
    """
    found = []
    for place, words in enumerate(said, start=1):
        match = _ITEM.fullmatch(words.strip())
        if match is None:
            raise NotBegun(
                zh=f"事项“{words}”无法识别。请写成 key=名称@部门，如 food=食品经营许可@market-regulation。",
                en=f"The item “{words}” cannot be read. Write key=name@department, such as"
                " food=Food licence@market-regulation.",
            )
        whose = match["department"] or (
            departments[(place - 1) % len(departments)] if departments else ""
        )
        name = match["name"].strip()
        found.append(
            FirstItem(key=match["key"] or f"item-{place}", name=Text.same(name), department=whose)
        )
    return tuple(found)


def one_for_each(departments: Sequence[str], library: Library) -> tuple[FirstItem, ...]:
    """An item for each department, where nobody said what is decided."""
    names = {one.key: one.name for one in library.office.departments}
    return tuple(
        FirstItem(
            key=f"{key}-item",
            name=Text(zh=f"{names[key].zh}办理事项", en=f"Service of {names[key].en}"),
            department=key,
        )
        for key in departments
        if key in names
    )


def first_file(wanted: Beginning, library: Library) -> FirstFile:
    """The file as YAML; it passes `check` against this library. Raises NotBegun."""
    _require(wanted, library)
    lines = [*_head(wanted), *_form(wanted, library), *_papers(wanted, library), *_steps(wanted)]
    return FirstFile(text="\n".join(lines) + "\n", missing=tuple(_missing(wanted)))


def _require(wanted: Beginning, library: Library) -> None:
    for key in (wanted.key, *(one.key for one in wanted.items)):
        if not _KEY.fullmatch(key):
            raise NotBegun(
                zh=f"“{key}”不能作为编码。请用小写字母、数字和连字符，以字母开头，如 pet-clinic。",
                en=f"“{key}” cannot be a key. Use lower-case letters, digits and hyphens, beginning"
                " with a letter, such as pet-clinic.",
            )
    if not wanted.items:
        raise NotBegun(
            zh="至少要有一个办理事项。请用 --items 或者 --departments 说明。",
            en="There must be at least one item. Say which with --items or --departments.",
        )
    keys = [one.key for one in wanted.items]
    for key in {one for one in keys if keys.count(one) > 1}:
        raise NotBegun(
            zh=f"事项编码“{key}”重复，请改名。", en=f"The item “{key}” stands twice; rename one."
        )
    known = [one.key for one in library.office.departments]
    for department in (wanted.lead, *(one.department for one in wanted.items)):
        if department not in known or department == HALL:
            _refuse_department(department, [one for one in known if one != HALL])


def _refuse_department(department: str, known: list[str]) -> None:
    near = nearest(department, known)
    raise NotBegun(
        zh=f"没有部门“{department}”。"
        + (f"您是否想写“{near}”？" if near else f"可选：{'、'.join(known)}。"),
        en=f"There is no department “{department}”. "
        + (f"Did you mean “{near}”?" if near else f"Choose from: {', '.join(known)}."),
    )


def _head(wanted: Beginning) -> Iterator[str]:
    name, count = wanted.name, len(wanted.items)
    yield f"# {name.zh} {name.en}：初稿。行末标有“待完善”的，发布前须逐项改写并删去标记。"
    yield ""
    yield f"matter: {wanted.key}"
    yield "version: 1"
    yield f"name: {_text(name)}"
    summary = Text(
        zh=f"一次申请，办理“{name.zh}”所涉{count}个事项。",
        en=f"One application for the {count} item(s) of “{name.en}”.",
    )
    yield f"summary: {_text(summary)}  {TODO}"
    yield f"audience: {wanted.audience}"
    yield f"lead: {wanted.lead}"
    yield f"basis: 《优化营商环境条例》  {TODO}"
    yield f"promise: 10 working days  {TODO}"
    yield f"before: {{steps: {4 * count}, days: {10 * count}, materials: {3 * count}, visits: {2 * count}}}  {TODO}"
    yield "visits: 1"
    yield f"privacy: {_text(_PRIVACY)}  {TODO}"


_PRIVACY = Text(
    zh="您填写的信息由受理窗口接收，仅提供给办理所选事项的部门，用于办理本事项。",
    en="What you fill in is received at the counter and passed only to the departments that decide"
    " the items you apply for.",
)


def _form(wanted: Beginning, library: Library) -> Iterator[str]:
    blocks = {one.key for one in library.blocks}
    own = "company" if wanted.audience == "company" else "person"
    yield from ("", "questions:")
    yield "  - ask: filed_by"
    yield f"    text: {_text(Text(zh='由谁来办理？', en='Who is applying?'))}"
    yield "    type: choice"
    yield "    options:"
    yield f"      - {{value: self, {_label('申请人本人（法定代表人）', 'The applicant')}}}"
    yield f"      - {{value: agent, {_label('受委托的代理人', 'An authorised agent')}}}"
    yield from ("", "form:")
    used = [own] if own in blocks else []
    if "agent" in blocks:
        used.append("{block: agent, when: \"filed_by == 'agent'\"}")
    if used:
        yield "  use:"
        yield from (f"    - {one}" for one in used)
    yield "  fields:"
    label = _text(Text(zh="申请内容说明", en="What you apply for"))
    yield f"    - {{key: request_note, type: long-text, required: false, label: {label}}}  {TODO}"


def _papers(wanted: Beginning, library: Library) -> Iterator[str]:
    check = _check(wanted, library)
    if check:
        yield from ("", "checks:", f"  - use: {check[0]}", f"    with: {{{check[1]}}}")
    yield from ("", "materials:")
    if check:
        yield "  - key: identity"
        yield f"    name: {_text(Text(zh='身份（主体资格）证明', en='Proof of identity'))}"
        yield f"    basis: 《浙江省保障“最多跑一次”改革规定》第十四条  {TODO}"
        yield f"    ladder: [check: {check[0]}, upload]"
    yield "  - key: agent-authorisation"
    yield f"    name: {_text(Text(zh='授权委托书', en='Power of attorney'))}"
    yield "    basis: 《中华人民共和国行政许可法》第二十九条"
    yield "    when: \"filed_by == 'agent'\""
    yield "    ladder: [upload]"


def _check(wanted: Beginning, library: Library) -> tuple[str, str] | None:
    """The register that knows the applicant, with what it is asked; none where the library has none."""
    blocks = {one.key: {field.key for field in one.fields} for one in library.blocks}
    key, asked = (
        ("business-licence", {"uscc": "company.uscc"})
        if wanted.audience == "company"
        else ("id-verify", {"id_number": "person.id_number", "name": "person.name"})
    )
    block = "company" if wanted.audience == "company" else "person"
    known = {one.key: one for one in library.checks}
    has = {path.partition(".")[2] for path in asked.values()} <= blocks.get(block, set())
    if key not in known or not has or not set(asked) <= set(known[key].inputs):
        return None
    return key, ", ".join(f"{name}: {path}" for name, path in asked.items())


_CONDITION = Text(
    zh="申请人具备法律、法规规定的条件。", en="The applicant meets the conditions of the law."
)


def _steps(wanted: Beginning) -> Iterator[str]:
    yield from ("", "steps:")
    for place, one in enumerate(wanted.items):
        if place:
            yield ""
        yield f"  - step: {one.key}"
        yield f"    name: {_text(one.name)}"
        yield f"    department: {one.department}"
        yield "    item:"
        yield f"      name: {_text(one.name)}"
        yield f'      code: "{place + 1:012}"  {TODO}'
        yield f"      kind: licence  {TODO}"
        yield f"      basis: 《中华人民共和国行政许可法》第三十八条  {TODO}"
        yield "      conditions:"
        yield f"        - {_text(_CONDITION)}  {TODO}"
        yield f"      limit: 20 working days  {TODO}"
        yield f"      promise: 10 working days  {TODO}"


def _missing(wanted: Beginning) -> Iterator[Text]:
    yield Text(zh="事项简介、依据和个人信息告知", en="summary, legal basis and privacy notice")
    yield Text(zh="承诺办结期限和改革前基线", en="promised time and the baseline before the bundle")
    yield Text(
        zh="情形引导问题和各部门需要的填报项",
        en="guiding questions and the fields that departments need",
    )
    for one in wanted.items:
        yield Text(
            zh=f"事项“{one.name.zh}”的编码、类型、依据、条件和期限",
            en=f"code, kind, basis, conditions and limits of “{one.name.en}”",
        )
    yield Text(
        zh="各事项的申请材料及其无证明阶梯，核发的证照",
        en="papers with their ladders, and certificates",
    )
    yield Text(
        zh=f"情景文件 scenarios/{wanted.key}.yaml",
        en=f"the scenario file scenarios/{wanted.key}.yaml",
    )


def _text(text: Text) -> str:
    return f"{{zh: {_quoted(text.zh)}, en: {_quoted(text.en)}}}"


def _label(zh: str, en: str) -> str:
    return f"zh: {_quoted(zh)}, en: {_quoted(en)}"


def _quoted(words: str) -> str:
    """As a double-quoted YAML scalar, which JSON's strings are."""
    return json.dumps(words, ensure_ascii=False)
