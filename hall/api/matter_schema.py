"""The JSON schema of a matter's answers, for systems that make their own forms."""

from matters.fields import Asked, FieldType, Group, Question
from matters.fields import Field as Element
from matters.spec import Matter

Schema = dict[str, object]

_NUMBERS: frozenset[FieldType] = frozenset({"number", "decimal"})
_FORMS: dict[FieldType, Schema] = {
    "yes-no": {"type": "boolean"},
    "number": {"type": "integer"},
    "decimal": {"type": "number"},
    "date": {"type": "string", "format": "date"},
    "id-number": {"type": "string", "pattern": "^[0-9]{17}[0-9X]$"},
    "id-numbers": {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{17}[0-9X]$"}},
    "credit-code": {"type": "string", "pattern": "^[0-9A-HJ-NPQRTUWXY]{18}$"},
    "mobile": {"type": "string", "pattern": "^1[0-9]{10}$"},
}


def answers_schema(matter: Matter) -> Schema:
    """JSON schema (draft 2020-12); fields that nobody may send are left out: derived, or produced by a step."""
    asked: list[tuple[str, Question | Element]] = [(one.path, one) for one in matter.questions]
    asked += [(path, one) for path, one in matter.form.elements() if _is_asked(one)]
    groups = {one.group: _rows(one) for one in matter.form.groups}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{matter.matter} v{matter.version}",
        "type": "object",
        "properties": {path: _schema(one) for path, one in asked} | groups,
        "additionalProperties": False,
    }


def _is_asked(field: Element) -> bool:
    return field.derive is None and field.produced_by is None


def _rows(group: Group) -> Schema:
    """A group: an object for each row."""
    row: Schema = {
        "title": group.row_name.zh,
        "type": "object",
        "properties": {one.key: _schema(one) for one in group.fields if _is_asked(one)},
        "additionalProperties": False,
    }
    described: Schema = {"title": group.name.zh, "description": group.name.en}
    if group.when is not None:
        described["$comment"] = f"when {group.when}"
    bounds: Schema = {"minItems": group.least, "maxItems": group.most}
    return {"type": "array", "items": row} | bounds | described


def _schema(one: Question | Element) -> Schema:
    words = one.text if isinstance(one, Question) else one.label
    described: Schema = {"title": words.zh, "description": words.en}
    if one.when is not None:
        described["$comment"] = f"when {one.when}"
    return _form(one.type, one) | _bounds(one) | described


def _form(kind: FieldType, one: Asked) -> Schema:
    values = [option.value for option in one.options]
    match kind:
        case "choice":
            return {"type": "string", "enum": values}
        case "choices":
            items: Schema = {"type": "string", "enum": values}
            return {"type": "array", "items": items, "uniqueItems": True}
        case _:
            return _FORMS.get(kind, {"type": "string"})


def _bounds(one: Question | Element) -> Schema:
    if one.type in _NUMBERS:
        bounds = {"minimum": one.least, "maximum": one.most}
        return {name: value for name, value in bounds.items() if value is not None}
    if isinstance(one, Element) and one.type in ("text", "long-text", "name", "address"):
        return {"maxLength": one.longest}
    return {}
