"""Slips in a condition: negated, always true, a boundary moved, `and` for `or`, a name of a list forgotten."""

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"""
    (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
  | (?P<compare>==|!=|>=|<=|>|<)
  | (?P<number>(?<![\w.])\d+(?:\.\d+)?)
  | (?P<word>[A-Za-z_][\w.]*)
  | (?P<sign>[-+*/%()\[\],])
    """,
    re.VERBOSE,
)
_OTHER_COMPARE = {
    "==": ("!=",),
    "!=": ("==",),
    ">": (">=",),
    ">=": (">",),
    "<": ("<=",),
    "<=": ("<",),
}
_OTHER_WORD = {"and": "or", "or": "and", "true": "false", "false": "true"}


def slips(source: str) -> Iterator[str]:
    """Every condition that differs from this one by one slip, each once."""
    seen = {source}
    for one in _all(source):
        if one not in seen:
            seen.add(one)
            yield one


def _all(source: str) -> Iterator[str]:
    yield f"not ({source})"
    for match in _TOKEN.finditer(source):
        kind, text = match.lastgroup, match.group()
        for other in _others(kind or "", text, source[: match.start()]):
            yield source[: match.start()] + other + source[match.end() :]
    yield from _shorter_lists(source)


def _others(kind: str, text: str, before: str) -> tuple[str, ...]:
    match kind:
        case "compare":
            return _OTHER_COMPARE[text]
        case "number":
            return _numbers(text)
        case "word" if text == "not":
            return ("",) if not before.rstrip().endswith(" is") else ()
        case "word" if text in _OTHER_WORD:
            return (_OTHER_WORD[text],)
        case _:
            return ()


def _numbers(text: str) -> tuple[str, ...]:
    if "." in text:
        return (str(float(text) + 1),)
    number = int(text)
    return (str(number + 1), str(number - 1)) if number else ("1",)


_LIST = re.compile(r"\[([^\[\]]*,[^\[\]]*)\]")


def _shorter_lists(source: str) -> Iterator[str]:
    """Each list of two or more without one of its entries."""
    for match in _LIST.finditer(source):
        entries = [one.strip() for one in match[1].split(",")]
        for place in range(len(entries)):
            kept = ", ".join(entries[:place] + entries[place + 1 :])
            yield f"{source[: match.start()]}[{kept}]{source[match.end() :]}"
