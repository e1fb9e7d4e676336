"""Random small matters and random acts, for the properties that every case has."""

from datetime import timedelta

from hypothesis import strategies as st

from matters.acts import (
    Accept,
    Act,
    AskForMore,
    Decide,
    Inspect,
    RefuseToAccept,
    SendBack,
    Take,
    Withdraw,
)
from matters.case import ACCEPTANCE, Case, FindingOutcome
from matters.rules import Rules
from matters.spec import Matter, Step
from matters.work import WorkItem, open_work
from tests.builders import (
    a_check,
    a_material,
    a_matter,
    a_step,
    a_visit,
    an_issue,
    an_item,
    rules,
)
from tests.cases import (
    USCC,
    a_finding,
    asked_for,
    granted,
    inspected,
    issued,
    refused,
    sent_back,
    supplied,
    wanted,
)

DEPARTMENTS = ("food", "fire", "water", "signs")
CHECKS = ("title", "licence")
OTHER_USCC = "91330200MA2XKT002R"

limits = st.sampled_from([None, "5 working days", "15 days"])


@st.composite
def a_random_step(draw: st.DrawFn, number: int) -> Step:
    """A step after some of the earlier ones."""
    after = draw(st.lists(st.sampled_from([f"s{one}" for one in range(number)]), max_size=2, unique=True)
                 if number else st.just([]))  # fmt: skip
    limit = draw(limits)
    return a_step(
        f"s{number}",
        draw(st.sampled_from(DEPARTMENTS)),
        after=tuple(after),
        when=draw(st.sampled_from([None, None, "area_m2 > 50"])),
        optional=draw(st.booleans()),
        follow_up=number > 0 and draw(st.sampled_from([False, False, True])),
        recheck=draw(st.sampled_from([(), (), ("title",)])),
        item=None if limit is None else an_item(limit, promise="3 working days"),
    )


@st.composite
def random_rules(draw: st.DrawFn) -> Rules:
    """A matter of up to five steps, perhaps a joint visit, perhaps a combined licence."""
    steps = [draw(a_random_step(number)) for number in range(draw(st.integers(1, 4)))]
    names = [step.step for step in steps]
    if draw(st.booleans()):
        waiting = draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
        steps.append(a_visit(*DEPARTMENTS, before=tuple(waiting)))
    if draw(st.booleans()):
        steps.append(an_issue("licence", tuple(names[:2])))
    return rules(_matter(tuple(steps)))


def _matter(steps: tuple[Step, ...]) -> Matter:
    return a_matter(
        *steps,
        checks=(
            a_check("title", max_age="3 days"),
            a_check("licence", stops_if="status == 'listed'", when="area_m2 > 20"),
        ),
        materials=(
            a_material("premises", "check:title", "promise:premises", "upload"),
            a_material("plan", "upload", required=False),
        ),
    )


@st.composite
def registers(draw: st.DrawFn):
    """Registers that answer at random, and are asked again at most twice."""
    outcomes = [FindingOutcome.MATCH, *draw(st.lists(st.sampled_from(FindingOutcome), max_size=5))]
    asked: dict[str, int] = {}

    def answer(check, at):
        asked[check] = asked.get(check, 0) + 1
        outcome = outcomes[sum(asked.values()) % len(outcomes)]
        later = at + timedelta(hours=7) if asked[check] < 3 else None
        return a_finding(check, outcome, at, ask_again_at=later, attempt=asked[check])

    return answer


steps = st.sampled_from(["s0", "s1", "s2", "s3", "visit", "licence", ACCEPTANCE, "moon"])
words = st.sampled_from(["", "理由充分。"])
asked_things = st.lists(
    st.sampled_from(["premises", "plan", "company.name", "area_m2", "diploma"]), max_size=2
)
answers = st.fixed_dictionaries(
    {},
    optional={
        "area_m2": st.sampled_from([10, 40, 60]),
        "company.uscc": st.sampled_from([USCC, OTHER_USCC, None]),
        "company.name": st.sampled_from(["", "甬上"]),
    },
)
acts: st.SearchStrategy[Act] = st.one_of(
    st.just(Accept()),
    st.just(Accept()),
    st.builds(RefuseToAccept, reason=words, basis=words),
    st.builds(
        AskForMore,
        step=steps,
        wanted=asked_things.map(lambda keys: tuple(wanted(key) for key in keys)),
    ),
    st.builds(
        lambda papers, given, step: supplied(*papers, step=step, **given),
        st.lists(st.sampled_from(["premises", "plan", "diploma"]), max_size=2),
        answers,
        steps | st.just(ACCEPTANCE),
    ),
    st.builds(Take, step=steps),
    st.builds(
        Decide,
        step=steps,
        decision=st.sampled_from(["granted", "granted", "refused", "issued"]),
        reasons=words,
        basis=words,
    ),
    st.builds(
        Inspect,
        step=st.just("visit"),
        passed=st.booleans(),
        corrections=st.sampled_from([(), ("加装防蝇设施",)]),
        officers=st.sampled_from([("王建国",), ("王建国", "李秀英")]),
    ),
    st.builds(SendBack, step=steps, to=steps, reason=words),
    st.builds(Withdraw, reason=words),
)


def likely_acts(rules: Rules, case: Case) -> list[Act]:
    """What somebody would do next: mostly allowed, unlike `acts`."""
    found = [act for work in open_work(rules, case) for act in _likely_at(rules, work)]
    return found or [Withdraw(reason="")]


def _likely_at(rules: Rules, work: WorkItem) -> list[Act]:
    step = work.step
    if work.waiting:
        return [supplied("plan", "premises", step=step), supplied(step=step, area_m2=40)]
    if step == ACCEPTANCE:
        return [
            Accept(), Accept(), supplied("premises"), supplied("premises"),
            asked_for("plan", "area_m2"), asked_for("premises"),
        ]  # fmt: skip
    match rules.matter.step(step).kind:
        case "visit":
            return [inspected(step=step), inspected("加装防蝇设施", step=step)]
        case "issue":
            return [issued(step)]
        case _:
            back = [sent_back(step, to) for to in ("visit", ACCEPTANCE)]
            asked = [asked_for("plan", step=step), asked_for("company.name", step=step)]
            return [granted(step), granted(step), granted(step), refused(step), *back, *asked]
