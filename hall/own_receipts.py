"""What an applicant reads of the own case's checks and papers: everything of it, identifying values masked."""

from datetime import date

from hall.check_receipts import CheckReceipt, Sight, receipt_of
from hall.paper_whys import PaperWhy, why_of
from matters.ladder import ladders_of
from matters.registers import RegisterList
from matters.rules import Rules
from matters.standing import Standing
from matters.words import Language


def receipts_for_applicant(
    rules: Rules, now: Standing, registers: RegisterList, language: Language
) -> tuple[CheckReceipt, ...]:
    """The receipts of all registers that were asked for the case."""
    asked = (use for use in rules.matter.checks if use.key in now.findings)
    return tuple(receipt_of(rules, now, use, registers, Sight(language)) for use in asked)


def whys_for_applicant(rules: Rules, now: Standing, today: date) -> tuple[PaperWhy, ...]:
    """Every paper that the case needs, and why it was asked for or not."""
    return tuple(why_of(rules, now, one) for one in ladders_of(rules.matter, now, today))
