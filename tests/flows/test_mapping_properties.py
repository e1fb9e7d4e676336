"""Whatever JSON a register sends, it becomes one of the eight outcomes, and what is wrong is told without a value."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.connectors.mapping import asked, understood
from flows.connectors.values import NotOfItsKind, value_of
from matters.case import FindingOutcome
from matters.fields import FieldType
from tests.flows.foreign_register import RECORD, a_query, a_register
from tests.hall.demo_gateway import NOON

REGISTER = a_register()
QUERY = a_query(max_age_days=30)
SECRET = "绝密的一句话"
KINDS: tuple[FieldType, ...] = (
    "text",
    "number",
    "decimal",
    "date",
    "yes-no",
    "choices",
    "id-number",
)

leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just(SECRET)
anything = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
records = st.fixed_dictionaries({}, optional=dict.fromkeys(RECORD, leaves))
answers = st.fixed_dictionaries(
    {"code": st.sampled_from(["00", "02", "31", "99"]) | leaves},
    optional={
        "data": st.lists(records | anything, max_size=3) | anything,
        "ticket": leaves,
        "serial": anything,
    },
)


@settings(max_examples=300)
@given(anything | answers)
def test_any_answer_is_one_of_the_eight_outcomes_and_its_trouble_holds_no_value(answer: object):
    document = asked(REGISTER, QUERY, NOON) | {"answer": answer, "status": 200}
    assert REGISTER.answer is not None
    heard = understood(REGISTER.answer, QUERY, document, "digest")
    assert heard.reply.outcome in FindingOutcome
    assert set(heard.reply.values) <= set(QUERY.gives)
    if heard.trouble is not None:
        assert heard.reply.outcome is FindingOutcome.UNAVAILABLE
        assert SECRET not in heard.trouble.zh + heard.trouble.en
    json.dumps(heard.reply.model_dump(mode="json"))


@settings(max_examples=300)
@given(anything, st.sampled_from(KINDS))
def test_a_value_is_of_its_kind_or_nothing_or_refused(found: object, kind: FieldType):
    try:
        value = value_of("name", kind, found)
    except NotOfItsKind:
        return
    if value is not None:
        again = value_of("name", kind, list(value) if isinstance(value, tuple) else value)
        assert again == value
