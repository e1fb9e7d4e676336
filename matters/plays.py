"""A scenario played by a subject: what is said and handed in at the launch, and the next act of those who take part."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple, Protocol

from matters.acts import ACT, Accept, Act, CheckPromise, Decide, GiveOpinion, Inspect, Verify
from matters.births import agreeing
from matters.case import ACCEPTANCE, Actor, Evidence, Launched
from matters.fields import Answers, Asked, Field, Rows, Value, cell_of
from matters.office import HALL
from matters.people import drawn_officers
from matters.plays_papers import brought_by, evidence_of, usually_brought
from matters.rules import Rules, filled, holds, materials_of, scope
from matters.scenarios import FactMissing, Scenario, Scenarios, Turn
from matters.spec import Matter
from matters.standing import Standing
from matters.turns import OFFICERS, fields_of, spoken
from matters.work import ActName

Facts = Mapping[str, Value]
"""What is known of a subject before anybody asks: `name`, `id_number`, `uscc`, …"""


class Play(NamedTuple):
    """A scenario with its subject: all that is said and handed in at the launch."""

    scenario: Scenario
    matter: Matter
    facts: Facts
    answers: Answers
    evidence: tuple[Evidence, ...]
    said: Answers = {}
    """All answers of the scenario, also those that nobody asks the applicant."""
    consents: tuple[str, ...] = ()

    def launched(self, at: datetime, by: Actor) -> Launched:
        """What is received at the counter."""
        return Launched(
            at=at, by=by, answers=self.answers, objections=self.scenario.objections,
            consents=self.consents, channel="counter",
        )  # fmt: skip


class OpenWork(Protocol):
    """What the chooser sees of a work item."""

    @property
    def step(self) -> str: ...
    @property
    def department(self) -> str: ...
    @property
    def acts(self) -> frozenset[ActName]: ...
    @property
    def round(self) -> int: ...
    @property
    def waiting(self) -> bool: ...


class Choice(NamedTuple):
    """The next act, by an officer of that department; `turn` is the place of the scenario's own turn, if it is one."""

    department: str
    act: Act
    turn: int | None = None


Ready = Callable[[Turn], bool]


def at_once(turn: Turn) -> bool:
    """Whether a turn's time has come, where nobody keeps a calendar."""
    return True


def prepared(
    file: Scenarios, scenario: Scenario, matter: Matter, facts: Facts, today: date
) -> Play:
    """The scenario played by a subject. Raises `FactMissing`."""
    said = {
        path: _fact(value, facts) for path, value in (file.usual.answers | scenario.answers).items()
    }
    answers = told(matter, said, today)
    for path, value in answers.items():
        if lacking := _lacking(value):
            raise FactMissing(scenario.scenario, path, lacking, facts)
    # A fact named like a question is what its register is going to say.
    expected = Standing(answers=told(matter, {**facts, **said}, today))
    needed = {one.key for one in materials_of(matter, expected, today)}
    usual = needed.difference(scenario.lacks)
    taken = {
        one.material: one
        for one in (
            *evidence_of(matter, usually_brought(file.usual, scenario), usual),
            *evidence_of(matter, brought_by(scenario)),
        )
    }
    consents = (*file.usual.consents, *scenario.consents)
    return Play(scenario, matter, facts, answers, tuple(taken.values()), said, consents)


def told(matter: Matter, said: Answers, today: date) -> Answers:
    """Of all answers those to questions and fields that are asked in this situation."""
    answers: Answers = {}
    asked: list[tuple[str, Asked]] = [(one.ask, one) for one in matter.questions]
    blocks = {block.key: block.when for block in matter.form.blocks}
    for path, one in (*asked, *matter.form.elements()):
        seen = scope(matter, Standing(answers=answers), today)
        if isinstance(one, Field) and one.produced_by is not None:
            continue  # a department finds it out later
        block = blocks.get(path.partition(".")[0]) if "." in path else None
        if path in said and holds(block, seen) and holds(one.when, seen):
            answers[path] = said[path]
    for group in matter.form.groups:
        seen = scope(matter, Standing(answers=answers), today)
        if group.group in said and holds(group.when, seen):
            answers[group.group] = said[group.group]
    return answers


