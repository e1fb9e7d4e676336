"""What a step of each kind must say, and what it may not: a publicity its length, a draw its pool, a wait its end."""

from collections.abc import Iterator

from matters.documents import Part
from matters.drafts import Draft
from matters.mistakes import Mistake
from matters.positions import Listing, Mapping
from matters.spec import Event, Step
from matters.words import Text

_MUST: dict[str, tuple[str, ...]] = {
    "publicity": ("lasts",),
    "wait": ("first",),
    "call": ("call", "within"),
    "matter": ("matter",),
    "draw": ("draw",),
}
"""What a step of the kind cannot do without."""
_ONLY: dict[str, tuple[str, ...]] = {
    "lasts": ("publicity",),
    "first": ("wait",),
    "call": ("call",),
    "matter": ("matter",),
    "draw": ("draw",),
    "each": ("decide", "opinion"),
    "quorum": ("decide", "opinion"),
    "rest": ("decide", "opinion"),
    "adds": ("decide", "opinion"),
    "silence": ("opinion",),
    "item": ("decide", "issue"),
    "issues": ("decide", "issue"),
    "promise": ("decide",),
    "approval": ("decide", "opinion", "issue", "hearing", "expert-review"),
    "officers_from": ("visit", "decide"),
}
"""What only steps of these kinds may say."""
_TOLD: dict[str, tuple[Event, ...]] = {
    "publicity": ("publicity",),
    "hearing": ("hearing_rights", "hearing", "hearing_announced"),
    "visit": ("visit",),
    "pay": ("fees",),
}


