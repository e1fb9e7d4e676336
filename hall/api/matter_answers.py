"""A matter as the API tells of it."""

from forms.entries import purpose_of
from hall.api.models import Answer
from hall.api.papers import PromiseText, promise_texts
from matters.elapsed import promised
from matters.fields import Field as Element
from matters.fields import FieldType, Group, Option, Question
from matters.spec import ItemKind, Material, Matter, Rung, Step, StepKind
from matters.words import Text


class MatterLine(Answer):
    """A matter in a list."""

    key: str
    """What `POST /cases` names it by."""
    version: int
    """The version that new cases get."""
    digest: str
    """SHA-256 of the whole definition: what a case is pinned to."""
    name: Text
    """What it is called."""
    summary: Text
    """What it is for."""
    audience: str
    """`person` or `company`."""
    lead: str
    """The leading department."""
    promise: Text
    """The promised time for the whole bundle."""


class QuestionView(Answer):
    """A guided question: its answer switches fields, materials and steps on."""

    path: str
    """Its key in `answers`."""
    text: Text
    """The question as people read it."""
    type: FieldType
    """What kind of value answers it."""
    options: tuple[Option, ...]
    """What may be chosen; empty for other types."""
    when: str | None
    """It is asked only when this expression over other answers holds."""
    help: Text | None
    """What is told beside it."""
    unit: str | None
    """The unit of a number."""


class FieldView(Answer):
    """One field of the one form."""

    path: str
    """Its key in `answers`."""
    label: Text
    """Its label as people read it."""
    type: FieldType
    """What kind of value it takes."""
    required: bool
    """Whether an application must have it when it is asked."""
    sensitive: bool
    """Kept encrypted; read only by the steps in `readers`."""
    readers: tuple[str, ...]
    """The steps that may read it; `all` for every step."""
    options: tuple[Option, ...]
    """What may be chosen; empty for other types."""
    when: str | None
    """It is asked only when this expression over other answers holds."""
    derived: bool
    """Computed from other answers: never send it."""
    produced_by: str | None
    """The step that finds it out: never send it."""
    required_when: str | None
    """It is required only while this expression holds."""
    confirm: bool
    """What a register fills in must be sent all the same, as confirmed by the applicant."""
    purpose: Text
    """What it is collected for."""
    filled_by: tuple[str, ...]
    """Checks that fill it: it may be left out."""
    help: Text | None
    """What is told beside it."""
    unit: str | None
    """The unit of a number."""


class GroupView(Answer):
    """Fields that are asked once for each of several: an array of objects in `answers`."""

    path: str
    """Its key in `answers`."""
    name: Text
    """Its heading."""
    row: Text
    """What one row is called."""
    least: int
    """How many rows at least, when it is asked."""
    most: int
    """How many rows at most."""
    readers: tuple[str, ...]
    """The steps that may read it; `all` for every step."""
    when: str | None
    """It is asked only when this expression over other answers holds."""
    fields: tuple[FieldView, ...]
    """The fields of a row; the path of each is its key in the object."""


class MaterialView(Answer):
    """A paper that the law lets a department ask for, and what makes it needless."""

    key: str
    """What evidence names it by."""
    name: Text
    """What it is called."""
    basis: str
    """The legal basis."""
    required: bool
    """Whether it must be there at acceptance."""
    when: str | None
    """It is asked for only when this expression holds."""
    ladder: tuple[Rung, ...]
    """The ways to satisfy it, the least burden first: a check, a promise, an upload."""


class StepOfMatter(Answer):
    """One department's part."""

    key: str
    """What acts name it by."""
    name: Text
    """What it is called."""
    kind: StepKind
    """How it ends: a decision, a visit, or issuing what others granted."""
    departments: tuple[str, ...]
    """Who does it."""
    when: str | None
    """It takes place only when this expression holds."""
    after: tuple[str, ...]
    """The steps that must be done before."""
    item_kind: ItemKind | None
    """The kind of legal service that it decides."""
    limit: Text | None
    """The statutory limit."""
    promise: Text | None
    """The promised limit."""


class MatterView(MatterLine):
    """A matter with all that an application needs."""

    basis: str
    """The legal basis of the bundle."""
    privacy: Text
    """What the applicant must be told before giving anything."""
    questions: tuple[QuestionView, ...]
    """In the order in which they are asked."""
    fields: tuple[FieldView, ...]
    """In the order of the form."""
    groups: tuple[GroupView, ...]
    """What is asked for each of several."""
    materials: tuple[MaterialView, ...]
    """The papers."""
    promises: tuple[PromiseText, ...]
    """The promises that may be signed."""
    steps: tuple[StepOfMatter, ...]
    """The departments' parts."""


def line_of(matter: Matter) -> MatterLine:
    return MatterLine(
        key=matter.matter,
        version=matter.version,
        digest=matter.digest,
        name=matter.name,
        summary=matter.summary,
        audience=matter.audience,
        lead=matter.lead,
        promise=promised(matter),
    )


def view_of(matter: Matter) -> MatterView:
    return MatterView(
        **dict(line_of(matter)),
        basis=matter.basis,
        privacy=matter.privacy,
        questions=tuple(map(_question, matter.questions)),
        fields=tuple(
            _field(matter, path, one, one.readers) for path, one in matter.form.elements()
        ),
        groups=tuple(_group(matter, one) for one in matter.form.groups),
        materials=tuple(map(_material, matter.materials)),
        promises=promise_texts(matter),
        steps=tuple(_step(matter, one) for one in matter.steps),
    )


def _question(one: Question) -> QuestionView:
    return QuestionView(
        path=one.path,
        text=one.text,
        type=one.type,
        options=one.options,
        when=_source(one.when),
        help=one.help,
        unit=one.unit,
    )


def _field(matter: Matter, path: str, one: Element, readers: tuple[str, ...]) -> FieldView:
    block = next((b for b in matter.form.blocks if path.startswith(f"{b.key}.")), None)
    conditions = [_source(block.when if block else None), _source(one.when)]
    return FieldView(
        path=path,
        label=one.label,
        type=one.type,
        required=one.required,
        sensitive=one.sensitive,
        readers=readers,
        options=one.options,
        when=" and ".join(f"({part})" for part in conditions if part) or None,
        derived=one.derive is not None,
        produced_by=one.produced_by,
        required_when=_source(one.required_when),
        confirm=one.confirm,
        purpose=purpose_of(matter, one, readers),
        filled_by=tuple(use.key for use in matter.checks if path in use.fills),
        help=one.help,
        unit=one.unit,
    )


def _group(matter: Matter, one: Group) -> GroupView:
    fields = tuple(_field(matter, field.key, field, one.readers_of(field)) for field in one.fields)
    return GroupView(
        path=one.group,
        name=one.name,
        row=one.row_name,
        least=one.least,
        most=one.most,
        readers=one.readers,
        when=_source(one.when),
        fields=fields,
    )


def _material(one: Material) -> MaterialView:
    return MaterialView(
        key=one.key,
        name=one.name,
        basis=one.basis,
        required=one.required,
        when=_source(one.when),
        ladder=one.ladder,
    )


def _step(matter: Matter, one: Step) -> StepOfMatter:
    item = one.item
    return StepOfMatter(
        key=one.step,
        name=one.name,
        kind=one.kind,
        departments=one.all_departments,
        when=_source(one.when),
        after=matter.waits_for(one.step),
        item_kind=item.kind if item else None,
        limit=item.limit.words if item else None,
        promise=item.promise.words if item and item.promise else None,
    )


def _source(condition: object) -> str | None:
    return None if condition is None else str(condition)
