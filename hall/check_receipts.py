"""The receipt of a check (核验回执, N6): who was asked what, why, on which basis, and what the answer serves.

One answer serves every step; what the reader's purpose does not reach is left out, and what identifies is masked.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hall.case_words import FINDINGS_SAID, Tone
from hall.check_uses import papers_replaced, steps_served, uses_of, value_name
from hall.keeping_words import kept_words
from hall.value_words import masked, value_words
from matters.case import Finding
from matters.fields import FieldType, Path, Value, cell_of
from matters.ladder import ladder_of, objection_of
from matters.registers import RegisterList
from matters.rules import Rules, applicable, inputs_of, stops
from matters.spec import CheckUse, Matter, Step
from matters.standing import Standing
from matters.words import Language, Text

IDENTIFYING = frozenset({"id-number", "id-numbers", "mobile", "name", "address"})
"""What is masked on a receipt, whoever asks."""
NOT_ASKED = Text(zh="尚未核验", en="not asked yet")
BY_MACHINE = Text(zh="系统自动核验", en="asked by the machine")
BY_PERSON = Text(zh="窗口工作人员", en="the counter")
OBJECTIONS = {
    "open": Text(zh="申请人提出异议，待处理", en="the applicant objects; to be decided"),
    "held": Text(zh="异议成立，以申请人材料为准", en="the objection holds: the applicant's own paper counts"),
    "dismissed": Text(zh="异议不成立", en="the objection was not upheld"),
}  # fmt: skip

Said = tuple[Text, str]
"""A label and what stands there, in the reader's language."""


@dataclass(frozen=True)
class Sight:
    """Through whose eyes a receipt is read."""

    language: Language
    whole: bool = False
    """Sensitive values are shown in full; the reading is recorded."""
    may_read: Callable[[CheckUse, Path | None], bool] = lambda _use, _path: True
    """Whether the value of a check that fills this path may be read."""
    person: Callable[[str], Text] = lambda _account: BY_PERSON


@dataclass(frozen=True)
class CheckReceipt:
    """One check: whom it asked, with what, why, and what came of it."""

    check: str
    name: Text
    register: Text | None
    holder: Text
    outcome: Text
    tone: Tone
    finding: Finding | None
    asked_with: tuple[Said, ...]
    says: tuple[Said, ...]
    instead_of: tuple[Text, ...]
    """The papers that its answer made needless."""
    asked_for: tuple[Text, ...]
    """The papers that it may make needless."""
    serves: tuple[Text, ...]
    """The steps that use it, and acceptance where it can stand against it."""
    items: tuple[Text, ...]
    """The legal services that it was asked for."""
    basis: str
    approval: str | None
    asked_by: Text
    stops_because: Text | None = None
    """Its answer stops the case from being accepted; a person decides so."""
    objection: Text | None = None
    kept: Text | None = None
    """How long what people only read of it is kept, or when it was erased."""


def receipt_of(
    rules: Rules, now: Standing, use: CheckUse, registers: RegisterList, sight: Sight
) -> CheckReceipt:
    """The receipt of one check of the case, asked or not."""
    matter = rules.matter
    finding = now.findings.get(use.key)
    outcome, tone = FINDINGS_SAID[finding.outcome] if finding else (NOT_ASKED, "active")
    is_stop = any(one.key == use.key for one in stops(matter, now))
    register = registers.register_of(use.check.register_key)
    steps = _steps_here(matter, now, use)
    papers = papers_replaced(matter, use)
    objection = objection_of(use, now)
    return CheckReceipt(
        check=use.key,
        name=use.check.name,
        register=register.name if register else None,
        holder=use.check.holder,
        outcome=outcome,
        tone="bad" if is_stop else tone,
        finding=finding,
        asked_with=tuple(asked_with(matter, now, use, sight)),
        says=tuple(says(matter, now, use, sight)),
        instead_of=tuple(
            one.name
            for one in papers
            if (by := ladder_of(matter, now, one).by) and by.check == use.key
        ),
        asked_for=tuple(one.name for one in papers),
        serves=uses_of(use, steps),
        items=tuple(dict.fromkeys(step.item.name for step in steps if step.item)),
        basis=(finding.basis if finding else "") or use.check.basis,
        approval=register.approval if register else None,
        asked_by=_asker(finding, sight),
        stops_because=use.stops_because if is_stop else None,
        objection=OBJECTIONS.get(objection),
        kept=kept_words(rules, now, use),
    )


def _steps_here(matter: Matter, now: Standing, use: CheckUse) -> tuple[Step, ...]:
    """The steps that it serves, of those that this case has."""
    here = applicable(matter, now, now.launched.on) if now.launched else matter.steps
    return tuple(step for step in steps_served(matter, use) if step in here)


def _asker(finding: Finding | None, sight: Sight) -> Text:
    if finding is None or finding.asked_by in ("", "onego"):
        return BY_MACHINE
    return sight.person(finding.asked_by)


def asked_with(matter: Matter, now: Standing, use: CheckUse, sight: Sight) -> Iterator[Said]:
    """What the register was asked with, masked."""
    for name, value in (inputs_of(use, matter, now) or {}).items():
        path = use.inputs.get(name, "")
        label, kind = _of_path(matter, path)
        if not sight.may_read(use, path):
            continue
        yield label or Text.same(name.replace("_", " ")), _words(value, kind or _kind(name), sight)


def says(matter: Matter, now: Standing, use: CheckUse, sight: Sight) -> Iterator[Said]:
    """What the register said, as far as the reader's purpose reaches."""
    finding = now.known.get(use.key)
    paths = {name: path for path, name in use.fills.items()}
    for name, value in (finding.values if finding else {}).items():
        path = paths.get(name)
        if not sight.may_read(use, path):
            continue
        label, kind = _of_path(matter, path or "")
        kind = kind or use.check.gives.get(name)
        private = path in matter.sensitive or name in use.check.sensitive
        yield label or value_name(use.check, name), _words(value, kind, sight, private=private)


def _of_path(matter: Matter, path: str) -> tuple[Text | None, FieldType | None]:
    fields = matter.elements | matter.row_elements
    if (field := fields.get(path)) is not None:
        return field.label, field.type
    if path.startswith("checks."):
        check, _, name = path.removeprefix("checks.").partition(".")
        use = next((one for one in matter.checks if one.key == check.replace("_", "-")), None)
        return (value_name(use.check, name), use.check.gives.get(name)) if use else (None, None)
    question = next((one for one in matter.questions if one.ask == path), None)
    return (question.text, question.type) if question else (None, None)


def _kind(name: str) -> FieldType | None:
    return "id-number" if name.endswith("id_number") else None


def _words(value: Value, kind: FieldType | None, sight: Sight, *, private: bool = False) -> str:
    said = cell_of(value)
    if not sight.whole and (private or kind in IDENTIFYING):
        return masked(kind, said)
    return value_words(kind, said, sight.language)
