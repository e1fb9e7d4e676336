"""What a matter does in one situation and why, in plain Chinese or English (N11). Pure."""

from collections.abc import Iterator
from datetime import date

from matters.case import Finding, FindingOutcome
from matters.expressions import Expression
from matters.fields import Answers, Question
from matters.rules import Rules, applicable, holds, materials_of, scope
from matters.spec import Matter
from matters.standing import Standing
from matters.steps import Step
from matters.words import Language
from matters.workbench.explaining_dates import at_the_end, dates_of, noon, promised_by
from matters.workbench.explaining_letters import letters_of, refusals_of
from matters.workbench.explaining_papers import checks_of, fees_of, papers_of, promises_of
from matters.workbench.explanation import Explanation, Line, section
from matters.workbench.naming import plain_words
from matters.workbench.step_sayings import sayings_of
from matters.workbench.step_words import KIND_WORDS, Teller
from matters.workbench.why import Reasons

CHECKS = "checks."


def situation(matter: Matter, said: Answers, day: date) -> Standing:
    """A case that nobody has launched yet; `checks.<check>.<value>` stands for what a register would say."""
    answers = {path: value for path, value in said.items() if not path.startswith(CHECKS)}
    found: dict[str, Finding] = {}
    for use in matter.checks:
        prefix = f"{CHECKS}{use.key.replace('-', '_')}."
        values = {p.removeprefix(prefix): v for p, v in said.items() if p.startswith(prefix)}
        if values:
            outcome = FindingOutcome(str(values.pop("outcome", FindingOutcome.MATCH)))
            moment = noon(day)
            found[use.key] = Finding(
                check=use.key, outcome=outcome, values=values, asked_at=moment, source="", request=""
            )  # fmt: skip
    return Standing(answers=answers, findings=found, known=dict(found))


def explain(rules: Rules, now: Standing, day: date, language: Language) -> Explanation:
    """All that the matter does for a case as it stands before acceptance, if it is accepted on that day."""
    teller = Teller(rules.matter, rules.office, language)
    reasons = Reasons(rules, now, teller)
    steps = applicable(rules.matter, now, day)
    possible = not any(reasons.holds(leaf.when, day) for leaf in rules.matter.not_applicable)
    told = letters_of(reasons, steps if possible else ())
    return Explanation(
        matter=rules.matter.matter,
        version=rules.matter.version,
        name=rules.matter.name.into(language),
        language=language,
        day=day.isoformat(),
        summary=_summary(reasons, day, possible=possible),
        sections=(
            section("situation", language, _situation(reasons, steps, day)),
            section("questions", language, _questions(reasons, day)),
            section("steps", language, _steps(reasons, day)),
            section("papers", language, papers_of(reasons, day)),
            section("checks", language, checks_of(reasons, day)),
            section("promises", language, promises_of(reasons, day)),
            section("fees", language, fees_of(reasons, day)),
            section("dates", language, dates_of(reasons, day)),
            section("letters", language, told),
            section("refusals", language, refusals_of(reasons, steps)),
        ),
    )


def _summary(r: Reasons, day: date, *, possible: bool) -> str:
    t, rules, now = r.teller, r.rules, r.now
    if not possible:
        return t.either("按所述情形，不能在此办理。", "In this situation it cannot be done here.")
    steps = applicable(rules.matter, now, day)
    items = [step for step in steps if step.item]
    papers = materials_of(rules.matter, now, day)
    promise = promised_by(r, at_the_end(r, day), day)
    words, by = rules.matter.promise.text(t.language), plain_words(promise, t.language)
    on = plain_words(day, t.language)
    return t.either(
        f"按所述情形，共{len(steps)}个环节，其中事项{len(items)}个，材料{len(papers)}份；"
        f"{on}受理的，承诺{words}，即{by}前办结。",
        f"In this situation: {len(steps)} steps, {len(items)} of them decide an item, {len(papers)} papers;"
        f" accepted on {on}, it is promised within {words}, by {by}.",
    )


