"""The applicant as letters name them."""

from forms.letter_context import Applicant
from matters.fields import Answers
from matters.rules import Rules, filled
from matters.standing import Standing
from matters.words import Text


def applicant(rules: Rules, now: Standing) -> Applicant:
    """The applicant as letters name them: what people get about themselves shows their own data in full."""
    answers = filled(rules.matter, now)
    if rules.matter.audience == "company":
        return Applicant(
            name=_said(answers, "company.name"),
            code_label=Text(zh="统一社会信用代码", en="Unified social credit code"),
            code=_said(answers, "company.uscc"),
            representative=_said(answers, "company.legal_rep"),
            address=_said(answers, "premises.address") or _said(answers, "company.address"),
        )
    number = _said(answers, "person.id_number")
    return Applicant(
        name=_said(answers, "person.name"),
        code_label=Text(zh="公民身份号码", en="Citizen identity number"),
        code=number,
        address=_said(answers, "dwelling.address") or _said(answers, "person.address"),
    )


def _said(answers: Answers, path: str) -> str:
    value = answers.get(path)
    return "" if value is None else str(value)
