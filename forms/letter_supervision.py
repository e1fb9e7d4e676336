"""What a supervision order says: the step, whose it is, how long it took, until when, and what is demanded (N22)."""

from forms.letter_records import Supervised
from matters.limits import Limit
from matters.notices import IssueNotice
from matters.rules import Rules
from matters.special_verbs import step_name
from matters.standing import Standing
from matters.supervision import clock_name, place_name, reason_name
from matters.supervision_facts import SupervisionOrdered
from matters.words import Text


def of_supervision(rules: Rules, now: Standing, notice: IssueNotice) -> dict[str, object]:
    """The value that the letter prints."""
    order = now.supervisions[int(notice.key.rpartition(":")[2]) - 1].ordered
    return {
        "supervised": Supervised(
            step=place_name(order.clock, step_name(rules, order.step)),
            owner=rules.office.department(order.department).name,
            elapsed=Limit(count=max(order.elapsed, 0), unit="working-days").words,
            due_on=order.last if order.kind != "duty" else None,
            reason=_reason(order),
            demand=order.demand,
            answer_by=order.answer_by,
        )
    }


def _reason(order: SupervisionOrdered) -> Text:
    """Which limit it is about, and why its light has its colour; a missed duty has no limit."""
    clock, why = clock_name(order.clock), reason_name(order.reason)
    if order.kind == "duty":
        return why
    return Text(zh=f"{clock.zh}：{why.zh}", en=f"{clock.en}: {why.en}")