def _situation(r: Reasons, steps: tuple[Step, ...], day: date) -> Iterator[Line]:
    t, matter = r.teller, r.rules.matter
    leaves = [leaf for leaf in matter.not_applicable if r.holds(leaf.when, day)]
    for leaf in leaves:
        go = t.either("去向：", "Where to go: ") + leaf.go.into(t.language)
        yield Line(
            key="not-applicable", name=t.either("不能在此办理", "It cannot be done here"), verdict="no",
            says=leaf.why.into(t.language), why=r.because(leaf.when, day), more=(go,),
        )  # fmt: skip
    if leaves:
        return
    if not steps:
        words = t.either("按目前的回答，没有可以办理的环节", "with these answers no step applies")
        yield Line(key="nothing", name="", verdict="open", says=words)
        return
    names = t.listed(step.name.into(t.language) for step in steps if step.item)
    yield Line(
        key="possible", name=t.either("可以办理", "It can be done here"), verdict="yes",
        says=names or t.steps(step.step for step in steps),
    )  # fmt: skip


def _questions(r: Reasons, day: date) -> Iterator[Line]:
    seen = scope(r.rules.matter, r.now, day)
    for question in r.rules.matter.questions:
        yield _question(r, question, day, asked=holds(question.when, seen))


def _question(r: Reasons, question: Question, day: date, *, asked: bool) -> Line:
    t = r.teller
    name = question.text.into(t.language)
    value = r.now.answers.get(question.ask)
    if not asked:
        why = r.because(question.when, day) if question.when else ""
        rule = _rule(t, question.when)
        says = t.either("不问", "not asked")
        return Line(key=question.ask, name=name, verdict="no", says=says, why=why, more=rule)
    why = t.either("总是要问", "always asked")
    if question.when is not None:
        why = r.because(question.when, day)
    subject = t.speaker.names.subject(question.ask)
    if value is None:
        says = t.either("要问，尚未回答", "asked, not answered yet")
        return Line(key=question.ask, name=name, verdict="open", says=says, why=why)
    answer = subject.value_words(value, t.language)
    says = t.either(f"答{answer}", f"answered {answer}")
    return Line(key=question.ask, name=name, verdict="yes", says=says, why=why)


def _rule(t: Teller, when: Expression | None) -> tuple[str, ...]:
    """The rule itself, for those who want to know what would have to be otherwise."""
    if when is None:
        return ()
    return (t.either(f"规则：{t.condition(when)}", f"Rule: {t.condition(when)}"),)


def _steps(r: Reasons, day: date) -> Iterator[Line]:
    t = r.teller
    for step in r.rules.matter.steps:
        why = r.of_step(step, day)
        if why.state == "does-not-apply":
            says = t.either("不办理", "does not apply")
            yield Line(key=step.step, name=step.name.into(t.language), verdict="no", says=says,
                       why=why.words, more=_rule(t, step.when))  # fmt: skip
            continue
        yield Line(
            key=step.step, name=step.name.into(t.language), verdict="yes",
            says=t.either("要办理", "applies"), why=r.applies(step, day), more=_declared(t, step),
        )  # fmt: skip


def _declared(t: Teller, step: Step) -> tuple[str, ...]:
    kind = KIND_WORDS[step.kind].into(t.language)
    who = t.listed(map(t.department, step.all_departments))
    first = t.either(f"{kind}，由{who}办理", f"{kind} by {who}") if who else kind
    return (first, *_item(t, step), *sayings_of(t, step))


def _item(t: Teller, step: Step) -> Iterator[str]:
    if step.item is None:
        return
    item, language = step.item, t.language
    limit = item.limit.text(language)
    promise = item.promise.text(language) if item.promise else t.either("同法定期限", "the same")
    yield t.either(
        f"事项：{item.name.zh}（{item.basis}），法定期限{limit}，承诺期限{promise}",
        f"Item: {item.name.en} ({item.basis}); limit {limit}, promised {promise}",
    )
