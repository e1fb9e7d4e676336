"""What a supervision order says: the step, whose it is, how long it took, until when, and what is demanded (N22)."""

from forms.letter_records import Supervised
from matters.limits import Limit
from matters.notices import IssueNotice
from matters.rules import Rules
from matters.special_verbs import step_name
from matters.standing import Standing
from matters.supervision import clock_name, reason_name
from matters.words import Text


def of_supervision(rules: Rules, now: Standing, notice: IssueNotice) -> dict[str, object]:
    """The value that the letter prints."""
    order = now.supervisions[int(notice.key.rpartition(":")[2]) - 1].ordered
    step, clock, why = (
        step_name(rules, order.step),
        clock_name(order.kind),
        reason_name(order.reason),
    )
    return {
        "supervised": Supervised(
            step=step,
            owner=rules.office.department(order.department).name,
            elapsed=Limit(count=max(order.elapsed, 0), unit="working-days").words,
            due_on=order.last if order.kind != "duty" else None,
            reason=Text(zh=f"{clock.zh}：{why.zh}", en=f"{clock.en}: {why.en}")
            if order.kind != "duty"
            else why,
            demand=order.demand,
            answer_by=order.answer_by,
        )
    }
