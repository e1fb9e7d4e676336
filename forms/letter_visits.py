"""What notices of visits say: who is going to come, and afterwards all that has to be corrected."""

from forms.letter_context import Correction
from matters.limits import last_day
from matters.rules import Rules, visitors
from matters.spec import Step
from matters.standing import Standing
from matters.words import Text


def coming(rules: Rules, now: Standing, step: Step) -> dict[str, object]:
    """The departments that visit the applicant once this step is done; nothing where no visit follows."""
    steps = now.accepted.steps if now.accepted else ()
    following = (rules.matter.step(key) for key in rules.matter.waited_by(step.step))
    visits = (one for one in following if one.kind == "visit" and one.step in steps)
    keys = dict.fromkeys(key for one in visits for key in _who(rules, one, steps))
    return {"visitors": tuple(rules.office.department(key).name for key in keys)} if keys else {}


def coming_to(rules: Rules, now: Standing, visit: Step) -> tuple[Text, ...]:
    """The departments that come to this visit."""
    if visit.kind != "visit":
        return ()
    keys = _who(rules, visit, now.accepted.steps if now.accepted else ())
    return tuple(rules.office.department(key).name for key in keys)


def _who(rules: Rules, visit: Step, steps: tuple[str, ...]) -> tuple[str, ...]:
    return visitors(rules.matter, visit, steps) if visit.before else visit.all_departments


def corrections(rules: Rules, now: Standing, step: Step) -> dict[str, object]:
    """What the last visit found wrong, of all departments, and until when it has to be put right."""
    standard = Text(zh="整改至符合要求，接受复查", en="Correct it; it will be inspected again")
    visit = next(one for one in reversed(now.failed_visits) if one.step == step.step)
    found = tuple(
        Correction(
            agency=rules.office.department(one.department).name,
            found=Text.same(one.text),
            standard=standard,
        )
        for one in visit.corrections
    )
    return {
        "corrections": found,
        "visited_on": visit.on,
        "correct_by": last_day(visit.on, rules.office.profile.supplement, rules.calendar),
    }
