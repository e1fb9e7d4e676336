"""What an applicant may be asked for, and what was asked: the lists inside the forms of the case page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from forms.filling import fill
from hall.case_file import CaseFile
from hall.case_words import wanted_name
from hall.spots import ANSWER, Choices, Spot, SpotKind
from hall.value_words import answer_words
from matters.case import Wanted
from matters.fields import Field, FieldType, Option, Question, cell_of
from matters.ladder import ladders_of, missing_materials
from matters.one_notice import askable_before, earlier_words
from matters.rules import filled, materials_of, outstanding, rows_of
from matters.spec import Material, Promise, Step
from matters.words import Language, Text


@dataclass(frozen=True)
class Want:
    """One line of the complete list: a field or a paper that may be asked for."""

    name: str
    """As the form sends it: `field:company.name`, `material:identity`."""
    label: Text
    now: str
    """What is there at present."""
    is_missing: bool
    standard: Text
    before: Text | None = None
    """Which earlier notice asked for it, or could have: now it needs a reason."""


@dataclass(frozen=True)
class AskedField:
    """A field or question that is to be supplied."""

    path: str
    label: Text
    kind: FieldType
    options: tuple[Option, ...]
    unit: str | None
    help: Text | None
    wrong: str
    standard: str
    written: str | tuple[str, ...] | None = None
    """What stands in it, where the form does not know it by itself."""

    @property
    def spot(self) -> Spot:
        return spot_of(self)


@dataclass(frozen=True)
class AskedPaper:
    """A paper that is to be supplied, and the ways to do so."""

    key: str
    name: Text
    by_upload: bool
    promises: tuple[tuple[Promise, str], ...]
    """Each promise with the exact text to sign."""
    wrong: str
    standard: str
    kept: str | None = None
    """The ticket of a file that was sent with a form that was refused."""


def asked_papers(file: CaseFile, step: str) -> Iterator[AskedPaper]:
    """The papers that were asked for at the step; without a request those that are missing."""
    matter = file.rules.matter
    asked = {one.key: one for one in asked_at(file, step) if one.kind == "material"}
    is_asked = step in file.now.asks
    ladders = () if is_asked else ladders_of(matter, file.now, file.today)
    missing = [one.material for one in ladders if one.missing or one.owed]
    for material in matter.materials:
        ask = asked.get(material.key)
        if ask is None and material not in missing:
            continue
        yield AskedPaper(
            key=material.key,
            name=material.name,
            by_upload=any(rung.kind == "upload" for rung in material.ladder),
            promises=_promises(file, material),
            wrong=ask.wrong if ask else "",
            standard=ask.standard if ask else "",
        )


def _promises(file: CaseFile, material: Material) -> tuple[tuple[Promise, str], ...]:
    keys = [rung.key for rung in material.ladder if rung.kind == "promise" and rung.key]
    return tuple((file.rules.matter.promise_text(key), promise_text(file, key)) for key in keys)


def promise_text(file: CaseFile, key: str) -> str:
    """The exact text that is signed."""
    return file.rules.matter.promise_text(key).text.zh


def asked_at(file: CaseFile, step: str) -> tuple[Wanted, ...]:
    """What was asked for at the step and has not come."""
    ask = file.now.asks.get(step)
    return outstanding(file.rules.matter, file.now, ask) if ask else ()


def asked_fields(file: CaseFile, step: str) -> Iterator[AskedField]:
    """The fields that were asked for at the step and have not come."""
    matter = file.rules.matter
    questions = {question.ask: question for question in matter.questions}
    for wanted in asked_at(file, step):
        asked: Question | Field | None = matter.elements.get(wanted.key) or questions.get(
            wanted.key
        )
        if wanted.kind != "field" or asked is None:
            continue
        yield AskedField(
            path=wanted.key,
            label=wanted_name(file.rules, wanted),
            kind=asked.type,
            options=asked.options,
            unit=asked.unit,
            help=asked.help,
            wrong=wanted.wrong,
            standard=wanted.standard,
        )


def produced_fields(file: CaseFile, step: str) -> Iterator[AskedField]:
    """The fields that the officer fills in when the step is decided."""
    matter = file.rules.matter
    for path in matter.produced_by(step):
        field = matter.elements[path]
        yield AskedField(
            path=path,
            label=field.label,
            kind=field.type,
            options=field.options,
            unit=field.unit,
            help=field.help,
            wrong="",
            standard="",
        )


YES_NO: Choices = (("yes", Text(zh="是", en="Yes")), ("no", Text(zh="否", en="No")))
_KINDS: dict[FieldType, SpotKind] = {
    "yes-no": "choice",
    "choice": "list",
    "choices": "choices",
    "date": "date",
    "number": "number",
    "decimal": "number",
    "mobile": "tel",
    "long-text": "long-text",
    "id-numbers": "long-text",
}
"""How a field is written on a form, by its type; any other is a line of text."""


def spot_of(asked: AskedField, *, required: bool = True) -> Spot:
    """The place of a field on a form."""
    options = tuple((one.value, one.label) for one in asked.options)
    return Spot(
        f"{ANSWER}{asked.path}",
        asked.label,
        _KINDS.get(asked.kind, "text"),
        YES_NO if asked.kind == "yes-no" else options,
        value=asked.written or "",
        help=asked.help,
        required=required,
        unit=asked.unit,
    )


def call_fields(step: Step) -> Iterator[AskedField]:
    """What another system gives back, for whoever writes it down in its place."""
    for name, kind in (step.call.gives if step.call else {}).items():
        label = Text(zh=name, en=name.replace("_", " "))
        yield AskedField(name, label, kind, (), None, None, "", "")


FIELD_STANDARD = Text(
    zh="应当与有效证件或者证明材料一致。", en="It must agree with a valid document."
)
ROWS_STANDARD = Text(
    zh="应当逐项填写完整，并与有效证件或者证明材料一致。",
    en="Every row must be complete and agree with a valid document.",
)
PAPER_STANDARD = Text(
    zh="应当清晰、完整、在有效期内。", en="It must be legible, complete and valid."
)


def wants_of(file: CaseFile, step: str, language: Language = "zh") -> Iterator[Want]:
    """The complete list of what may be asked for: papers first, what is missing on top."""
    before = {
        f"{kind}:{key}": earlier_words(one)
        for (kind, key), one in askable_before(file.rules, file.case).items()
    }
    for want in (*_wanted_papers(file), *_wanted_fields(file, language), *_wanted_rows(file)):
        yield replace(want, before=before.get(want.name))


def _wanted_papers(file: CaseFile) -> Iterator[Want]:
    matter, now = file.rules.matter, file.now
    missing = missing_materials(matter, now, file.today)
    papers = [one for one in materials_of(matter, now, file.today) if one.key in file.materials]
    for material in sorted(papers, key=lambda one: one not in missing):
        yield Want(
            name=f"material:{material.key}",
            label=material.name,
            now="",
            is_missing=material in missing,
            standard=PAPER_STANDARD,
        )


def _wanted_fields(file: CaseFile, language: Language) -> Iterator[Want]:
    matter, known = file.rules.matter, filled(file.rules.matter, file.now)
    seen = fill(matter, file.now.answers, file.now.known.values(), file.today)
    for path, field in matter.form.elements():
        if (
            path in file.fields
            and path in seen.visible
            and field.derive is None
            and not field.produced_by
        ):
            hidden = field.sensitive or path not in known
            words = (
                "" if hidden else answer_words(field, field.type, cell_of(known[path]), language)
            )
            missing_here = field.required and path not in known
            yield Want(f"field:{path}", field.label, words, missing_here, FIELD_STANDARD)


def _wanted_rows(file: CaseFile) -> Iterator[Want]:
    matter, known = file.rules.matter, filled(file.rules.matter, file.now)
    seen = fill(matter, file.now.answers, file.now.known.values(), file.today)
    for group in matter.form.groups:
        if file.may_read_rows(group) and group.group in seen.visible:
            rows = len(rows_of(known.get(group.group)))
            words = str(rows) if rows else ""
            yield Want(f"field:{group.group}", group.name, words, rows < group.least, ROWS_STANDARD)
