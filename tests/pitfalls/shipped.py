"""A shipped scenario carried to its end, with every notice written, for the tests of the pitfalls."""

from functools import cache
from typing import NamedTuple

from forms.letters import Letter
from hall.console.catalogue import read_scenarios
from matters.case import Case
from matters.notices import IssueNotice, notices
from matters.reading import shipped_catalogue
from matters.rules import Rules
from matters.standing import standing
from matters.workbench.trials import Run
from matters.workbench.trials import run as run_scenario
from tests.casefiles import kept

CATALOGUE = shipped_catalogue()


class Shown(NamedTuple):
    """What became of a scenario, and its notices by key."""

    ran: Run
    letters: dict[str, Letter]

    def text(self, key: str) -> str:
        """What the notice says in Chinese, as it stands on paper."""
        return self.letters[key].chinese.model_dump_json()


@cache
def played(matter: str, scenario: str) -> Shown:
    file = next(one for one in read_scenarios(CATALOGUE) if one.matter == matter)
    chosen = next(one for one in file.scenarios if one.scenario == scenario)
    rules = Rules(CATALOGUE.matter(matter), CATALOGUE.office, CATALOGUE.calendar)
    ran = run_scenario(rules, file, chosen)
    texts = kept(rules, ran.case).texts
    return Shown(ran, {key: Letter.model_validate_json(text) for key, text in texts.items()})


def called_for(rules: Rules, case: Case) -> tuple[IssueNotice, ...]:
    """Every notice that the facts of a case call for."""
    return tuple(notices(rules, standing(case)))
