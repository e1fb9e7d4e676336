"""Mistakes of meaning in a matter: names that point nowhere, lists that are empty, rules that cannot hold."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from matters.checking_answers import answer_mistakes
from matters.checking_evidence import evidence_mistakes
from matters.checking_expressions import expression_mistakes
from matters.checking_groups import group_mistakes
from matters.checking_kinds import kind_mistakes
from matters.checking_ladders import ladder_mistakes
from matters.checking_paths import path_cautions, path_mistakes
from matters.checking_references import reference_mistakes
from matters.checking_steps import step_mistakes
from matters.checking_tables import table_mistakes
from matters.checking_uses import use_cautions, use_mistakes
from matters.documents import twice_in
from matters.drafts import Draft
from matters.mistakes import Caution, Mistake, unknown
from matters.nouns import DEPARTMENT, LETTER
from matters.paths.possible import Paths
from matters.positions import Listing, Loc, Mapping, Scalar
from matters.sheets import Sheet
from matters.spec import Event, Step
from matters.words import Text

_LISTS: tuple[Loc, ...] = (
    ("questions",),
    ("form", "blocks"),
    ("form", "fields"),
    ("form", "groups"),
    ("checks",),
    ("materials",),
    ("promises",),
    ("fees",),
    ("tables",),
    ("steps",),
)


def meaning_mistakes(draft: Draft) -> Iterator[Mistake]:
    """Everything that is wrong with the matter although its shape is right."""
    for at in _LISTS:
        yield from twice_in(draft.sheet, at)
    yield from _empty(draft)
    yield from _outside_the_lists(draft)
    yield from answer_mistakes(draft)
    yield from group_mistakes(draft)
    yield from evidence_mistakes(draft)
    yield from ladder_mistakes(draft)
    yield from step_mistakes(draft)
    yield from kind_mistakes(draft)
    yield from reference_mistakes(draft)
    yield from table_mistakes(draft)
    yield from expression_mistakes(draft)


def mistakes_of_whole(draft: Draft, paths: Paths) -> Iterator[Mistake]:
    """What only shows when the whole is known: of a matter in which nothing else is wrong."""
    yield from path_mistakes(draft, paths)
    yield from use_mistakes(draft, paths)


def cautions(draft: Draft, paths: Paths) -> Iterator[Caution]:
    """What is allowed but may not be meant so, in a matter in which nothing else is wrong."""
    yield from path_cautions(draft, paths)
    yield from use_cautions(draft, paths)


def file_named(sheet: Sheet, key: str) -> tuple[Mistake, ...]:
    """A document is found by its file: both have the same name."""
    stem = Path(sheet.file).stem
    name = sheet.root.word(key) if isinstance(sheet.root, Mapping) else None
    if name is None or name == stem:
        return ()
    what = Text(
        zh=f"“{name}”与文件名“{stem}”不一致。",
        en=f"“{name}” is not the name of the file, “{stem}”.",
    )
    hint = Text(zh=f"请改为“{stem}”，或将文件改名。", en=f"Write “{stem}” or rename the file.")
    return (sheet.mistake((key,), what, hint),)


def _empty(draft: Draft) -> Iterator[Mistake]:
    for section in ("questions", "steps"):
        node = draft.root.get(section)
        if isinstance(node, Listing) and not node.nodes:
            yield draft.sheet.mistake(
                (section,),
                Text(zh=f"“{section}”不能为空。", en=f"“{section}” may not be empty."),
                Text(zh="请至少写一项。", en="Write at least one entry."),
            )


def _outside_the_lists(draft: Draft) -> Iterator[Mistake]:
    lead = draft.root.word("lead")
    if lead is not None and lead not in draft.shelf.departments:
        said = unknown(DEPARTMENT, lead, draft.shelf.departments)
        yield draft.sheet.mistake(("lead",), *said)
    letters = draft.root.get("letters")
    if not isinstance(letters, Mapping):
        return
    for event, entry in letters.entries.items():
        if isinstance(entry.node, Scalar) and entry.node.text not in draft.shelf.letters:
            said = unknown(LETTER, entry.node.text, draft.shelf.letters)
            yield draft.sheet.mistake(("letters", event), *said)
    yield from _letterless(draft, letters.entries)


def _letterless(draft: Draft, told: Iterable[str]) -> Iterator[Mistake]:
    """Events of every case, or of a step, for which nobody has a letter (domain 2.11)."""
    steps = [part.value for part in draft.steps]
    needed: dict[Event, bool] = {
        "corrections": any(one.kind == "visit" and _silent(one, "corrections") for one in steps),
        "terminated": any(one.after and _silent(one, "terminated") for one in steps),
        "granted": any(one.kind == "decide" and _silent(one, "granted") for one in steps),
        "refused": any(one.kind == "decide" and _silent(one, "refused") for one in steps),
    }
    rungs = {rung.kind for part in draft.materials for rung in part.value.ladder}
    needed |= dict.fromkeys(("deferred", "acceptance_revoked"), "deferred" in rungs)
    needed |= dict.fromkeys(("promise_broken", "decision_revoked"), "promise" in rungs)
    wanted = {*_ALWAYS, *(event for event, some in needed.items() if some)}
    for event in sorted(wanted.difference(told)):
        yield draft.sheet.mistake(
            ("letters",),
            Text(zh=f"事件“{event}”没有对应的文书。", en=f"No letter tells of “{event}”."),
            Text(
                zh=f"请在 letters 中写“{event}: 文书种类”，或在 office.yaml 的 letter_defaults 中写。",
                en=f"Write “{event}: …” in letters, or in letter_defaults of office.yaml.",
            ),
        )


def _silent(step: Step, event: Event) -> bool:
    return event not in step.letters


_ALWAYS: tuple[Event, ...] = (
    "received",
    "accepted",
    "supplement",
    "not_accepted",
    "withdrawn",
    "lapsed",
    "done",
)
