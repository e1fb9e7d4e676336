"""The situation that a page is asked about: answers chosen like at the counter, or those of a scenario."""

from dataclasses import dataclass
from datetime import date, datetime, time

from forms.submission import read_submission
from hall.admin.long_tools import script_of
from hall.admin.subjects import Subject
from hall.counter.draft import Draft, Heard, OpenDraft
from hall.posted import Posted
from matters.case import CHINA, Accepted, Case, NotAccepted
from matters.errors import NotFound, OneGoError
from matters.mistakes import MistakesFound
from matters.rules import Rules
from matters.standing import Standing, standing
from matters.words import Text
from matters.workbench.explaining import situation
from matters.workbench.trials import run


@dataclass(frozen=True)
class Asked:
    """A situation, as the page shows it and as the tools take it."""

    desk: OpenDraft
    now: Standing
    scenario: str = ""


def scenarios_in(subject: Subject) -> tuple[tuple[str, Text], ...]:
    """Key and name of every scenario that can be read; none where the file has mistakes."""
    if not subject.scenarios:
        return ()
    try:
        script = script_of(subject.matter.matter, subject.scenarios)
    except MistakesFound:
        return ()
    return tuple((one.scenario, one.name) for one in script.file.scenarios)


def asked_in(subject: Subject, posted: Posted, today: date) -> Asked:
    """What was chosen on the page: a scenario, else the answers. Raises NotFound, NothingToWorkOn."""
    scenario = posted.text("scenario")
    if scenario and posted.text("do") == "scenario":
        return _of_scenario(subject, scenario)
    rules = subject.rules
    submitted = {name: posted.texts(name) for name in posted.names()}
    said = read_submission(rules.matter, submitted, {}, today)
    draft = Draft(answers=said.answers, written=said.raw)
    return Asked(_desk(rules, draft, today), situation(rules.matter, said.answers, today))


def _of_scenario(subject: Subject, name: str) -> Asked:
    """The case of a scenario as it is before acceptance, on its own first day."""
    rules = subject.rules
    script = script_of(subject.matter.matter, subject.scenarios or "")
    chosen = next((one for one in script.file.scenarios if one.scenario == name), None)
    if chosen is None:
        raise NotFound(Text(zh=f"情景“{name}”", en=f"The scenario “{name}”"))
    try:
        trial = run(rules, script.file, chosen)
    except (ValueError, KeyError) as wrong:
        raise _not_played(name) from wrong
    facts = trial.case.facts
    ends = next(
        (n for n, one in enumerate(facts) if isinstance(one, Accepted | NotAccepted)), len(facts)
    )
    case = Case(number=trial.case.number, matter=trial.case.matter, facts=facts[:ends])
    now = standing(case)
    heard = tuple(Heard(finding=one, inputs={}) for one in now.known.values())
    draft = Draft(answers=now.answers, heard=heard)
    return Asked(_desk(rules, draft, trial.starts), now, name)


def _not_played(name: str) -> OneGoError:
    return OneGoError(
        zh=f"情景“{name}”不能在本事项中运行，请先在“情景测试”页核对。",
        en=f"The scenario “{name}” cannot be played in this matter; look at the page “Scenarios”.",
    )


def _desk(rules: Rules, draft: Draft, on: date) -> OpenDraft:
    """A draft of the counter that nobody keeps."""
    return OpenDraft(
        id="preview",
        account="preview",
        rules=rules,
        draft=draft,
        on=on,
        updated_at=datetime.combine(on, time(12), CHINA),
    )
