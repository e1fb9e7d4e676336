"""Mistakes of shape, in words for officials: unknown and missing keys, values of a wrong kind."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from pydantic import BaseModel, ValidationError

from matters.errors import OneGoError
from matters.mistakes import Mistake, nearest, unknown
from matters.nouns import KEYWORD
from matters.positions import KEY, Loc, entry_at
from matters.sheets import Sheet
from matters.words import Text

_KINDS: dict[str, Text] = {
    "string": Text(zh="文字", en="text"),
    "int": Text(zh="整数", en="a whole number"),
    "float": Text(zh="数字", en="a number"),
    "decimal": Text(zh="数字", en="a number"),
    "bool": Text(zh="true 或 false", en="true or false"),
    "tuple": Text(zh="列表，如 [a, b]", en="a list, e.g. [a, b]"),
    "list": Text(zh="列表，如 [a, b]", en="a list, e.g. [a, b]"),
    "dict": Text(zh="若干“键: 值”", en="keys with values"),
    "model": Text(zh="若干“键: 值”", en="keys with values"),
    "date": Text(zh="日期，如 2026-03-05", en="a date, e.g. 2026-03-05"),
    "datetime": Text(zh="时刻，如 2026-03-05T09:00+08:00", en="a moment: 2026-03-05T09:00+08:00"),
}
_MODELS: dict[str, Text] = {
    "Text": Text(
        zh="一句话，或 {zh: 中文, en: English}", en="one text, or {zh: 中文, en: English}"
    ),
    "Limit": Text(zh="期限，如 10 working days", en="a limit, e.g. 10 working days"),
    "Expression": Text(zh="条件，如 area_m2 > 50", en="a condition, e.g. area_m2 > 50"),
    "JsonPath": Text(
        zh="一个 JMESPath 表达式；以 { 或 [ 开头的须加引号",
        en="one JMESPath; in quotes if it begins with { or [",
    ),
}
_PATTERNS: dict[str, Text] = {
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": Text(
        zh="请用小写字母、数字和连字符，如 food-licence。",
        en="Write small letters, digits and hyphens: food-licence.",
    ),
    r"^[a-z][a-z0-9_]*$": Text(
        zh="请用小写字母、数字和下划线，如 area_m2。",
        en="Write small letters, digits and underscores: area_m2.",
    ),
    r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$": Text(
        zh="请写字段的路径，如 area_m2 或 company.uscc。",
        en="Write the path of a field: area_m2 or company.uscc.",
    ),
    r"^[A-Z][A-Z0-9_]*$": Text(
        zh="请写环境变量的名称，如 ONEGO_DOGS_URL；其值不写入文件。",
        en="Write the name of an environment variable, e.g. ONEGO_DOGS_URL; its value never stands here.",
    ),
    r"^/[^\s?#]*$": Text(
        zh="请写以 / 开头的路径，如 /api/query；服务器地址由连接方式的 address 给出。",
        en="Write a path that begins with /, e.g. /api/query; the server stands in the connector's address.",
    ),
    r"^\d{6}$": Text(zh="请写6位数字，并加引号。", en="Write six digits, in quotes."),
}
_BOUNDS: dict[str, tuple[str, Text]] = {
    "greater_than_equal": ("ge", Text(zh="不能小于", en="may not be less than")),
    "greater_than": ("gt", Text(zh="必须大于", en="must be more than")),
    "less_than_equal": ("le", Text(zh="不能大于", en="may not be more than")),
    "less_than": ("lt", Text(zh="必须小于", en="must be less than")),
    "string_too_long": ("max_length", Text(zh="字数不能超过", en="may not be longer than")),
    "string_too_short": ("min_length", Text(zh="字数不能少于", en="may not be shorter than")),
    "too_short": ("min_length", Text(zh="项数不能少于", en="must have at least this many:")),
    "too_long": ("max_length", Text(zh="项数不能超过", en="may have at most this many:")),
}
_COMMA = Text(
    zh="花括号内的文字含有逗号时，请给整段文字加引号。",
    en="Text with a comma inside braces: put the whole text in quotes.",
)
_QUOTES = Text(zh="如果这是文字，请加引号。", en="If it is meant as text, put it in quotes.")


class _Wrong(NamedTuple):
    """One complaint of the model, as far as we use it."""

    kind: str
    loc: Loc
    value: object
    context: dict[str, object]


def shape_mistakes(
    refusal: ValidationError, sheet: Sheet, model: type[BaseModel], at: Loc = ()
) -> Iterator[Mistake]:
    """What the model refuses, at the places of the sheet; the model was read from the value at `at`."""
    errors = refusal.errors(include_url=False)
    wrongs = _settled(
        _Wrong(
            kind=one["type"],
            loc=_written(sheet, (*at, *one["loc"]), one["type"]),
            value=one["input"],
            context=one.get("ctx", {}),
        )
        for one in errors
    )
    meant = {near for wrong in wrongs if (near := _meant(wrong, model, at))}
    for wrong in wrongs:
        if wrong.kind == "missing" and wrong.loc in meant:
            continue  # the unknown key beside it says so
        yield _said(wrong, sheet, _keys(model, wrong.loc[len(at) : -1]))


def _written(sheet: Sheet, loc: Loc, kind: str) -> Loc:
    """The way without the model's names of alternatives, which stand in no file."""
    kept: Loc = ()
    for part in loc:
        if part == KEY or entry_at(sheet.root, (*kept, part)):
            kept = (*kept, part)
    return (*kept, loc[-1]) if kind == "missing" else kept


