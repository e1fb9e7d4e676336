"""What a register says of the applicant, shown beside what was written, with the right to object (PIPL 24, N19)."""

from collections.abc import Iterator
from dataclasses import dataclass

from hall.check_receipts import Said, Sight, asked_with, says
from hall.check_words import answered
from hall.counter.answering import CONTESTABLE, OF_CHECK
from hall.counter.draft import OpenDraft
from hall.counter.papers import NOT_OFFERED, PaperRefused
from matters.case import Finding, FindingOutcome
from matters.spec import CheckUse, Material
from matters.words import Language, Text

LONGEST = 500
NO_NOTE = PaperRefused(
    zh="请简要写明申请人认为登记信息哪里有误。",
    en="Say briefly what the applicant thinks is wrong in the record.",
)


@dataclass(frozen=True)
class Contested:
    """One register's word about a paper, and the applicant's objection to it."""

    use: CheckUse
    finding: Finding
    answer: Text
    asked_with: tuple[Said, ...]
    says: tuple[Said, ...]
    note: str

    @property
    def differs(self) -> bool:
        """Whether the register itself does not agree with the form."""
        return self.finding.outcome != FindingOutcome.MATCH


def contested_of(desk: OpenDraft, material: Material, language: Language) -> Iterator[Contested]:
    """For each register that said something about the paper: what, and what the applicant says to it."""
    for rung in material.ladder:
        finding = desk.filling.known.get(rung.check or "")
        if finding is None or finding.outcome not in CONTESTABLE:
            continue
        use = desk.matter.check(finding.check)
        yield Contested(
            use=use,
            finding=finding,
            answer=answered(finding.outcome)[0],
            asked_with=tuple(asked_with(desk.matter, desk.standing, use, Sight(language))),
            says=tuple(says(desk.matter, desk.standing, use, Sight(language))),
            note=desk.draft.objections.get(f"{OF_CHECK}{use.key}", ""),
        )


def objected(desk: OpenDraft, check: str, note: str) -> OpenDraft:
    """The draft with the applicant's objection to all that a register said. Raises PaperRefused."""
    finding = desk.filling.known.get(check)
    if finding is None or finding.outcome not in CONTESTABLE:
        raise NOT_OFFERED
    if not note:
        raise NO_NOTE
    return desk.with_draft(
        objections={**desk.draft.objections, f"{OF_CHECK}{check}": note[:LONGEST]}
    )


def not_objected(desk: OpenDraft, check: str) -> OpenDraft:
    """The draft without that objection."""
    path = f"{OF_CHECK}{check}"
    return desk.with_draft(
        objections={key: note for key, note in desk.draft.objections.items() if key != path}
    )
