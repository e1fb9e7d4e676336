"""What the fuzzer puts into matters: values, words and expressions that nobody should write."""

import re
from random import Random

VALUES: tuple[object, ...] = (
    None, True, False, 0, 1, -1, 3, 10**14, 10**20, 0.5, 1e300, "", " ", "x", "all", "upload", "yes",
    "2026-03-05", "10 working days", "on the spot", "0 days", "99999 days", [], {}, [[]], [{}],
    {"zh": 1}, {"zh": "中", "en": "x"}, "\u200b", "\U0001f600", "é\u0301", "\u202e", "ａ＝１",
    "checks.x.y", "a.b.c.d", "=", "=area_m2 *", "((", "none", ["a", 1], {"step": None}, {"key": []},
    {"when": "true"}, [None], "steps.x.status", "tables.x", "<<", "*", "&a", "!t",
)  # fmt: skip

EXPRESSIONS = (
    "area_m2 > 50", "sells_food", "not sells_food", "'12' > 3", "received_on > date('2026-01-01')",
    "food_kinds", "1 / 0", "sum(staff.pay) > 10", "any(staff.foreign)", "tables.days > 3",
    "steps.food_card.status == 'granted'", "staff", "company.kind in ['公司', 'x']", "x is defined",
    "date_after(received_on, 3, 'days') > received_on", "min([1, 2])", "length(food_kinds) > 1",
    "checks.real_estate.outcome == 'match'", "9999999999999999 > 1", "'x' * 3", "true",
)  # fmt: skip
TOKENS = (
    "and", "or", "not", "in", "is", "defined", "if", "else", "true", "false", "none", "(", ")", "[",
    "]", ",", ".", "==", "!=", "<", ">=", "+", "-", "*", "/", "**", "//", "%", "|", "~", "'x'", "'",
    "1", "1e9", "1e999", "0.1", "0x1f", "1_0", "area_m2", "company", "company.kind", "staff",
    "staff.pay", "steps", "tables.days", "checks", "received_on", "sum", "any", "date(", "length(",
    "min(", "date('2026-03-05')", "round(", "\\", "{", "}", "{{", "%}", "#", "{#", "#}", "中", "，",
    "“", "\n", "\t", "\x00", "²", "=", "&&",
)  # fmt: skip
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_JOINTS = (" and ", " + ", " < ", " == ", " , ")
_SHELLS = (("(", ")"), ("[", "]"), ("not ", ""), ("-", ""), ("sum(", ")"))
_CALLED = ("sum", "any", "length", "min", "round", "year_of", "starts_with")


def an_expression(rng: Random, written: str) -> str:
    """The expression changed in a few of its words, or grown beyond all bounds."""
    match rng.randrange(12):
        case 0:
            return rng.choice(EXPRESSIONS)
        case 1:
            return rng.choice(_JOINTS).join([written] * rng.choice((3, 50, 150, 900, 5000)))
        case 2:
            times = rng.choice((3, 55, 70, 500, 5000))
            opening, closing = rng.choice(_SHELLS)
            return opening * times + written + closing * times
        case 3:
            return f"{written}{rng.choice(_JOINTS)}{rng.choice(EXPRESSIONS)}"
        case 4:
            return f"{rng.choice(_CALLED)}({written})"
        case _:
            return "".join(_changed(rng, _TOKEN.findall(written)))


def _changed(rng: Random, tokens: list[str]) -> list[str]:
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(tokens) + 1)
        match rng.randrange(3):
            case 0 if tokens:
                del tokens[place - 1]
            case 1 if tokens:
                tokens[place - 1] = rng.choice(TOKENS)
            case _:
                tokens.insert(place, f" {rng.choice(TOKENS)} ")
    return tokens