def kind_mistakes(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with steps for the kinds that they are of."""
    for part in draft.steps:
        yield from _lacking(draft, part)
        yield from _out_of_place(draft, part)
        yield from _parts(draft, part)
        yield from _order(draft, part)
        yield from _law(draft, part)
    yield from _untold(draft)


def _said(part: Part[Step], key: str) -> bool:
    return key in part.value.model_fields_set


def _lacking(draft: Draft, part: Part[Step]) -> Iterator[Mistake]:
    for key in _MUST.get(part.value.kind, ()):
        if not getattr(part.value, key):
            yield draft.sheet.mistake(
                part.loc,
                Text(
                    zh=f"“{part.value.kind}”类环节缺少 {key}。",
                    en=f"A step of kind “{part.value.kind}” needs “{key}”.",
                ),
                Text(zh=f"请写 {key}: …。", en=f"Add {key}: …"),
            )


def _out_of_place(draft: Draft, part: Part[Step]) -> Iterator[Mistake]:
    for key, kinds in _ONLY.items():
        if _said(part, key) and part.value.kind not in kinds:
            yield draft.sheet.mistake(
                (*part.loc, key),
                Text(
                    zh=f"“{part.value.kind}”类环节不能写 {key}。",
                    en=f"A step of kind “{part.value.kind}” does not say “{key}”.",
                ),
                Text(
                    zh=f"只有 {'、'.join(kinds)} 可以写。",
                    en=f"Only {', '.join(kinds)} may say it.",
                ),
            )


def _parts(draft: Draft, part: Part[Step]) -> Iterator[Mistake]:
    step = part.value
    if step.kind == "opinion" and step.each is None and not step.all_departments:
        yield draft.sheet.mistake(
            part.loc,
            Text(zh="会签没有写明由谁参加。", en="Nobody is asked for an opinion."),
            Text(
                zh="请写 departments: [ … ] 或者 each: …。", en="Add departments: [ … ] or each: …"
            ),
        )
    for key in ("quorum", "rest", "adds"):
        if _said(part, key) and step.kind == "decide" and step.each is None:
            yield draft.sheet.mistake(
                (*part.loc, key),
                Text(zh=f"本环节不分部分，{key} 没有意义。", en=f"This step has no parts, so “{key}” says nothing."),
                Text(zh="请同时写 each: …。", en="Write each: … as well."),
            )  # fmt: skip
    signers = len(step.departments)
    known = step.kind == "opinion" and step.each is None and not step.adds and signers
    if known and isinstance(step.quorum, int) and step.quorum > signers:
        yield draft.sheet.mistake(
            (*part.loc, "quorum"),
            Text(
                zh=f"只有{signers}个部门参加，不可能有{step.quorum}个同意。",
                en=f"Only {signers} take part, so {step.quorum} can never agree.",
            ),
            Text(zh="请减小 quorum。", en="Lower the quorum."),
        )


def _order(draft: Draft, part: Part[Step]) -> Iterator[Mistake]:
    step = part.value
    if step.enough is not None and step.enough > len(step.after):
        yield draft.sheet.mistake(
            (*part.loc, "enough"),
            Text(
                zh=f"after 只有{len(step.after)}个环节，enough 不能是{step.enough}。",
                en=f"It waits for {len(step.after)} steps, so {step.enough} can never be done.",
            ),
            Text(zh="请减小 enough 或者补充 after。", en="Lower enough, or add to after."),
        )
    if step.section is not None and step.mutex is None:
        yield draft.sheet.mistake(
            (*part.loc, "section"),
            Text(zh="写了 section 而没有写 mutex。", en="A section without a mutex."),
            Text(zh="请写 mutex: 名称。", en="Add mutex: …"),
        )
    if step.again is not None and step.again.to not in (step.step, *_all_before(draft, step.step)):
        yield draft.sheet.mistake(
            (*part.loc, "again", "to"),
            Text(
                zh=f"“{step.again.to}”不在本环节之前，不能退回到那里。",
                en=f"“{step.again.to}” does not come before this step, so work cannot go back there.",
            ),
            Text(zh="请写本环节或者它之前的环节。", en="Name this step or one before it."),
        )
    for name in step.officers_from:
        if _is_draw(draft, name):
            continue
        yield draft.sheet.mistake(
            (*part.loc, "officers_from"),
            Text(zh=f"“{name}”不是随机抽取环节。", en=f"“{name}” is no draw."),
            Text(zh="请写 kind: draw 的环节。", en="Name a step of kind draw."),
        )  # fmt: skip


def _is_draw(draft: Draft, key: str) -> bool:
    named = [part.value.kind for part in draft.steps if part.value.step == key]
    return not named or named == ["draw"]


def _all_before(draft: Draft, key: str) -> frozenset[str]:
    waits = {part.value.step: part.value.earlier for part in draft.steps}
    found: set[str] = set()
    ahead = list(waits.get(key, ()))
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += waits.get(one, ())
    return frozenset(found)


def _law(draft: Draft, part: Part[Step]) -> Iterator[Mistake]:
    """What the law allows only with its article (Act 45; domain 2.7)."""
    step = part.value
    if step.silence is not None and not (step.silence_basis and step.within):
        yield draft.sheet.mistake(
            (*part.loc, "silence"),
            Text(
                zh="缺席默认须有法律依据和期限。",
                en="Silence counts only with a basis in law and a time.",
            ),
            Text(
                zh="请写 silence_basis: … 和 within: …。", en="Add silence_basis: … and within: …"
            ),
        )
    if step.excluded is not None and not step.excluded.strip():
        yield draft.sheet.mistake(
            (*part.loc, "excluded"),
            Text(
                zh="不计入期限须写明法律依据。", en="Days are left out only by a law that is named."
            ),
            Text(zh="请写“《…》第…条”。", en="Name the act and article."),
        )


def _untold(draft: Draft) -> Iterator[Mistake]:
    """Events of the new kinds for which nobody has a letter (domain 2.11)."""
    letters = draft.root.get("letters")
    told = set(letters.entries) if isinstance(letters, Mapping) else set()
    wanted: dict[Event, None] = {"terminated_case": None}
    for part in draft.steps:
        step = part.value
        wanted |= dict.fromkeys(one for one in _TOLD.get(step.kind, ()) if one not in step.letters)
        if step.excluded and "excluded" not in step.letters:
            wanted["excluded"] = None
        if step.item is not None:
            wanted["suspended"] = wanted["resumed"] = None
        if step.item is not None and step.item.extend is not None:
            wanted["extended"] = None
    fees = draft.root.get("fees")
    if isinstance(fees, Listing) and fees.nodes and not _has_pay(draft):
        yield draft.sheet.mistake(
            ("fees",),
            Text(zh="有收费项目而没有缴费环节。", en="There are fees, but no step at which they are paid."),
            Text(zh="请增加 kind: pay 的环节。", en="Add a step of kind pay."),
        )  # fmt: skip
    for event in sorted(set(wanted) - told):
        yield draft.sheet.mistake(
            ("letters",),
            Text(zh=f"事件“{event}”没有对应的文书。", en=f"No letter tells of “{event}”."),
            Text(
                zh=f"请在 letters 中写“{event}: 文书种类”，或在 office.yaml 的 letter_defaults 中写。",
                en=f"Write “{event}: …” in letters, or in letter_defaults of office.yaml.",
            ),
        )


def _has_pay(draft: Draft) -> bool:
    read = {part.value.step for part in draft.steps}
    return any(part.value.kind == "pay" for part in draft.steps) or not read >= set(
        draft.step_names
    )
