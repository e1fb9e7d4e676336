"""What is asked for nothing, asked twice, or asked without a law: fields, papers, conditions, remedies."""

import re
from collections.abc import Iterable, Iterator

from matters.checking_answers import ALL
from matters.drafts import Draft
from matters.fields import Field
from matters.mistakes import Caution, Mistake
from matters.paths.judging import all_of
from matters.paths.possible import NEVER, Paths
from matters.positions import Loc
from matters.words import Text

_CERTIFICATE = "证明"
_CITATION = re.compile("《[^》]+》|〔[0-9]{4}〕")
"""How an act or a document of the State Council is cited."""


def use_mistakes(draft: Draft, paths: Paths) -> Iterator[Mistake]:
    """Everything that is asked for nothing, twice, or without a law."""
    yield from _for_nobody(draft, paths)
    yield from _asked_twice(draft, paths)
    yield from _filled_twice(draft)
    yield from _without_law(draft)
    yield from _without_remedy(draft)


def use_cautions(draft: Draft, paths: Paths) -> Iterator[Caution]:
    """Fields of shared blocks that nobody here reads: the block may be right for other matters."""
    for block in draft.blocks:
        for field in block.value.fields:
            path = f"{block.value.key}.{field.key}"
            read = ALL in field.readers or set(field.readers) & set(draft.step_names)
            if not read and path not in paths.matter.names_used:
                what = Text(
                    zh=f"没有环节使用“{field.label.zh}”（{path}）。",
                    en=f"No step here uses “{field.label.en}” ({path}).",
                )
                yield Caution.of(draft.sheet.mistake(block.loc, what, _NOBODY_READS[1]))


def _for_nobody(draft: Draft, paths: Paths) -> Iterator[Mistake]:
    """Fields that are shown only when none of the steps that may read them applies."""
    for part in draft.fields:
        field = part.value
        if ALL in field.readers or field.produced_by is not None:
            continue
        if _is_read(paths, field):
            continue
        if field.key not in paths.matter.names_used:
            yield draft.sheet.mistake(part.loc, *_NOBODY_READS)


def _is_read(paths: Paths, field: Field) -> bool:
    served, shown = paths.served, paths.condition(field.when)
    steps = (paths.applies[key] for key in field.readers if key in paths.applies)
    return any(paths.together(served, shown, step) != NEVER for step in steps)


def _asked_twice(draft: Draft, paths: Paths) -> Iterator[Mistake]:
    """Two fields of one place with the same label, if somebody is asked both."""
    for scope in _scopes(draft):
        first: dict[tuple[str, str], Field] = {}
        for loc, field in scope:
            same = first.setdefault((field.label.zh.strip(), field.type), field)
            if same is field or same.derive is not None or field.derive is not None:
                continue
            both = all_of((paths.condition(same.when), paths.condition(field.when)))
            if paths.together(both) != NEVER:
                yield draft.sheet.mistake(loc, *_twice(field.label, same.key))


def _scopes(draft: Draft) -> Iterator[Iterable[tuple[Loc, Field]]]:
    yield [(part.loc, part.value) for part in draft.fields]
    for block in draft.blocks:
        yield [(block.loc, field) for field in block.value.fields]
    for group in draft.groups:
        yield [
            ((*group.loc, "fields", number), field)
            for number, field in enumerate(group.value.fields)
        ]


def _filled_twice(draft: Draft) -> Iterator[Mistake]:
    """One value of a register that fills two fields of one place."""
    types = {one.path: one.value for one in draft.elements}
    for use in draft.checks:
        first: dict[tuple[str, str, str], str] = {}
        for path, name in use.value.fills.items():
            field = types.get(path)
            if not isinstance(field, Field):
                continue
            same = first.setdefault((path.rpartition(".")[0], name, field.type), path)
            if same != path:
                yield draft.sheet.mistake((*use.loc, "fills", path), *_twice(field.label, same))


def _without_law(draft: Draft) -> Iterator[Mistake]:
    """Papers called 证明 need a law, regulation or State Council decision; conditions the basis of their item."""
    for part in draft.materials:
        basis = part.value.basis
        called = part.value.name.zh
        if basis.strip() and _CERTIFICATE in called and not _CITATION.search(basis):
            yield draft.sheet.mistake((*part.loc, "basis"), *_NO_LAW)
    for promise in draft.promises:
        yield from _needs_basis(draft, promise.loc, promise.value.basis)
    for fee in draft.fees:
        yield from _needs_basis(draft, fee.loc, fee.value.basis)
    for step in draft.steps:
        if step.value.item is not None:
            yield from _needs_basis(draft, (*step.loc, "item"), step.value.item.basis)


def _needs_basis(draft: Draft, loc: Loc, basis: str) -> Iterator[Mistake]:
    if not basis.strip():
        yield draft.sheet.mistake((*loc, "basis"), *_NO_BASIS)


def _without_remedy(draft: Draft) -> Iterator[Mistake]:
    """A decision tells where it can be contested (Act 38, Reconsideration Act 24): its department must say so."""
    for part in draft.steps:
        step = part.value
        if step.item is not None and step.department in draft.shelf.without_remedy:
            yield draft.sheet.mistake((*part.loc, "department"), *_NO_REMEDY)


_NOBODY_READS = (
    Text(
        zh="填写了也没有人用：使用它的环节都不会同时办理，也没有条件或核验用到它。",
        en="It is asked for nothing: no step that may read it applies then, and nothing else uses it.",
    ),
    Text(
        zh="请核对 for 和 when，或者删去这个字段（最少够用）。",
        en="Correct its for and when, or do not ask for it.",
    ),
)
_NO_LAW = (
    Text(
        zh="“证明”须有法律、法规或者国务院决定作依据，此处没有写明是哪一部。",
        en="A certificate needs a law, a regulation or a State Council decision; none is cited here.",
    ),
    Text(
        zh="请写明文件名称和条款，如 《中华人民共和国食品安全法》第四十五条；没有依据的，不得索要。",
        en="Cite it with its article, e.g. 《中华人民共和国食品安全法》第四十五条; without one do not ask.",
    ),
)
_NO_BASIS = (
    Text(zh="没有写明法律依据。", en="No legal basis is given."),
    Text(zh="请写明法规及条款。", en="Write the act and its article."),
)
_NO_REMEDY = (
    Text(
        zh="该部门没有写明复议机关或者管辖法院，决定书无法告知救济途径。",
        en="This department names no review body or court: its decisions cannot tell the remedies.",
    ),
    Text(
        zh="请在 office.yaml 中补写 review_body 和 court。",
        en="Add review_body and court in office.yaml.",
    ),
)


def _twice(label: Text, other: str) -> tuple[Text, Text]:
    return (
        Text(
            zh=f"“{label.zh}”问了两遍：“{other}”已经问过。",
            en=f"“{label.en}” is asked twice: “{other}” asks it already.",
        ),
        Text(zh="请删去一个，或者改写标签。", en="Remove one of them, or word the labels apart."),
    )
