"""The shape of a matter's file as JSON schema, for completion and checking in editors."""

from collections.abc import Iterable

from matters.spec import Matter

Schema = dict[str, object]


def matter_schema() -> Schema:
    """JSON schema (draft 2020-12) of the YAML that an administrator writes, short forms included."""
    schema = Matter.model_json_schema(by_alias=True)
    definitions = _group(schema, "$defs")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "OneGo matter"
    for name, shorter in _short_forms(definitions).items():
        definitions[name] = shorter
    for unused in ("Block", "DataCheck"):
        definitions.pop(unused, None)
    return _optional(schema, ("letters",))


def _short_forms(definitions: Schema) -> Schema:
    """What reading writes out, as it may be written."""
    text = {"type": "string"}
    name = {"type": "string", "minLength": 1}
    option = _group(definitions, "Option")
    spoken: Schema = {"value": text, "zh": text, "en": text}
    return {
        "Text": {"anyOf": [text, _optional(_group(definitions, "Text"), ("en",))]},
        "Limit": {"type": "string", "pattern": _LIMIT, "examples": ["10 working days"]},
        "Option": {"anyOf": [text, option, _closed(spoken, ("value", "zh"))]},
        "Rung": {
            "anyOf": [
                {"const": "upload"},
                _closed({"check": name}, ("check",)),
                _closed({"promise": name}, ("promise",)),
            ]
        },
        "Form": _form(_group(definitions, "Form")),
        "Group": _rows(_group(definitions, "Group")),
        "CheckUse": _check_use(_group(definitions, "CheckUse")),
        "Step": _optional(_group(definitions, "Step"), ("name",)),
    }


_LIMIT = r"^(on the spot|[1-9][0-9]{0,3} (working day|day|month|year)s?)$"


def _form(form: Schema) -> Schema:
    block: Schema = {"block": {"type": "string"}, "when": {"type": "string"}}
    use: Schema = {"anyOf": [{"type": "string"}, _closed(block, ("block",))]}
    own = _group(form, "properties")
    listed: Schema = {"use": {"type": "array", "items": use}}
    return _closed(listed | {key: own[key] for key in ("fields", "groups")}, ())


def _rows(group: Schema) -> Schema:
    """A group takes the fields of shared blocks by the names of these."""
    use: Schema = {"type": "array", "items": {"type": "string"}}
    whole = {**group, "properties": {**_group(group, "properties"), "use": use}}
    return _optional(whole, ("fields",))


def _check_use(check_use: Schema) -> Schema:
    own = {key: one for key, one in _group(check_use, "properties").items() if key != "check"}
    fills: Schema = {"anyOf": [own["fills"], {"type": "array", "items": {"type": "string"}}]}
    return _closed({"use": {"type": "string"}, **own, "fills": fills}, ("use", "with"))


def _closed(properties: Schema, required: Iterable[str]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _optional(schema: Schema, keys: Iterable[str]) -> Schema:
    required = schema.get("required")
    kept = [key for key in required if key not in keys] if isinstance(required, list) else []
    return {**schema, "required": kept}


def _group(schema: Schema, key: str) -> Schema:
    group = schema[key]
    return group if isinstance(group, dict) else {}
