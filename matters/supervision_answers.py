"""The department's answer to an order of the supervisors (督办答复)."""

from datetime import datetime

from matters.acting import said
from matters.acts import AnswerSupervision
from matters.case import Actor
from matters.supervision_facts import SupervisionAnswered


def answered(act: AnswerSupervision, by: Actor, at: datetime) -> SupervisionAnswered:
    """The answer as a fact. Raises `ActRefused` where nothing was written."""
    text = said(
        act.text,
        "请写明办理情况、超期原因和整改措施。",
        "Say how it stands, why it is late, and what is done about it.",
    )
    return SupervisionAnswered(at=at, by=by, order=act.order, text=text)
