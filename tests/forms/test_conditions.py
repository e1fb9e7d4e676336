"""The browser shows and hides what the server will: both read the same trees over the same cases."""

import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from forms.conditions import as_json, conditions_json
from forms.filling import fill
from forms.outline import outline_of
from matters.expressions import Expression
from matters.fields import Answers, Value
from matters.library import Catalogue
from matters.reading import shipped_catalogue
from matters.spec import Matter
from tests.forms.form_builders import TODAY, a_field, a_form_of, a_question, a_shop, when

SCRIPT = Path(__file__).parents[2] / "hall" / "static" / "conditions.js"
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(
    NODE is None, reason="no node here to run the browser's script with"
)

EXPRESSIONS = (
    "a > 3", "a >= 3 and a <= 5", "a == 3", "a != 3", "a < 0.3", "a + 0.2 == 0.3", "a * 2 - 1 > 5",
    "a / 2 == 1.5", "a == true", "not a", "a is defined", "b", "not b", "b == false",
    "b or a > 3", "b and a > 3", "k == 'x'", "k in ['x', 'y']", "k not in ['x']", "'x' in l",
    "'x' in k", "l", "not l", "l == ['x', 'y']", "l is defined", "length(l) == 2", "length(k) > 0",
    "(a if b else 2) > 2", "months_between(d, received_on) >= 6", "age_on(d, received_on) < 18",
    "days_between(d, received_on) > 30", "d < received_on", "d == received_on", "sum(a, 1) == 4",
    "min(a, 3) == 3", "max(a, 3) == 3", "round(a) == 3", "round(a, 1) == 0.1", "s.n == 'x'",
    "s.n is defined", "checks.trade.active", "checks.trade.since < d", "a in [1, 3]",
)  # fmt: skip
SCOPES: tuple[dict[str, Value], ...] = tuple(
    {"a": a, "b": b, "k": k, "l": choices, "d": day}
    for a, b, k, choices, day in (
        (None, None, None, None, None),
        (3, True, "x", ("x", "y"), "2025-09-05"),
        (0.1, False, "y", (), "2025-08-31"),
        (3.5, True, "", ("y",), "2026-03-05"),
        (2.5, None, "宁波", ("y", "x"), "2025-09-06"),
        (0, True, "xy", ("x",), "2008-02-29"),
        (-3, False, "z", (), "2026-12-31"),
    )
)


def known() -> dict[str, Any]:
    return {
        "received_on": TODAY.isoformat(),
        "s": {"n": "x"},
        "checks": {"trade": {"active": True, "since": "2025-09-01"}},
    }


def in_python(value: Any) -> Any:
    """A browser's scope as the server has it."""
    match value:
        case dict():
            return {name: in_python(one) for name, one in value.items()}
        case str() if len(value) == 10 and value[4] == "-":
            return date.fromisoformat(value)
        case _:
            return value


def run(program: str, given: Any) -> Any:
    assert NODE is not None
    said = subprocess.run(
        [NODE, "-e", f"const c = require({json.dumps(str(SCRIPT))});"
         "const given = JSON.parse(require('fs').readFileSync(0));"
         f"console.log(JSON.stringify({program}));"],
        input=json.dumps(given), capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return json.loads(said.stdout)


@needs_node
def test_the_browser_evaluates_every_expression_as_the_server_does():
    cases = [(source, scope | known()) for source in EXPRESSIONS for scope in SCOPES]
    expected = [when(source).holds(in_python(scope)) for source, scope in cases]
    trees = [[as_json(when(source).tree), scope] for source, scope in cases]
    seen = run("given.map(([tree, scope]) => c.holds(tree, scope))", trees)
    assert dict(zip(enumerate(cases_by_name(cases)), seen, strict=True)) == dict(
        zip(enumerate(cases_by_name(cases)), expected, strict=True)
    )
    assert {True, False} == set(expected)


def cases_by_name(cases: list[tuple[str, dict[str, Any]]]) -> Iterator[str]:
    return (f"{source} of {scope}" for source, scope in cases)


@needs_node
def test_what_the_browser_cannot_compute_is_not_shown():
    trees = [as_json(when(source).tree) for source in ("k > 3", "a / 0 > 1", "sum(k, 1) > 0")]
    assert run("given.map((tree) => c.holds(tree, {k: 'x', a: 1}))", trees) == [False] * 3


@needs_node
@pytest.mark.parametrize("key", ["new-resident", "open-a-restaurant"])
def test_the_browser_hides_what_the_server_would_drop(key: str):
    matter = catalogue().matter(key)
    applicants = [some_answers(matter, random.Random(seed)) for seed in range(60)]
    expected = [hidden_by_the_server(matter, answers) for answers in applicants]
    seen = run(
        "given.applicants.map((answers) => c.settled(given, answers, given.known).hidden.sort())",
        {"applicants": applicants, "rules": conditions_json(matter), "known": known()},
    )
    assert seen == expected
    assert len({len(hidden) for hidden in expected}) > 5


@cache
def catalogue() -> Catalogue:
    return shipped_catalogue()


def hidden_by_the_server(matter: Matter, answers: Answers) -> list[str]:
    return sorted(matter.types.keys() - fill(matter, answers, (), TODAY).visible)


def some_answers(matter: Matter, chance: random.Random) -> Answers:
    """Right answers to whatever conditions look at; a question in ten is left open."""
    answers: Answers = {}
    for line in outline_of(matter).in_order:
        if line.named and chance.random() > 0.1:
            answers[line.path] = some_answer(
                line.standard.type, sorted(line.standard.options), chance
            )
    return answers


def some_answer(kind: str, values: list[str], chance: random.Random) -> Value:
    match kind:
        case "yes-no":
            return chance.random() < 0.6
        case "choice":
            return chance.choice(values)
        case "choices":
            return tuple(chance.sample(values, chance.randint(0, len(values))))
        case "date":
            return chance.choice(["2025-01-02", "2026-01-02"])
        case _:
            return chance.randint(1, 120)


def test_a_field_is_shown_when_its_block_and_its_own_condition_hold():
    conditions = conditions_json(a_shop())
    assert conditions["agent.name"] == {"when": ["eq", ["name", "filed_by"], ["value", "agent"]]}
    assert conditions["stoves"] == {"when": ["in", ["value", "hot"], ["name", "foods"]]}
    assert conditions["company.uscc"] == {}


def test_conditions_come_after_what_they_look_at():
    matter = a_form_of(
        a_field("a", when="b"),
        a_field("b", "yes-no", when="q"),
        questions=(a_question("q", "yes-no"),),
    )
    assert list(conditions_json(matter)) == ["q", "b", "a"]


def test_every_kind_of_part_becomes_a_small_list():
    assert as_json(Expression.compile("a if not (b or c.d is defined) else [1, -x]").tree) == [
        "if",
        ["not", ["or", ["name", "b"], ["answered", "c", "d"]]],
        ["name", "a"],
        ["list", ["value", 1], ["-", ["value", 0], ["name", "x"]]],
    ]
