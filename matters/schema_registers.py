"""The shapes of `registers.yaml` and `checks.yaml` as JSON schema, for completion and checking in editors."""

from matters.registers import RegisterList
from matters.schema import DIALECT, LIMIT, Schema, closed, documented, grouped, said
from matters.schema_register_words import KEYS as REGISTER_KEYS
from matters.schema_words import KEYS
from matters.spec import DataCheck

_TEXT: Schema = {"type": "string"}
_WORDS: dict[str, Schema] = {
    "Text": {
        "anyOf": [
            _TEXT,
            closed({"zh": _TEXT | said(KEYS["Text.zh"]), "en": _TEXT | said(KEYS["Text.en"])}, ("zh",)),
        ]
    },
    "Limit": _TEXT | {"pattern": LIMIT, "examples": ["10 working days"]},
    "WaitingTime": _TEXT | {"pattern": "^[1-9][0-9]{0,3} (second|minute)s?$", "examples": ["5 seconds"]},
    "Rate": _TEXT
    | {"pattern": "^[1-9][0-9]{0,6} an? (second|minute|hour|day)$", "examples": ["600 a minute"]},
}  # fmt: skip
"""What is written in words and read into a model."""


def registers_schema() -> Schema:
    """JSON schema (draft 2020-12) of `registers.yaml`."""
    schema = RegisterList.model_json_schema(by_alias=True)
    definitions = grouped(schema, "$defs")
    documented(schema, "RegisterList", REGISTER_KEYS)
    for name in definitions:
        documented(grouped(definitions, name), name, REGISTER_KEYS)
    definitions |= {name: words for name, words in _WORDS.items() if name in definitions}
    return schema | {"$schema": DIALECT, "title": "OneGo registers"}


def checks_schema() -> Schema:
    """JSON schema (draft 2020-12) of `checks.yaml`, with its values as they may be written there."""
    check = DataCheck.model_json_schema(by_alias=True)
    definitions = grouped(check, "$defs")
    documented(check, "DataCheck", KEYS)
    own = grouped(check, "properties")
    shown = {key: one for key, one in own.items() if key not in ("key", "labels", "sensitive")}
    written: Schema = {"check": own["key"]} | shown | {"gives": _values(grouped(own, "gives"))}
    required = check["required"]
    wanted = [one for one in required if one != "key"] if isinstance(required, list) else []
    listed = {"type": "array", "items": closed(written, ("check", *wanted))}
    root = closed({"checks": listed | said(KEYS["Matter.checks"])}, ("checks",))
    words = {name: _WORDS.get(name, one) for name, one in definitions.items()}
    return {"$schema": DIALECT, "title": "OneGo checks", "$defs": words} | root


def _values(gives: Schema) -> Schema:
    """A value is written as its type, or with its label and whether it is masked."""
    patterns = grouped(gives, "patternProperties")
    pattern = next(iter(patterns))
    kind = grouped(patterns, pattern)
    told: Schema = {
        "type": kind | said(KEYS["DataCheck.gives"]),
        "label": {"$ref": "#/$defs/Text"} | said(KEYS["DataCheck.labels"]),
        "sensitive": {"type": "boolean"} | said(KEYS["DataCheck.sensitive"]),
    }
    value: Schema = {"anyOf": [kind, closed(told, ("type",))]}
    whole: Schema = {"type": "object", "patternProperties": {pattern: value}}
    return whole | {"additionalProperties": False} | said(KEYS["DataCheck.gives"])
