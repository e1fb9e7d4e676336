"""The papers of a draft: handed in, promised, proved otherwise or put off, or taken out again."""

from dataclasses import dataclass
from datetime import date, datetime

from flows.installation import Installation
from forms.papers import Paper
from forms.showing import shown_date
from hall.counter.draft import Kept, OpenDraft
from matters.case import Evidence, business_date
from matters.errors import OneGoError
from matters.ladder import deadline
from matters.spec import Material, Promise, Rung
from matters.words import Language
from storage.files import accepted

MOST_FILES = 10
"""Files that one material may have."""


class PaperRefused(OneGoError):
    """A paper or a signature that cannot be taken like this."""

    status = 422


NO_FILE = PaperRefused(
    zh="没有选择文件。请先选择文件，再点“上传”。",
    en="No file was chosen. Choose one, then press Upload.",
)
NOT_TICKED = PaperRefused(
    zh="请申请人阅读承诺全文，勾选“已阅读并承诺”后再签署。",
    en="The applicant has to read the promise and tick “read and promised” before signing.",
)
NOT_TOLD = PaperRefused(
    zh="请向申请人当场告知后补期限和逾期后果，勾选“已告知”后再办理容缺。",
    en="Tell the applicant until when it must come and what follows otherwise, tick “told”, then go on.",
)
NO_SIGNATURE = PaperRefused(
    zh="请填写承诺人姓名作为签名。", en="Write the name of the person who promises, as signature."
)
NOT_OFFERED = PaperRefused(
    zh="该材料当前不需要或不能这样提交。请刷新页面后按页面提示办理。",
    en="This paper is not needed now, or cannot be given like this. Reload and follow the page.",
)
TOO_MANY = PaperRefused(
    zh=f"每份材料最多{MOST_FILES}个文件。请合并为一个PDF，或先移除不需要的文件。",
    en=f"A paper has at most {MOST_FILES} files. Merge them into one PDF, or remove some first.",
)


@dataclass(frozen=True)
class Signature:
    """Who promises, and whether the box was ticked that says so."""

    name: str
    ticked: bool


@dataclass(frozen=True)
class HandedIn:
    """A file as it came over the counter: the material itself, or another paper that proves it."""

    content: bytes | None
    as_proof: bool = False


def uploaded(
    house: Installation, desk: OpenDraft, material: str, paper: HandedIn, limit: int
) -> OpenDraft:
    """The draft with one more file for the material; it takes the place of a promise. The limit is in bytes.

    Where a register has satisfied the material already, the applicant prefers the own paper. Raises PaperRefused,
    FileTooLarge, FileKindNotAllowed.
    """
    needed = _needed(desk, material)
    if paper.as_proof and needed.proof is None:
        raise NOT_OFFERED
    if not paper.content:
        raise NO_FILE
    own = files_of(desk, material)
    if len(own) >= MOST_FILES:
        raise TOO_MANY
    kind = accepted(paper.content, limit)
    digest = house.files.put(paper.content)
    if any(one.evidence.digest == digest for one in own):
        return desk
    evidence = Evidence(
        material=material,
        rung="proof" if paper.as_proof else "upload",
        digest=digest,
        label=kind.value,
        preferred=not paper.as_proof and _prefers(needed),
    )
    kept = Kept(evidence=evidence, size=len(paper.content), at=house.clock())
    return desk.with_draft(papers=(*_only_files(desk, material, evidence.rung), kept))


def promised(
    house: Installation, desk: OpenDraft, material: str, promise: str, signature: Signature
) -> OpenDraft:
    """The draft with the promise signed; the exact words that were shown are kept as a file.

    Raises PaperRefused.
    """
    offered = {one.key: one for one in _needed(desk, material).promises}
    if promise not in offered:
        raise NOT_OFFERED
    if not signature.ticked:
        raise NOT_TICKED
    if not signature.name:
        raise NO_SIGNATURE
    text = signed_text(offered[promise], signature.name[:60], house.clock())
    evidence = Evidence(
        material=material, rung="promise", digest=house.files.put(text.encode()), label=promise
    )
    return _instead(house, desk, evidence, text, signature.name[:60])


def put_off(house: Installation, desk: OpenDraft, material: str, *, told: bool) -> OpenDraft:
    """The draft with the paper to come later; what the applicant was told is kept as a file. Raises PaperRefused."""
    paper = _needed(desk, material)
    rung = paper.deferral
    until = deadline(rung, desk.on, desk.rules.calendar) if rung else None
    if rung is None or until is None or paper.satisfied is not None:
        raise NOT_OFFERED
    if not told:
        raise NOT_TOLD
    text = "\n".join(
        (*told_of(paper.material, until, "zh"), "", *told_of(paper.material, until, "en"))
    )
    evidence = Evidence(
        material=material,
        rung="deferred",
        digest=house.files.put(text.encode()),
        label="text/plain",
        until=until,
    )
    return _instead(house, desk, evidence, text, "")


