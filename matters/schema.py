"""The shape of a matter's file as JSON schema, for completion and checking in editors."""

from collections.abc import Iterable, Mapping

from matters.schema_words import KEYS
from matters.spec import Matter
from matters.words import Text

Schema = dict[str, object]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def matter_schema() -> Schema:
    """JSON schema (draft 2020-12) of the YAML that an administrator writes, short forms included.

    Every key carries its title in Chinese and its description in both languages, from `matters.schema_words`.
    """
    schema = Matter.model_json_schema(by_alias=True)
    definitions = grouped(schema, "$defs")
    documented(schema, "Matter", KEYS)
    for name in definitions:
        documented(grouped(definitions, name), name, KEYS)
    schema["$schema"] = DIALECT
    schema["title"] = "OneGo matter"
    for name, shorter in _short_forms(definitions).items():
        definitions[name] = shorter
    for unused in ("Block", "DataCheck"):
        definitions.pop(unused, None)
    return _optional(schema, ("letters",))


def documented(model: Schema, name: str, words_of: Mapping[str, Text]) -> None:
    """Give every key of a model the words that an editor shows."""
    properties = model.get("properties")
    for key, one in properties.items() if isinstance(properties, dict) else ():
        words = words_of.get(f"{name}.{key}")
        if words is not None and isinstance(one, dict):
            one |= said(words)


def said(words: Text) -> Schema:
    """What an editor shows of a key."""
    return {
        "title": words.zh,
        "description": f"{words.zh}。\n{words.en[:1].upper()}{words.en[1:]}.",
    }


_RUNG = KEYS["Rung.key"]


def _short_forms(definitions: Schema) -> Schema:
    """What reading writes out, as it may be written."""
    text: Schema = {"type": "string"}
    name: Schema = {"type": "string", "minLength": 1}
    option = grouped(definitions, "Option")
    spoken: Schema = {
        "value": text | said(KEYS["Option.value"]),
        "zh": text | said(KEYS["Text.zh"]),
        "en": text | said(KEYS["Text.en"]),
    }
    words: Schema = {"$ref": "#/$defs/Text"}
    days: Schema = {"$ref": "#/$defs/Limit", **said(KEYS["Rung.within"])}
    return {
        "Text": {"anyOf": [text, _optional(grouped(definitions, "Text"), ("en",))]},
        "Limit": {"type": "string", "pattern": LIMIT, "examples": ["10 working days"]},
        "Option": {"anyOf": [text, option, closed(spoken, ("value", "zh"))]},
        "Rung": {
            "anyOf": [
                {"const": "upload"},
                *(
                    closed({one: name | said(_RUNG)}, (one,))
                    for one in ("check", "licence", "promise")
                ),
                closed(
                    {"verification": name | said(_RUNG), "within": days}, ("verification", "within")
                ),
                closed({"proof": words | said(KEYS["Rung.name"])}, ("proof",)),
                closed({"deferred": days}, ("deferred",)),
            ]
        },
        "Form": _form(grouped(definitions, "Form")),
        "Group": _rows(grouped(definitions, "Group")),
        "CheckUse": _check_use(grouped(definitions, "CheckUse")),
        "Step": _optional(grouped(definitions, "Step"), ("name",)),
    }


LIMIT = r"^(on the spot|[1-9][0-9]{0,3} (working day|day|month|year)s?)$"


def _form(form: Schema) -> Schema:
    block: Schema = {
        "block": {"type": "string", **said(KEYS["Block.key"])},
        "when": {"type": "string", **said(KEYS["Block.when"])},
        "for": {"type": "array", "items": {"type": "string"}, **said(KEYS["Block.for"])},
    }
    use: Schema = {"anyOf": [{"type": "string"}, closed(block, ("block",))]}
    own = grouped(form, "properties")
    listed: Schema = {"use": {"type": "array", "items": use, **said(KEYS["Form.blocks"])}}
    return closed(listed | {key: own[key] for key in ("fields", "groups")}, ())


def _rows(group: Schema) -> Schema:
    """A group takes the fields of shared blocks by the names of these."""
    use: Schema = {
        "type": "array",
        "items": {"type": "string"},
        **said(KEYS["Form.blocks"]),
    }
    whole = {**group, "properties": {**grouped(group, "properties"), "use": use}}
    return _optional(whole, ("fields",))


def _check_use(check_use: Schema) -> Schema:
    own = {key: one for key, one in grouped(check_use, "properties").items() if key != "check"}
    listed: Schema = {"type": "array", "items": {"type": "string"}}
    fills: Schema = {"anyOf": [own["fills"], listed], **said(KEYS["CheckUse.fills"])}
    use: Schema = {"type": "string", **said(KEYS["CheckUse.check"])}
    return closed({"use": use, **own, "fills": fills}, ("use", "with"))


def closed(properties: Schema, required: Iterable[str]) -> Schema:
    """Keys with values, and no others."""
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


def grouped(schema: Schema, key: str) -> Schema:
    """The part of a schema that is a schema or a group of them."""
    group = schema[key]
    return group if isinstance(group, dict) else {}