def _lacking(value: Value) -> str | None:
    """The fact that an answer still names, itself or in one of its rows."""
    match value:
        case str() if value.startswith("$"):
            return value
        case tuple():
            cells = (cell for row in value if isinstance(row, dict) for cell in row.values())
            return next((lacking for cell in cells if (lacking := _lacking(cell))), None)
        case _:
            return None


def _fact(value: Value, facts: Facts) -> Value:
    """The fact that a `$name` stands for, also in rows; the name itself where it is not known."""
    if isinstance(value, str) and value.startswith("$"):
        return facts.get(value[1:], value)
    if isinstance(value, tuple):
        return _rows_with_facts(value, facts)
    return value


def _rows_with_facts(value: tuple[str, ...] | Rows, facts: Facts) -> Value:
    """The rows of a group with the facts that they name; a list of words as it is."""
    rows = tuple(row for row in value if isinstance(row, dict))
    if len(rows) < len(value):
        return value
    return tuple({key: cell_of(_fact(cell, facts)) for key, cell in row.items()} for row in rows)


def next_act(
    play: Play, work: Iterable[OpenWork], done: Collection[int], ready: Ready | None = None
) -> Choice | None:
    """The next act of the play, or None while nobody can do anything: it waits for the machine or a deadline.

    `done` are the places of the turns that were taken already. A step whose turn is not ready yet waits for it.
    Acts that must be refused are left out where nobody keeps a calendar.
    """
    items = tuple(work)
    pending = [
        _Pending(n, turn, _part_of(play, turn))
        for n, turn in enumerate(play.scenario.acts)
        if n not in done and (ready is not None or not turn.must_fail)
    ]
    ready = ready or at_once
    for one in items:
        for wanted in pending:
            if _fits(wanted, one) and ready(wanted.turn):
                turn = wanted.turn
                return Choice(who(turn, one.department), act_of(play, turn), wanted.place)
    for one in items:
        held = any(
            _same_part(wanted, one) and not ready(wanted.turn)
            for wanted in pending
            if wanted.turn.act not in _AFTERWARDS
        )
        straight = None if held else _straight(play, one)
        if straight is not None:
            return Choice(one.department, straight)
    return None


class _Pending(NamedTuple):
    """A turn that was not taken yet, its place, and the part of the step that it is on."""

    place: int
    turn: Turn
    part: str | None


def _part_of(play: Play, turn: Turn) -> str | None:
    """A paper that is looked up or still to come, a promise, or what it says itself; ending in `:`, any of them."""
    said, later = turn.said, {one.material for one in play.evidence if one.rung == "deferred"}
    brought = (*turn.uploads, *turn.proofs)
    match turn.act:
        case "verify":
            return f"verification:{said.get('material')}"
        case "check-promise":
            return f"promise:{said.get('promise')}"
        case "revoke-decision":
            return "promise:"
        case "answer-rating":
            return "rating:"
        case "revoke-acceptance":
            return "deferral:"
        case "supply" if brought and later.issuperset(brought):
            return f"deferral:{brought[0]}"
        case _:
            return str(said["part"]) if said.get("part") else None


def _fits(wanted: _Pending, work: OpenWork) -> bool:
    turn = wanted.turn
    if turn.at != work.step:
        return False
    if turn.must_fail:
        return _same_part(wanted, work)
    if turn.act == "supply":
        return work.waiting and _is_on(wanted.part, work)
    if turn.act in _OVER_ALL:
        return True
    return turn.act in work.acts and _same_part(wanted, work)


_AFTERWARDS = frozenset({"record-delivery", "rate", "answer-rating"})
"""Acts of the whole case that its acceptance need not wait for."""
_OVER_ALL = frozenset(
    {"withdraw", "terminate", "skip", "extend-bundle", "ask-verification", "settle-objection"}
)
"""Acts over the work of others, which the work itself does not offer."""


