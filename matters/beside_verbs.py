"""What is done beside the steps: about papers, notices and their delivery, orders and ratings; also after the end."""

from matters.acts import (
    Act,
    AnswerRating,
    AnswerSupervision,
    Approve,
    CheckPromise,
    Decide,
    GiveOpinion,
    Rate,
    ReturnProposal,
    Take,
    Transfer,
    Verify,
    VoidNotice,
)
from matters.case import Fact
from matters.delivery_verbs import DeliveryAct, delivery_facts
from matters.evidence_verbs import EvidenceAct, evidence_fact
from matters.notice_void_verbs import notice_voided
from matters.own_work import my_work
from matters.rating_verbs import RatingAct, rated, settled_rating
from matters.special_verbs import Special
from matters.supervision_answers import answered

Beside = EvidenceAct | DeliveryAct | RatingAct | AnswerSupervision | VoidNotice


def beside_steps(on: Special, act: Beside) -> tuple[Fact, ...]:
    """The facts that the act becomes. Raises a `Refused` with the way out."""
    if isinstance(act, DeliveryAct):
        return delivery_facts(on, act)
    if isinstance(act, VoidNotice):
        return (notice_voided(on, act),)
    if isinstance(act, Rate):
        return (rated(on, act),)
    if isinstance(act, AnswerSupervision | AnswerRating | Verify | CheckPromise):
        my_work(on.rules, on.case, on.now, (act.step, act.act, part_of(act)), on.by)
    if isinstance(act, AnswerRating):
        return (settled_rating(on, act),)
    if isinstance(act, AnswerSupervision):
        return (answered(act, on.by, on.at),)
    return (evidence_fact(on, act),)


def part_of(act: Act) -> str | None:
    """The part of a step that the act is on; an opinion that was asked for is a part too."""
    match act:
        case GiveOpinion(opinion=number):
            return f"opinion:{number}"
        case Verify(material=material):
            return f"verification:{material}"
        case CheckPromise(promise=promise):
            return f"promise:{promise}"
        case AnswerRating():
            return "rating:1"
        case AnswerSupervision(order=number):
            return f"supervision:{number}"
        case Take(part=part) | Decide(part=part) | Approve(part=part) | Transfer(part=part):
            return part
        case ReturnProposal(part=part):
            return part
        case _:
            return None
