"""Checks that no law lets the office ask: only with the applicant's consent, never ticked beforehand (PIPL 13, 23)."""

from dataclasses import dataclass
from datetime import datetime

from hall.check_receipts import Said, Sight, asked_with
from hall.check_uses import papers_replaced, steps_served, uses_of
from hall.counter.draft import OpenDraft
from hall.posted import Posted
from matters.rules import holds, received_on, scope
from matters.spec import CheckUse
from matters.words import Language, Text

CONSENT = "consent:"
"""Before the name of a check: the tick that agrees to it."""
SHOWN = "consents-shown"
"""The checks whose ticks are on the page."""


@dataclass(frozen=True)
class ConsentAsked:
    """What an applicant is told before agreeing to a question: who, with what, and why."""

    use: CheckUse
    given: bool
    asked_with: tuple[Said, ...]
    instead_of: tuple[Text, ...]
    serves: tuple[Text, ...]


def consents_of(desk: OpenDraft, language: Language) -> tuple[ConsentAsked, ...]:
    """The checks of this application that need consent, given or not."""
    return tuple(_asked(desk, use, language) for use in needing_consent(desk))


def needing_consent(desk: OpenDraft) -> tuple[CheckUse, ...]:
    """Those that apply here, whether the applicant agreed or not."""
    now = desk.filling.standing
    seen = scope(desk.matter, now, received_on(now, desk.on))
    return tuple(use for use in desk.matter.checks if use.check.consent and holds(use.when, seen))


def _asked(desk: OpenDraft, use: CheckUse, language: Language) -> ConsentAsked:
    matter = desk.matter
    return ConsentAsked(
        use=use,
        given=use.key in desk.draft.consents,
        asked_with=tuple(asked_with(matter, desk.standing, use, Sight(language))),
        instead_of=tuple(one.name for one in papers_replaced(matter, use)),
        serves=uses_of(use, steps_served(matter, use)),
    )


def consented(desk: OpenDraft, posted: Posted, at: datetime) -> OpenDraft:
    """The draft with consent to those of the checks on the page that were ticked, and without the others of them."""
    known = {use.key for use in needing_consent(desk)}
    shown = [key for key in posted.texts(SHOWN) if key in known]
    if not shown:
        return desk
    consents = {key: when for key, when in desk.draft.consents.items() if key not in shown}
    ticked = (key for key in shown if posted.text(f"{CONSENT}{key}") == "yes")
    given = {key: desk.draft.consents.get(key, at) for key in ticked}
    return desk.with_draft(consents=consents | given)
