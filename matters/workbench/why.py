"""Why a step of a case applies, does not apply, waits, is open or has ended: from the rule and the data used. Pure."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from matters.expressions import Expression
from matters.freshness import stale
from matters.outcome_words import ending_words
from matters.rules import Rules, applicable, received_on, scope
from matters.spec import CheckUse
from matters.standing import FAILED, Standing, StepStanding
from matters.steps import Step
from matters.words import Language, Text
from matters.workbench.because import because, because_words
from matters.workbench.naming import plain_words
from matters.workbench.step_words import Teller

State = Literal["does-not-apply", "applies", "waits", "open", "ended"]


RULES: dict[str, Text] = {
    "quorum": Text(zh="人数已定", en="enough parts have spoken"),
    "time": Text(zh="期限届满", en="its time is over"),
    "provided": Text(zh="轮到时不符合条件", en="its condition did not hold when its turn came"),
    "only_while": Text(zh="条件不再成立", en="its condition holds no longer"),
    "answer": Text(zh="对方系统已答复", en="the other system answered"),
    "child": Text(zh="子事项已办结", en="the matter of its own has ended"),
    "finished": Text(zh="提前办结", en="it was finished early"),
    "nothing": Text(zh="没有需要办理的对象", en="there was nobody to do it for"),
    "person": Text(zh="由有权人员决定", en="by a person's word"),
    "terminated": Text(zh="被终止", en="it was terminated"),
    "skipped": Text(zh="被跳过", en="it was skipped"),
    "silence": Text(zh="逾期未表态", en="nobody spoke in time"),
}
"""Words of the engine for what ended a step."""


@dataclass(frozen=True)
class Why:
    """How a step stands, and why, in one language."""

    state: State
    words: str
    """One or two clauses, without a full stop."""


def why_step(
    rules: Rules, now: Standing, step: str, today: date, shown: Collection[str] | None = None
) -> Text:
    """Why the step stands as it does, in both languages.

    A condition with a name that is not among the `shown` is not told: whether it holds says something of the answer.
    """

    def said(language: Language) -> str:
        teller = Teller(rules.matter, rules.office, language)
        return Reasons(rules, now, teller, shown).of_step(rules.matter.step(step), today).words

    return Text(zh=said("zh"), en=said("en"))


@dataclass(frozen=True)
class Reasons:
    """Somebody who tells of one case in one language."""

    rules: Rules
    now: Standing
    teller: Teller
    shown: Collection[str] | None = None

    def of_step(self, step: Step, today: date) -> Why:
        """How the step stands, and why."""
        own = self.now.step(step.step)
        keys = {one.step for one in applicable(self.rules.matter, self.now, today)}
        if step.step not in keys:
            return Why("does-not-apply", self._not_applicable(step, today))
        if own.done:
            return Why("ended", self._ended(step, own))
        if own.status == "open":
            return Why("open", self._open(step, own, today))
        if self.now.accepted is None:
            return Why("applies", self.applies(step, today))
        return Why("waits", self._waits(step, keys, today))

    def because(self, expression: Expression, today: date, check: CheckUse | None = None) -> str:
        """The parts that decided a condition, with values: 因为：经营面积80平方米，大于50平方米."""
        matter = self.rules.matter
        if self.shown is not None and not expression.names <= {*self.shown, "received_on"}:
            return self.teller.either("依申请人的情形", "by the applicant's situation")
        seen = scope(matter, self.now, received_on(self.now, today))
        found = because(expression, seen)
        words = because_words(found, matter, self.teller.language, check, self.shown)
        return self.teller.either(f"因为：{words}", f"because {words}") if words else ""

    def applies(self, step: Step, today: date) -> str:
        """Why the step applies to this case."""
        if step.when is None:
            return self.teller.either("所有情形都要办理", "it applies in every situation")
        return self.because(step.when, today)

    def _not_applicable(self, step: Step, today: date) -> str:
        t = self.teller
        clauses = [step.why_not.into(t.language).rstrip("。.")] if step.why_not else []
        if step.when is not None and not self.holds(step.when, today):
            clauses.append(self.because(step.when, today))
        elif step.kind == "visit":
            clauses.append(
                t.either("等待踏勘的环节都不办理", "no step that needs the visit applies")
            )
        elif step.when is not None:
            rule = t.condition(step.when)
            clauses.append(
                t.either(f"受理时不符合：{rule}", f"at acceptance this did not hold: {rule}")
            )
        return t.either("；", "; ").join(clauses)

    def holds(self, expression: Expression, today: date) -> bool:
        seen = scope(self.rules.matter, self.now, received_on(self.now, today))
        return expression.holds(seen)

    def _ended(self, step: Step, own: StepStanding) -> str:
        t = self.teller
        status = ending_words(step, own.status).into(t.language)
        on = plain_words(own.ended_on, t.language) if own.ended_on else ""
        if own.status == "terminated":
            failed = [k for k in step.after if self.now.step(k).status in FAILED]
            why = (
                t.either(f"：{t.steps(failed)}未办成", f": {t.steps(failed)} did not end well")
                if failed
                else ""
            )
            return t.either(f"{on}{status}{why}", f"{status} {on}{why}")
        why = self._set_by(own)
        return t.either(f"{on}{status}{why}", f"{status} {on}{why}").strip()

    def _set_by(self, own: StepStanding) -> str:
        """What ended it, where its own rule or another step did."""
        because = own.ended.because if own.ended else ""
        reason = own.ended.reason if own.ended else ""
        if not because and not reason:
            return ""
        t = self.teller
        known = {one.step for one in self.rules.matter.steps}
        words = RULES.get(because)
        told = words.into(t.language) if words else t.step(because) if because in known else ""
        told = told or reason or because
        return t.either(f"（{told}）", f" ({told})")

    def _open(self, step: Step, own: StepStanding, today: date) -> str:
        t = self.teller
        clauses = [self.applies(step, today)]
        done = [key for key in self.rules.matter.waits_for(step.step) if self.now.step(key).done]
        if done:
            clauses.append(t.either(f"{t.steps(done)}已办结", f"{t.steps(done)} ended"))
        if own.sent_back is not None:
            clauses.append(t.either("被退回重新办理", "it was sent back"))
        if own.round > 1 and step.kind == "visit":
            clauses.append(t.either(f"第{own.round}次", f"round {own.round}"))
        if own.suspended:
            clauses.append(t.either("已中止，期限停止计算", "suspended: its clock stands still"))
        if step.step in self.now.asks:
            clauses.append(t.either("等待申请人补正", "it waits for the applicant to supply"))
        return t.either("；", "; ").join(filter(None, clauses))

    def _waits(self, step: Step, keys: Collection[str], today: date) -> str:
        t = self.teller
        waits = t.either("、", ", ").join(_waited(self, step, keys, today))
        why = self.applies(step, today)
        if not waits:
            return why
        return t.either(f"等待{waits}；{why}", f"waits for {waits}; {why}")


def _waited(r: Reasons, step: Step, keys: Collection[str], today: date) -> Iterator[str]:
    """What the step still waits for, each as a noun."""
    for find in _WAITS:
        yield from find(r, step, keys, today)


def _steps_before(r: Reasons, step: Step, keys: Collection[str], _: date) -> Iterator[str]:
    ahead = [k for k in r.rules.matter.waits_for(step.step) if k in keys and not r.now.step(k).done]
    if ahead:
        yield r.teller.either(f"{r.teller.steps(ahead)}办结", f"{r.teller.steps(ahead)} to end")


def _checks_before(r: Reasons, step: Step, _: Collection[str], today: date) -> Iterator[str]:
    old = [use.key for use in stale(r.rules, r.now, step, today)]
    if old:
        checks = r.teller.listed(map(r.teller.check, old))
        yield r.teller.either(f"重新核验（{checks}）", f"registers to be asked again ({checks})")


def _answers_before(r: Reasons, step: Step, _: Collection[str], __: date) -> Iterator[str]:
    for path in step.needs:
        if r.now.answers.get(path) in (None, "", ()):
            yield r.teller.path(path)


def _promise_before(r: Reasons, step: Step, _: Collection[str], __: date) -> Iterator[str]:
    if step.promise and not r.now.signed(step.promise):
        name = r.rules.matter.promise_text(step.promise).name.into(r.teller.language)
        yield r.teller.either(f"签署“{name}”", f"“{name}” to be signed")


def _milestone(r: Reasons, step: Step, _: Collection[str], today: date) -> Iterator[str]:
    if step.only_while is not None and not r.holds(step.only_while, today):
        when = r.teller.condition(step.only_while)
        yield r.teller.either(f"“{when}”", f"“{when}” to hold")


def _section(r: Reasons, step: Step, keys: Collection[str], _: date) -> Iterator[str]:
    if step.mutex is None:
        return
    own = step.section or step.step
    for other in r.rules.matter.steps:
        busy = other.mutex == step.mutex and (other.section or other.step) != own
        if busy and other.step in keys and r.now.step(other.step).status == "open":
            name = r.teller.step(other.step)
            yield r.teller.either(
                f"{name}结束（二者不同时办理）", f"{name} to end (not at the same time)"
            )


_WAITS: tuple[Callable[[Reasons, Step, Collection[str], date], Iterator[str]], ...] = (
    _steps_before, _checks_before, _answers_before, _promise_before, _milestone, _section,
)  # fmt: skip
"""What can hold a step back, in the order in which people would ask."""
