"""The last step: the draft becomes a case, once."""

from flows.commands import Application, launch_case
from flows.installation import Installation
from hall.counter.answering import objections_of
from hall.counter.draft import OpenDraft, discard, launch_of
from hall.counter.papers import still_needed
from matters.case import Actor
from matters.rules import checks_to_ask
from matters.words import Language


def launched(house: Installation, desk: OpenDraft, by: Actor, consent_in: Language | None) -> str:
    """Launch the draft and put it away; the number of the case, the same again if it was launched before.

    Raises AnswersWrong, NotApplicableHere, MatterRetired.
    """
    number = launch_case(
        house, application_of(desk, consent_in), by, launch_of(desk.id, desk.account)
    )
    discard(house, desk.id, desk.account)
    return number


def application_of(desk: OpenDraft, consent_in: Language | None) -> Application:
    """What is handed in: no finding and no paper that this situation does not call for (PIPL 6)."""
    asked = {use.key for use in checks_to_ask(desk.matter, desk.filling.standing, desk.on)}
    return Application(
        matter=desk.matter.matter,
        digest=desk.matter.digest,
        answers=desk.draft.answers,
        objections=objections_of(desk),
        consents=tuple(desk.draft.consents),
        findings=tuple(one for one in desk.draft.findings if one.check in asked),
        evidence=still_needed(desk),
        channel="counter",
        delivery=desk.draft.delivery,
        consent_in=consent_in,
        language=desk.draft.language,
    )
