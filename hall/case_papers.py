"""What a case rests on: the receipts of its checks, and the papers or promises that satisfied its materials."""

from dataclasses import dataclass

from hall.case_file import CaseFile
from hall.case_words import Tone
from hall.check_receipts import CheckReceipt, Sight, receipt_of
from hall.paper_whys import PaperWhy, why_of
from matters.case import Evidence
from matters.fields import Path
from matters.ladder import LadderStanding, ladders_of
from matters.ladder_words import RUNG_WORDS
from matters.registers import RegisterList
from matters.rules import checks_to_ask
from matters.spec import CheckUse, Promise
from matters.words import Language, Text


def receipts_of(
    file: CaseFile, registers: RegisterList, language: Language, *, whole: bool = False
) -> tuple[CheckReceipt, ...]:
    """The checks of the case whose purpose is the reader's; not yet answered ones too."""
    sight = Sight(
        language=language,
        whole=whole,
        may_read=lambda use, path: _may_read(file, use, path),
        person=file.person,
    )
    return tuple(
        receipt_of(file.rules, file.now, use, registers, sight)
        for use in checks_to_ask(file.rules.matter, file.now, file.today)
        if use.key in file.checks
    )


def _may_read(file: CaseFile, use: CheckUse, path: Path | None) -> bool:
    """What fills no field belongs to the papers that it stands for."""
    if file.is_hall or path in file.fields or path in file.questions:
        return True
    return path not in file.rules.matter.types and use.key in file.checks_of_papers


@dataclass(frozen=True)
class Paper:
    """One material of the case and the rung of its ladder that satisfied it."""

    key: str
    name: Text
    basis: str
    how: Text
    tone: Tone
    why: PaperWhy
    digests: tuple[str, ...] = ()
    """Of the files that came, if there are any to open."""
    promise: Promise | None = None


def papers_of(file: CaseFile) -> tuple[Paper, ...]:
    """The materials of the case that the reader may see."""
    return tuple(
        _paper(file, ladder)
        for ladder in ladders_of(file.rules.matter, file.now, file.today)
        if ladder.material.key in file.materials
    )


def _paper(file: CaseFile, ladder: LadderStanding) -> Paper:
    material, by = ladder.material, ladder.by
    how, tone = _how(ladder)
    promised = by is not None and by.kind == "promise" and by.key
    return Paper(
        key=material.key,
        name=material.name,
        basis=material.basis,
        how=how,
        tone=tone,
        why=why_of(file.rules, file.now, ladder),
        digests=tuple(one.digest for one in file.now.uploads.get(material.key, ())),
        promise=file.rules.matter.promise_text(promised) if promised else None,
    )


def _how(ladder: LadderStanding) -> tuple[Text, Tone]:
    match ladder.by.kind if ladder.by else None:
        case "check" | "licence" | "verification" as kind:
            words = RUNG_WORDS[kind]
            return Text(zh=f"免提交：{words.zh}", en=f"not handed in: {words.en}"), "good"
        case "deferred":
            return RUNG_WORDS["deferred"], "warn"
        case None if ladder.awaited:
            return Text(zh="部门核验中", en="being verified"), "active"
        case None if ladder.material.required:
            return Text(zh="尚缺", en="missing"), "warn"
        case None:
            return Text(zh="未提交（选交）", en="not handed in (optional)"), "plain"
        case kind:
            return RUNG_WORDS[kind], "good"


def upload_of(file: CaseFile, material: str, digest: str | None) -> Evidence | None:
    """The file with this digest that was handed in for a material, else the last; None: none for this reader."""
    uploads = file.now.uploads.get(material, ()) if material in file.materials else ()
    return next((one for one in reversed(uploads) if digest in (None, one.digest)), None)