def _settled(wrongs: Iterable[_Wrong]) -> list[_Wrong]:
    """One complaint for each place, where the model tried several alternatives."""
    places: dict[Loc, list[_Wrong]] = defaultdict(list)
    for wrong in wrongs:
        places[wrong.loc].append(wrong)
    return [one for group in places.values() for one in _said_once(group)]


def _said_once(group: list[_Wrong]) -> list[_Wrong]:
    if len(group) == 1:
        return group
    for kind in ("value_error", "is_instance_of"):
        for wrong in group:
            if wrong.kind == kind:
                return [wrong]
    return [group[0]._replace(kind="no_alternative")]


def _meant(wrong: _Wrong, model: type[BaseModel], at: Loc) -> Loc | None:
    """The right key in the place of an unknown one."""
    if wrong.kind != "extra_forbidden":
        return None
    near = nearest(str(wrong.loc[-1]), _keys(model, wrong.loc[len(at) : -1]))
    return (*wrong.loc[:-1], near) if near else None


def _said(wrong: _Wrong, sheet: Sheet, keys: Iterable[str]) -> Mistake:
    match wrong.kind, wrong.context.get("error"):
        case "missing", _:
            return sheet.mistake(wrong.loc[:-1], *_missing(str(wrong.loc[-1])))
        case "union_tag_not_found", _:
            key = str(wrong.context.get("discriminator")).strip("'")
            return sheet.mistake(wrong.loc, *_missing(key))
        case "extra_forbidden", _:
            key = str(wrong.loc[-1])
            said = unknown(KEYWORD, key, keys)
            if wrong.value is None and " " in key:
                said = said[0], _COMMA
            return sheet.mistake((*wrong.loc, KEY), *said)
        case _, OneGoError() as error:
            column = getattr(error, "column", None)
            if isinstance(column, int):
                return sheet.mistake_inside(wrong.loc, column, error.text)
            return sheet.mistake(wrong.loc, error.text)
        case _:
            return sheet.mistake(wrong.loc, *_value_said(wrong))


def _value_said(wrong: _Wrong) -> tuple[Text, Text | None]:
    match wrong.kind:
        case "literal_error" | "union_tag_invalid":
            listed = wrong.context.get("expected") or wrong.context.get("expected_tags")
            value = wrong.context.get("tag", wrong.value)
            names = re.findall(r"'([^']*)'", str(listed))
            return unknown(Text(zh="取值", en="value"), _shown(value), names)
        case "no_alternative":
            return _no_alternative()
        case "string_pattern_mismatch":
            return _unfit(wrong.value), _PATTERNS.get(str(wrong.context.get("pattern")))
        case kind if kind in _BOUNDS:
            key, words = _BOUNDS[kind]
            bound = wrong.context.get(key)
            return Text(zh=f"{words.zh}{bound}。", en=f"It {words.en} {bound}."), None
        case _:
            return _kind_said(wrong)


def _kind_said(wrong: _Wrong) -> tuple[Text, Text | None]:
    wanted = _wanted(wrong)
    if wanted is None:
        return _unfit(wrong.value), None
    write = Text(zh=f"请写{wanted.zh}。", en=f"Write {wanted.en}.")
    if wrong.value is None:
        return Text(zh="此处没有填写。", en="Nothing is written here."), write
    if wrong.kind == "string_type" and isinstance(wrong.value, int | float):
        return Text(zh="此处应为文字。", en="This must be text."), _QUOTES
    return _unfit(wrong.value), write


def _wanted(wrong: _Wrong) -> Text | None:
    model = wrong.context.get("class_name") or wrong.context.get("class")
    return _MODELS.get(str(model)) or _KINDS.get(wrong.kind.split("_")[0])


def _missing(key: str) -> tuple[Text, Text]:
    return (
        Text(zh=f"缺少“{key}”。", en=f"“{key}” is missing."),
        Text(zh=f"请补写“{key}: …”。", en=f"Add “{key}: …”."),
    )


def _no_alternative() -> tuple[Text, Text]:
    return (
        Text(zh="此处的值不合适。", en="This kind of value does not fit here."),
        Text(
            zh="请写文字、数字、true、false 或文字列表。",
            en="Write text, a number, true, false or a list of texts.",
        ),
    )


def _unfit(value: object) -> Text:
    shown = _shown(value)
    return Text(zh=f"“{shown}”不合适。", en=f"“{shown}” does not fit here.")


_LONGEST_SHOWN = 40


def _shown(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case list() | tuple():
            return "[…]"
        case dict():
            return "{…}"
        case _:
            text = " ".join(str(value).split())
            return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _keys(model: type[BaseModel], loc: Loc) -> tuple[str, ...]:
    """The keys that may stand there."""
    models: tuple[type[BaseModel], ...] = (model,)
    for part in loc:
        found = [
            inner
            for one in models
            for key, annotation in _fields(one)
            if key == part
            for inner in _models(annotation)
        ]
        models = tuple(found) or models
    return tuple(dict.fromkeys(key for one in models for key, _ in _fields(one)))


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, object]]:
    for name, field in model.model_fields.items():
        yield field.alias or name, field.annotation


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    # Asked of the class itself: `issubclass` asks every subclass that there is of all models, for each mistake anew.
    if isinstance(annotation, type) and BaseModel in annotation.__mro__:
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
