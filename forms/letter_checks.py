"""What a confirmation of data checks says: each register with its answer, what is personal masked."""

from collections.abc import Iterator

from forms.letter_records import Checked
from forms.letter_times import moment
from forms.showing import masked
from matters.case import Finding, FindingOutcome
from matters.fields import cell_of
from matters.outcome_words import FINDING_WORDS
from matters.rules import Rules
from matters.spec import CheckUse
from matters.standing import SILENT, Standing
from matters.words import Text


def checked(rules: Rules, now: Standing) -> Iterator[Checked]:
    """Every register that said something, in the order of the matter."""
    for use in rules.matter.checks:
        finding = now.known.get(use.key)
        if finding is not None and finding.outcome not in SILENT:
            yield Checked(
                name=use.check.name,
                holder=use.check.holder,
                asked_at=moment(finding.asked_at),
                basis=finding.basis or use.check.basis,
                outcome=FINDING_WORDS[finding.outcome],
                said=_said(rules, use, finding),
            )


def _said(rules: Rules, use: CheckUse, finding: Finding) -> Text:
    """What it filled into the form, with the form's own labels; nothing where it only confirmed."""
    if finding.outcome != FindingOutcome.MATCH:
        return Text.same("")
    pairs = [
        (field.label, masked(field, cell_of(finding.values[name])))
        for path, name in use.fills.items()
        if name in finding.values and (field := rules.matter.elements.get(path))
    ]
    if not pairs:
        return Text.same("")
    zh = "；".join(f"{label.zh}：{value.zh}" for label, value in pairs)
    en = "; ".join(f"{label.en}: {value.en}" for label, value in pairs)
    return Text(zh=f"（{zh}）", en=f" ({en})")
