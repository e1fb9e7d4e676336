"""`onego case act`: every act by its name and what it says, or as JSON; a refusal is a sentence."""

from pathlib import Path
from typing import get_args

import pytest

from hall.act_table import ACTS
from hall.console.acting import NotReadable, read_act
from matters.acts import AnswerCall, Approve, Decide, Inspect, Transfer
from matters.work import ActName
from tests.hall.console_desk import Desk, set_up
from tests.hall.desk import KEY, MakeHall
from tests.hall.hands import HEAD, MARKET, Hands


def test_every_act_has_words_in_the_one_table():
    assert ACTS.keys() == set(get_args(ActName))
    assert all(part.zh and part.en for words in ACTS.values() for part in words)


def test_the_help_lists_every_act_with_a_sentence(desk: Desk):
    code, said = desk.ask("case", "act", "--help")
    assert code == 0
    assert all(f"{name}: " in said for name in ACTS)


def test_an_act_is_written_as_its_name_and_what_it_says():
    assert read_act(("approve", "step=review")) == Approve(step="review")
    assert read_act(('{"act": "approve", "step": "review"}',)) == Approve(step="review")
    assert read_act(("transfer", "step=a", "reason=b=c")) == Transfer(step="a", reason="b=c")
    call = read_act(("answer-call", "step=a", "answered=false"))
    assert call == AnswerCall(step="a", answered=False)


def test_what_is_several_is_written_as_json():
    assert read_act(("decide", "step=a", "decision=granted", 'values={"n": 1}')) == Decide(
        step="a", decision="granted", values={"n": 1}
    )
    visit = read_act(("inspect", "step=a", "passed=true", 'officers=["周敏", "林浩"]'))
    assert visit == Inspect(step="a", passed=True, officers=("周敏", "林浩"))


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("suspend", "step=a"), "suspend: step, ground, basis"),
        (("urge", "step"), "name=value"),
        (("dance",), "act"),
        (("decide", "step=a", "values={"), "values"),
    ],
)
def test_what_cannot_be_read_says_what_the_act_takes(words: tuple[str, ...], why: str):
    with pytest.raises(NotReadable) as refused:
        read_act(words)
    assert why in refused.value.text.en or words[-1].partition("=")[2] in refused.value.text.en


def test_an_officer_proposes_and_a_head_approves_at_the_machine(
    desk: Desk, make_hall: MakeHall, database_url: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):  # fmt: skip
    hands = Hands(make_hall())
    set_up(monkeypatch, database_url, tmp_path, ONEGO_KEYS=KEY)
    said = ("decide", "step=review", "decision=granted", 'values={"card_number": "88"}')
    assert desk.ask("case", "act", hands.number, *said, "--as", MARKET)[0] == 0
    as_head = ("--as", MARKET, "--role", "head", "--account", HEAD)
    approve = ("case", "act", hands.number, "approve", "step=review")
    code, told = desk.ask(*approve, "--as", MARKET)
    assert (code, told) == (1, "Only a head of the department may do this. Ask yours.\n")
    assert desk.ask(*approve, *as_head) == (0, f"Case {hands.number}: Approved.\n")
    (decided,) = hands.facts("decided")
    assert decided.values == {"card_number": 88}
