"""What the applicant takes along: the number, the receipt, and where the case can be followed."""

from dataclasses import dataclass

from flows.installation import Installation
from forms.blocks import LetterText
from forms.codes import qr_svg
from forms.letter_values import Numbered, Subject, letter_values
from forms.letters import Letter, write_letter
from matters.case import business_date
from matters.limits import Limit
from matters.notices import IssueNotice
from matters.office import HALL
from matters.rules import Rules, applicable, filled
from matters.standing import Standing, standing
from matters.words import Text
from storage import cases, notices
from storage.notices import NoticeSeen

RECEIVED = "received"


@dataclass(frozen=True)
class PlannedStep:
    """One step of a case that was just launched."""

    name: Text
    department: Text
    limit: Limit | None
    promise: Limit | None
    fee: Text | None


@dataclass(frozen=True)
class Slip:
    """The receipt of one case, issued or about to be."""

    number: str
    matter: Text
    matter_key: str
    applicant: str
    follow: str
    """The address that its QR code carries."""
    qr: str
    """The code as SVG."""
    steps: tuple[PlannedStep, ...]
    letter: Letter
    notice: NoticeSeen | None
    """The numbered receipt, once a wave has issued it."""

    @property
    def issued(self) -> bool:
        return self.notice is not None

    def text(self, language: str) -> LetterText:
        return self.letter.chinese if language == "zh" else self.letter.english


def receipt_of(house: Installation, number: str) -> Slip:
    """The slip of a case, from its facts. Raises NotFound."""
    with house.database.transaction() as connection:
        stored = cases.load(connection, house.keyring, number)
        rules = house.rules(connection, stored.case.matter)
        seen = notices.of_case(connection, number)
        notice = next((one for one in seen if one.key.split(":")[0] == RECEIVED), None)
        text = notices.text_of(connection, house.keyring, number, notice.key) if notice else None
    now = standing(stored.case)
    follow = f"{house.public_url}/follow/{stored.follow}"
    letter = Letter.model_validate_json(text) if text else _draft(house, rules, number, now, follow)
    return Slip(
        number=number,
        matter=rules.matter.name,
        matter_key=rules.matter.matter,
        applicant=_name(rules, now),
        follow=follow,
        qr=qr_svg(follow),
        steps=planned_steps(rules, now),
        letter=letter,
        notice=notice,
    )


def planned_steps(rules: Rules, now: Standing) -> tuple[PlannedStep, ...]:
    """The steps that apply, in the order of the matter."""
    on = now.launched.on if now.launched else None
    if on is None:
        return ()
    return tuple(
        PlannedStep(
            name=step.name,
            department=_departments(rules, step.all_departments),
            limit=step.item.limit if step.item else None,
            promise=step.item.promise if step.item else None,
            fee=step.item.fee if step.item else None,
        )
        for step in applicable(rules.matter, now, on)
        if not step.follow_up
    )


def _departments(rules: Rules, keys: tuple[str, ...]) -> Text:
    names = [rules.office.department(key).name for key in keys]
    return Text(zh="、".join(one.zh for one in names), en=", ".join(one.en for one in names))


def _name(rules: Rules, now: Standing) -> str:
    answers = filled(rules.matter, now)
    path = "company.name" if rules.matter.audience == "company" else "person.name"
    return str(answers.get(path) or "")


def _draft(house: Installation, rules: Rules, number: str, now: Standing, follow: str) -> Letter:
    """The receipt as it will read, before it has its number: it can be printed at once."""
    on = now.launched.on if now.launched else business_date(house.clock())
    kind = rules.matter.letter_for("received")
    notice = IssueNotice(key=RECEIVED, event="received", letter=kind, department=HALL)
    given = Numbered(number="", on=on, code_url=follow, follow_url=follow)
    values = letter_values(Subject(rules, number, now), notice, given)
    return write_letter(rules.office.letter(kind), values)