def _same_part(wanted: _Pending, work: OpenWork) -> bool:
    turn = wanted.turn
    department = None if "department" in fields_of(turn.act) else turn.department
    return (
        turn.at == work.step
        and _is_on(wanted.part, work)
        and department in (None, work.department)
        and turn.round in (None, work.round)
    )


def _is_on(part: str | None, work: OpenWork) -> bool:
    own = getattr(work, "part", None)
    if part is None or part == own:
        return True
    return part.endswith(":") and own is not None and own.startswith(part)


def fitted(choice: Choice, rules: Rules, now: Standing) -> Choice:
    """What is done straight on, as it fits this case: the officers who were drawn, the number of who was born."""
    act = choice.act
    if isinstance(act, Decide) and choice.turn is None and act.values:
        known = filled(rules.matter, now)
        made = act.model_copy(update={"values": agreeing(rules.matter, act.values, known)})
        return choice._replace(act=made)
    if not isinstance(act, Inspect) or act.officers != OFFICERS:
        return choice
    mine = drawn_officers(rules, now, rules.matter.step(act.step), choice.department)
    return choice._replace(act=act.model_copy(update={"officers": mine})) if mine else choice


def who(turn: Turn, own: str) -> str:
    """The counter takes in and takes back for the applicant; all else is the step's own department."""
    if turn.by:
        return turn.by
    return HALL if turn.act in ("supply", "withdraw") else own


def act_of(play: Play, turn: Turn) -> Act:
    """The turn's act, with the facts that it names and the papers that it brings."""
    said = {key: _with_facts(value, play.facts) for key, value in turn.said.items()}
    if "evidence" in fields_of(turn.act):
        said["evidence"] = evidence_of(play.matter, brought_by(turn))
    return ACT.validate_python(spoken(turn.act, said))


def _with_facts(value: object, facts: Facts) -> object:
    match value:
        case str() if value.startswith("$"):
            return facts.get(value[1:], value)
        case dict():
            return {key: _with_facts(one, facts) for key, one in value.items()}
        case _:
            return value


_DECISIONS = {"issue": "issued", "opinion": "agreed", "expert-review": "held", "hearing": "held"}
_OUTSIDE = frozenset({"call", "pay"})
"""Kinds whose step waits for somebody outside, who does what is asked when nothing is wrong."""


def _beside(step: str, part: str) -> Act | None:
    """What is asked of a department beside the steps: it has no objection, its files agree, promises are kept."""
    kind, _, key = part.partition(":")
    match kind:
        case "opinion":
            return GiveOpinion(step=step, opinion=int(key), text="无不同意见。")
        case "verification":
            return Verify(material=key, outcome="match")
        case "promise":
            return CheckPromise(step=step, promise=key, kept=True)
        case _:
            return None


def _straight(play: Play, work: OpenWork) -> Act | None:
    """What happens when nothing is wrong."""
    part = getattr(work, "part", None) or ""
    if (beside := _beside(work.step, part)) is not None:
        return beside
    if work.step == ACCEPTANCE:
        return Accept() if "accept" in work.acts else None
    kind = play.matter.step(work.step).kind
    if work.waiting and kind not in _OUTSIDE:
        return None
    for name, more in _ROAD.items():
        if name in work.acts:
            said: dict[str, object] = {"step": work.step, "part": part or None, **more}
            if name == "decide":
                said |= {"decision": _DECISIONS.get(kind, "granted")}
                said |= {"values": _produced(play, work.step)}
            own = fields_of(name)
            return ACT.validate_python(
                spoken(name, {key: one for key, one in said.items() if key in own})
            )
    return None


_ROAD: dict[str, dict[str, object]] = {
    "approve": {},
    "inspect": {"passed": True},
    "confirm-payment": {"receipt": "PJ2026030500017"},
    "answer-call": {"answered": True},
    "decide": {},
}
"""The acts of the straight road; of those that are open the first is done."""


def _produced(play: Play, step: str) -> Answers:
    """What the officer of the step fills in, as the scenario's answers say it."""
    fields = play.matter.elements.items()
    mine = (path for path, field in fields if field.produced_by == step)
    return {path: play.said[path] for path in mine if path in play.said}
