"""When a case of the players counts as over, and when a called system answers."""

import asyncio
from datetime import datetime

from flows.commands import act_on
from flows.installation import Installation
from matters.acts import Withdraw
from matters.case import CHINA, MACHINE
from matters.machine_verbs import call_begun
from matters.plays import Play
from matters.scenarios import Scenario
from matters.spec import Call
from matters.standing import standing
from matters.verbs import Moment
from storage import claims
from tests.builders import restaurant
from tests.cases import MONDAY, a_clerk, work
from tests.faults.players import Part, Player, has_begun
from tests.houses import Outside, a_wave, begin, just_launched, publish, stored
from tests.stepping import a_part_of_work, carried

NUMBER = "330200001260302000001"
LONG = datetime(9999, 1, 1, tzinfo=CHINA)


def wakes(house: Installation, at: datetime) -> None:
    """Have the machine look at the case then."""
    facts = len(stored(house, NUMBER).facts)
    with house.database.transaction() as connection:
        claims.rest(connection, (claims.Rest(NUMBER, facts, at),))


def test_a_case_that_is_put_off_is_not_over_before_the_machine_has_done_its_part(
    house: Installation,
):
    rules = publish(house, restaurant())
    begin(house, rules, just_launched(rules, NUMBER))
    act_on(house, NUMBER, Withdraw(reason="不办了。"), a_clerk())
    play = Play(Scenario(scenario="withdrawn", name="撤回"), rules.matter, {}, {}, ())
    part = Part(play, "one", NUMBER, facts=len(stored(house, NUMBER).facts))
    player = Player(house, (part,), at_once=1, may_act=lambda: False)
    wakes(house, LONG)
    player.turn()
    assert not part.ended
    wakes(house, MONDAY)
    asyncio.run(a_wave(house, Outside(), rules))
    player.turn()
    assert part.ended


def test_a_called_system_answers_no_earlier_than_it_is_called():
    rules, case = carried(a_part_of_work("ask", "food", kind="call", call=Call(system="seals")))
    assert not has_begun(work(rules, case, "ask"), standing(case))
    begun = call_begun(rules, case, "ask", Moment(MACHINE, MONDAY))
    assert has_begun(work(rules, begun, "ask"), standing(begun))
