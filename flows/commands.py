"""What people do, as one transaction each: pages, API, command line and scenarios all call these.

A command commits or changes nothing. After the commit it rings: pages refresh, and if the machine has work a wave is
asked for. Nothing here waits for Prefect or knows it.
"""

import secrets
from collections.abc import Callable
from datetime import datetime

from flows.installation import Installation
from forms.answering import check_answers, check_produced, check_supply
from matters.acts import Act, Decide, Supply
from matters.case import (
    Actor,
    Case,
    Channel,
    CheckAnswered,
    Delivery,
    Evidence,
    EvidenceTaken,
    Fact,
    Finding,
    Launched,
    business_date,
)
from matters.delivery import NO_CONSENT, consent_digest
from matters.errors import AnswersWrong, MatterRetired, MatterUnknown
from matters.fields import Answers
from matters.mistakes import nearest
from matters.rules import Rules
from matters.verbs import Moment, launch, perform
from matters.words import Frozen, Language
from storage import bell, cases, idempotency, published
from storage.database import Connection
from storage.idempotency import Once
from storage.projection import Projection

Change = Callable[[Rules, Case, Moment], Case]
"""From a case as it stands to the case with what was done."""


class Application(Frozen):
    """What is handed in at launch: the answers, and what was found out and handed in before."""

    matter: str
    """The matter's key; its current version, unless `digest` names the one the form was filled for."""
    digest: str | None = None
    answers: Answers
    objections: dict[str, str] = {}
    consents: tuple[str, ...] = ()
    """The checks without a basis in law that the applicant agreed to."""
    findings: tuple[Finding, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    channel: Channel = "counter"
    delivery: Delivery = "pick-up"
    consent_in: Language | None = None
    """The language in which the applicant read the text on electronic delivery and agreed to it; needed for it."""
    language: Language = "zh"


def launch_case(
    house: Installation, application: Application, by: Actor, once: Once | None = None
) -> str:
    """Receive an application; returns the number of its case, the same again for the same `once`.

    Raises AnswersWrong, MatterUnknown, MatterRetired, ActRefused.
    """
    at = house.clock()
    with house.database.transaction() as connection:
        if once and (number := idempotency.answer_before(connection, once, at)) is not None:
            return number
        rules = _rules_for(house, connection, application)
        moment = Moment(by=by, at=at)
        launched = _launched(rules, application, moment)
        profile = house.office.profile
        number = cases.next_number(connection, profile.area, profile.system, at)
        case = launch(rules, number, launched, _begun(application, moment))
        seen = cases.begin(connection, house.keyring, rules, case, secrets.token_urlsafe(16))
        if once:
            idempotency.keep_answer(connection, once, number)
    ring(house, rules, case, seen)
    return number


def act_on(house: Installation, number: str, act: Act, by: Actor, once: Once | None = None) -> None:
    """Do one act of a person on a case. Raises NotFound and every `Refused` of the verbs."""

    def change(rules: Rules, case: Case, moment: Moment) -> Case:
        checked = act
        if isinstance(act, Supply):
            checked = check_supply(rules, case, act)
        if isinstance(act, Decide):
            checked = check_produced(rules, act, business_date(moment.at))
        return perform(rules, case, checked, moment)

    change_case(house, number, change, by, once)


def change_case(
    house: Installation, number: str, change: Change, by: Actor, once: Once | None = None
) -> None:
    """Change one case, locked, in one transaction; a change that gives the case itself changes nothing.

    The same `once` is heard once, also where it changed nothing. Raises NotFound and what the change raises.
    """
    at = house.clock()
    with house.database.transaction() as connection:
        if once and idempotency.answer_before(connection, once, at) is not None:
            return
        stored = cases.load(connection, house.keyring, number, lock=True)
        rules = house.rules(connection, stored.case.matter)
        case = change(rules, stored.case, Moment(by=by, at=at))
        if once:
            idempotency.keep_answer(connection, once, number)
        if case is stored.case:
            return
        seen = cases.append(connection, house.keyring, rules, stored, case)
    ring(house, rules, case, seen)


def _rules_for(house: Installation, connection: Connection, application: Application) -> Rules:
    at = house.clock()
    digest = application.digest or _current(connection, application.matter, at)
    rules = house.rules(connection, digest)
    if not published.takes_cases(connection, digest, at):
        raise MatterRetired(rules.matter.name)
    return rules


def _current(connection: Connection, key: str, at: datetime) -> str:
    known = published.versions(connection)
    found = published.foremost(known, key, at)
    if found is None:
        raise MatterUnknown(key, nearest(key, [one.key for one in known]))
    return found.digest


def _launched(rules: Rules, application: Application, moment: Moment) -> Launched:
    return Launched(
        at=moment.at,
        by=moment.by,
        answers=check_answers(
            rules.matter,
            application.answers,
            application.findings,
            business_date(moment.at),
            application.consents,
        ),
        objections=application.objections,
        consents=application.consents,
        channel=application.channel,
        delivery=application.delivery,
        delivery_consent=_consent(application),
        language=application.language,
    )


def _consent(application: Application) -> str:
    if application.delivery != "electronic":
        return ""
    if application.consent_in is None:
        raise AnswersWrong({"delivery": NO_CONSENT})
    return consent_digest(application.consent_in)


def _begun(application: Application, moment: Moment) -> tuple[Fact, ...]:
    at, by = moment.at, moment.by
    found = (CheckAnswered(at=at, by=by, finding=finding) for finding in application.findings)
    taken = (EvidenceTaken(at=at, by=by, evidence=evidence) for evidence in application.evidence)
    return (*found, *taken)


def ring(house: Installation, rules: Rules, case: Case, seen: Projection) -> None:
    """After the commit: pages refresh, and a wave is asked for if the machine has work."""
    house.bell.ring(bell.CASES, case.number)
    if seen.wake_at is not None and seen.wake_at <= case.facts[-1].at:
        house.bell.ring(bell.WAVES, rules.matter.reference)
