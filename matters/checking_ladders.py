"""Ladders of papers: what each rung names, how long it may take, and what may never be put off."""

from collections.abc import Iterator

from matters.documents import Part
from matters.drafts import Draft
from matters.mistakes import Mistake, unknown
from matters.nouns import CHECK, DEPARTMENT, PROMISE
from matters.positions import Loc
from matters.spec import Material, Promise, Rung
from matters.words import Text

_SAYS: dict[str, tuple[str, ...]] = {
    "check": ("key",),
    "licence": ("key",),
    "verification": ("key", "within"),
    "promise": ("key",),
    "proof": ("name",),
    "deferred": ("within",),
    "upload": (),
}
"""What stands behind each word; `as_written` shows how."""
_AS_WRITTEN = {
    "check": "check: real-estate",
    "licence": "licence: title-licence",
    "verification": "{verification: natural-resources, within: 5 working days}",
    "promise": "promise: premises",
    "proof": "proof: {zh: 村委会证明, en: Statement of the village}",
    "deferred": "deferred: 10 working days",
    "upload": "upload",
}
_IDENTITY = frozenset({"id-verify", "real-name"})
"""Checks of who somebody is."""


def ladder_mistakes(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with the rungs of every material, and with what bars a promise."""
    for material in draft.materials:
        for number, rung in enumerate(material.value.ladder):
            yield from _rung(draft, (*material.loc, "ladder", number), rung)
        yield from _put_off(draft, material)
    for promise in draft.promises:
        yield from _bar(draft, promise)


def _rung(draft: Draft, loc: Loc, rung: Rung) -> Iterator[Mistake]:
    said = {name for name in ("key", "within", "name") if getattr(rung, name) is not None}
    if said != set(_SAYS[rung.kind]):
        shown = _AS_WRITTEN[rung.kind]
        yield draft.sheet.mistake(
            loc,
            Text(
                zh=f"“{rung.kind}”后面的内容不对。", en=f"What follows “{rung.kind}” is not right."
            ),
            Text(zh=f"请写成“{shown}”。", en=f"Write it like “{shown}”."),
        )
        return
    names = _names(draft, rung)
    if names is None or rung.key in names[1] or rung.key in draft.unresolved:
        return
    yield draft.sheet.mistake(loc, *unknown(names[0], rung.key or "", names[1]))


def _names(draft: Draft, rung: Rung) -> tuple[Text, tuple[str, ...]] | None:
    """What the key of the rung may be."""
    match rung.kind:
        case "check" | "licence":
            return CHECK, draft.check_names
        case "promise":
            return PROMISE, draft.named("promises")
        case "verification":
            return DEPARTMENT, tuple(draft.shelf.departments)
        case _:
            return None


def _put_off(draft: Draft, part: Part[Material]) -> Iterator[Mistake]:
    """Who applies is never left open, and nothing else stands in for the application itself (domain 2.6)."""
    material = part.value
    rungs = material.ladder
    identity = material.key.endswith("identity") or any(one.key in _IDENTITY for one in rungs)
    form = material.key in ("application", "application-form")
    for number, rung in enumerate(rungs):
        if rung.kind == "deferred" and (identity or form or not material.required):
            yield draft.sheet.mistake(
                (*part.loc, "ladder", number),
                Text(
                    zh="身份证明、申请表和选交材料不得容缺后补。",
                    en="Identity, the application form and optional papers are not deferred.",
                ),
                Text(zh="请删去 deferred。", en="Remove deferred."),
            )


def _bar(draft: Draft, part: Part[Promise]) -> Iterator[Mistake]:
    """Who may not sign is told why."""
    promise = part.value
    if (promise.barred_if is None) != (promise.barred_because is None):
        yield draft.sheet.mistake(
            part.loc,
            Text(
                zh="barred_if 与 barred_because 应当同时写明。",
                en="barred_if and barred_because belong together.",
            ),
            Text(
                zh="请写明不适用告知承诺的情形和理由。",
                en="Write when it may not be signed, and why.",
            ),
        )
