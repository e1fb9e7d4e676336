"""The papers of a draft: taken in, promised or taken out again."""

from dataclasses import dataclass
from datetime import date, datetime

from flows.installation import Installation
from forms.papers import Paper
from forms.showing import shown_date
from hall.counter.draft import Kept, OpenDraft
from matters.case import CHINA, Evidence, FindingOutcome
from matters.errors import OneGoError
from matters.spec import Material, Promise
from matters.words import Language, Text
from storage.files import accepted

MOST_FILES = 10
"""Files that one material may have."""

WHY_NOT = {
    FindingOutcome.MISMATCH: Text(
        zh="登记信息与填写内容不一致，由工作人员核实，不会因此直接不予办理",
        en="the register differs from the form; a person will look into it, nothing is refused for it",
    ),
    FindingOutcome.NO_RECORD: Text(zh="未查到登记信息", en="the register has no record"),
    FindingOutcome.MULTIPLE: Text(
        zh="查到多条登记信息，无法确定是哪一条", en="the register has several records"
    ),
    FindingOutcome.UNAVAILABLE: Text(
        zh="暂不可用，不影响申请", en="not available now; this does not affect the application"
    ),
    FindingOutcome.DENIED: Text(
        zh="本系统未获该项查询授权", en="this system has no authority to ask"
    ),
    FindingOutcome.STALE: Text(
        zh="登记信息已超过可用期限", en="the record is older than may be used"
    ),
    FindingOutcome.PENDING: Text(
        zh="核验中，结果返回后自动计入", en="asked; the answer is counted when it comes"
    ),
}


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


def uploaded(
    house: Installation, desk: OpenDraft, material: str, content: bytes | None, limit: int
) -> OpenDraft:
    """The draft with one more file for the material; it takes the place of a promise. The limit is in bytes.

    Raises PaperRefused, FileTooLarge, FileKindNotAllowed.
    """
    paper = _needed(desk, material)
    if not paper.may_upload:
        raise NOT_OFFERED
    if not content:
        raise NO_FILE
    own = files_of(desk, material)
    if len(own) >= MOST_FILES:
        raise TOO_MANY
    kind = accepted(content, limit)
    digest = house.files.put(content)
    if any(one.evidence.digest == digest for one in own):
        return desk
    evidence = Evidence(material=material, rung="upload", digest=digest, label=kind.value)
    kept = Kept(evidence=evidence, size=len(content), at=house.clock())
    return desk.with_draft(papers=(*_without_promise(desk, material), kept))


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
    at = house.clock()
    text = signed_text(offered[promise], signature.name[:60], at)
    digest = house.files.put(text.encode())
    evidence = Evidence(material=material, rung="promise", digest=digest, label=promise)
    kept = Kept(evidence=evidence, size=len(text.encode()), at=at, signer=signature.name[:60])
    others = tuple(one for one in desk.draft.papers if one.evidence.material != material)
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
    """The uploads for one material, in the order they came."""
    return tuple(one for one in kept_of(desk, material) if one.evidence.rung == "upload")


def kept_of(desk: OpenDraft, material: str) -> tuple[Kept, ...]:
    return tuple(one for one in desk.draft.papers if one.evidence.material == material)


def still_needed(desk: OpenDraft) -> tuple[Evidence, ...]:
    """What goes with the application: papers for materials that it still calls for."""
    needed = {paper.material.key for paper in desk.sheet.papers}
    return tuple(one for one in desk.draft.evidence if one.material in needed)


def why_not_by_check(desk: OpenDraft, material: Material) -> tuple[tuple[Text, Text], ...]:
    """For each register that could have made the paper needless: its check, and why it did not."""
    checks = (rung.check for rung in material.ladder if rung.check)
    known = desk.filling.known
    return tuple(
        (desk.matter.check(key).check.name, WHY_NOT[known[key].outcome])
        for key in checks
        if key in known and known[key].outcome in WHY_NOT
    )


def statement(promise: Promise, language: Language) -> tuple[str, ...]:
    """The promise as it is shown before it is signed, line by line; Chinese always, it is what counts."""
    chinese = _statement(promise, "zh")
    return chinese if language == "zh" else (*chinese, "", *_statement(promise, "en"))


def signed_text(promise: Promise, signer: str, at: datetime) -> str:
    """The exact text that is kept of a signed promise."""
    on = shown_date(_day(at))
    lines = (*statement(promise, "en"), "", f"承诺人 Signed: {signer}", f"{on.zh} {on.en}")
    return "\n".join(lines)


def _day(at: datetime) -> date:
    return at.astimezone(CHINA).date()


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


def _needed(desk: OpenDraft, material: str) -> Paper:
    """The paper, if this application calls for it. Raises PaperRefused."""
    for paper in desk.sheet.papers:
        if paper.material.key == material:
            return paper
    raise NOT_OFFERED


def _without_promise(desk: OpenDraft, material: str) -> tuple[Kept, ...]:
    return tuple(
        one
        for one in desk.draft.papers
        if one.evidence.material != material or one.evidence.rung == "upload"
    )