def _instead(
    house: Installation, desk: OpenDraft, evidence: Evidence, text: str, signer: str
) -> OpenDraft:
    at, size = house.clock(), len(text.encode())
    kept = Kept(evidence=evidence, size=size, at=at, signer=signer)
    others = (one for one in desk.draft.papers if one.evidence.material != evidence.material)
    return desk.with_draft(papers=(*others, kept))


def removed(desk: OpenDraft, material: str, digest: str) -> OpenDraft:
    """The draft without one file or promise."""
    return desk.with_draft(
        papers=tuple(
            one
            for one in desk.draft.papers
            if (one.evidence.material, one.evidence.digest) != (material, digest)
        )
    )


def files_of(desk: OpenDraft, material: str) -> tuple[Kept, ...]:
    """The files that came for one material, in the order they came."""
    return tuple(one for one in kept_of(desk, material) if one.evidence.rung in ("upload", "proof"))


def kept_of(desk: OpenDraft, material: str) -> tuple[Kept, ...]:
    return tuple(one for one in desk.draft.papers if one.evidence.material == material)


def still_needed(desk: OpenDraft) -> tuple[Evidence, ...]:
    """What goes with the application: papers for materials that it still calls for."""
    needed = {paper.material.key for paper in desk.sheet.papers}
    return tuple(one for one in desk.draft.evidence if one.material in needed)


def statement(promise: Promise, language: Language) -> tuple[str, ...]:
    """The promise as it is shown before it is signed, line by line; Chinese always, it is what counts."""
    chinese = _statement(promise, "zh")
    return chinese if language == "zh" else (*chinese, "", *_statement(promise, "en"))


def signed_text(promise: Promise, signer: str, at: datetime) -> str:
    """The exact text that is kept of a signed promise."""
    on = shown_date(business_date(at))
    lines = (*statement(promise, "en"), "", f"承诺人 Signed: {signer}", f"{on.zh} {on.en}")
    return "\n".join(lines)


def told_of(material: Material, until: date, language: Language) -> tuple[str, ...]:
    """What an applicant is told on the spot of a paper that may come later (domain 2.6), line by line."""
    on, name = shown_date(until).into(language), material.name.into(language)
    if language == "zh":
        return (
            f"容缺后补：{name}",
            f"请于{on}前补交。审查同步进行，需要该材料的环节在收到之前不作出准予决定。",
            "逾期未补交的，可以依法撤销受理，并书面说明理由。",
        )
    return (
        f"To be handed in later: {name}",
        f"Hand it in by {on}. The examination goes on meanwhile; what needs the paper is not granted before.",
        "If it does not come in time, the acceptance can be revoked in writing, with reasons.",
    )


def _statement(promise: Promise, language: Language) -> tuple[str, ...]:
    within = promise.verify_within.words.into(language)
    head, after, false = {
        "zh": ("依据：", f"核查：自作出决定之日起{within}内核查。", "不实承诺的后果："),
        "en": ("Basis: ", f"It is checked within {within} of the decision.", "If it is untrue: "),
    }[language]
    return (
        promise.name.into(language),
        *promise.text.into(language).splitlines(),
        f"{head}{promise.basis}",
        after,
        f"{false}{promise.consequence.into(language)}",
    )


def _prefers(paper: Paper) -> bool:
    """Whether the own paper comes though a register has made it needless already."""
    before = paper.satisfied
    return before is not None and (before.check is not None or _own_already(paper))


def _own_already(paper: Paper) -> bool:
    return paper.evidence is not None and paper.evidence.preferred


def _needed(desk: OpenDraft, material: str) -> Paper:
    """The paper, if this application calls for it. Raises PaperRefused."""
    for paper in desk.sheet.papers:
        if paper.material.key == material:
            return paper
    raise NOT_OFFERED


def _only_files(desk: OpenDraft, material: str, rung: str) -> tuple[Kept, ...]:
    """All but what the new file takes the place of: a promise, a deferral, a file of the other kind."""
    return tuple(
        one
        for one in desk.draft.papers
        if one.evidence.material != material or one.evidence.rung == rung
    )


def deferral_until(desk: OpenDraft, rung: Rung) -> date | None:
    """Until when what is put off today must be in."""
    return deadline(rung, desk.on, desk.rules.calendar)
