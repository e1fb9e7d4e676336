"""Checks, materials and promises: what is asked with what, what fills what, and every rung."""

from collections.abc import Iterator

from matters.documents import Part
from matters.drafts import Draft
from matters.mistakes import Mistake, one_of, unknown
from matters.nouns import FIELD, INPUT, PATH, STEP, VALUE
from matters.positions import KEY
from matters.spec import CheckUse, Material
from matters.words import Text


def evidence_mistakes(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with checks and materials."""
    for use in draft.checks:
        yield from _inputs(draft, use)
        yield from _fills(draft, use)
        yield from _stops(draft, use)
    for material in draft.materials:
        yield from _material(draft, material)
    yield from _never_signed(draft)


def _never_signed(draft: Draft) -> Iterator[Mistake]:
    """A promise is signed in the place of a paper: one that no paper names is offered to nobody."""
    ladders = [one.value.ladder for one in draft.materials]
    if len(ladders) < len(draft.named("materials")) or not all(ladders):
        return  # the paper that is wrong may be the one
    offered = {rung.key for ladder in ladders for rung in ladder if rung.kind == "promise"}
    if not offered <= set(draft.named("promises")):
        return  # a slip in a rung's name may be the one
    for step in draft.steps:
        promise = step.value.promise
        if promise in draft.named("promises") and promise not in offered:
            yield draft.sheet.mistake(
                (*step.loc, "promise"),
                Text(
                    zh=f"没有材料以承诺“{promise}”满足，无人可签，本环节永远不能准予。",
                    en=f"No paper names the promise “{promise}”: nobody can sign it, so this step"
                    " can never be granted.",
                ),
                Text(
                    zh=f"请在 materials 中为承诺书写一项材料，ladder: [promise: {promise}]。",
                    en=f"Add a paper for the letter of promise, with ladder: [promise: {promise}].",
                ),
            )


def _inputs(draft: Draft, use: Part[CheckUse]) -> Iterator[Mistake]:
    for name, path in use.value.inputs.items():
        if name not in use.value.check.inputs:
            said = unknown(INPUT, name, use.value.check.inputs)
            yield draft.sheet.mistake((*use.loc, "with", name, KEY), *said)
        if path not in draft.types and not draft.is_open(path):
            yield draft.sheet.mistake((*use.loc, "with", name), *unknown(PATH, path, draft.paths))
    if not use.value.inputs:
        yield draft.sheet.mistake(
            (*use.loc, "with"),
            Text(zh="没有写明用什么查询。", en="Nothing to ask the register with."),
            one_of(use.value.check.inputs),
        )


def _fills(draft: Draft, use: Part[CheckUse]) -> Iterator[Mistake]:
    fields = tuple(one.path for one in draft.elements) + draft.named("form", "fields")
    for path, name in use.value.fills.items():
        known = path in fields or draft.is_open(path)
        if not known:
            said = unknown(FIELD, path, fields)
            yield draft.sheet.mistake((*use.loc, "fills", path, KEY), *said)
        # A slip in a path alone is not told again for the value that takes its name.
        if name not in use.value.check.gives and (known or name != path.rpartition(".")[2]):
            said = unknown(VALUE, name, use.value.check.gives)
            yield draft.sheet.mistake((*use.loc, "fills", path), *said)


def _stops(draft: Draft, use: Part[CheckUse]) -> Iterator[Mistake]:
    if use.value.stops_if is not None and use.value.stops_because is None:
        yield draft.sheet.mistake(
            (*use.loc, "stops_if"),
            Text(
                zh="写了 stops_if，却没有说明理由 stops_because。",
                en="stops_if without stops_because: nobody is told why.",
            ),
            Text(
                zh="请写 stops_because，告知申请人原因和办法。",
                en="Add stops_because: the reason and the way out.",
            ),
        )


def _material(draft: Draft, part: Part[Material]) -> Iterator[Mistake]:
    if not part.value.basis.strip():
        yield draft.sheet.mistake(
            (*part.loc, "basis"),
            Text(zh="材料没有法定依据，不得收取。", en="No basis in law: it may not be asked for."),
            Text(zh="请写明法规及条款。", en="Write the act and its article."),
        )
    if not part.value.ladder:
        yield draft.sheet.mistake(
            (*part.loc, "ladder"),
            Text(zh="材料没有任何取得方式。", en="There is no way to satisfy this material."),
            Text(
                zh="请写 ladder: [check: …, promise: …, upload] 中的一种或几种。",
                en="Write one or more of ladder: [check: …, promise: …, upload].",
            ),
        )
    for number, reader in enumerate(part.value.readers):
        if reader not in draft.step_names:
            said = unknown(STEP, reader, draft.step_names)
            yield draft.sheet.mistake((*part.loc, "for", number), *said)
