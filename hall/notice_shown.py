"""What the page of a notice says about it beside its text: signature, void or not, and what it replaces."""

from dataclasses import dataclass

from flows.installation import Installation
from forms.signatures import Holds, examine
from hall.case_file import CaseFile
from hall.case_words import Tone
from hall.permissions import may
from hall.rendering import moment
from hall.verification import Void, check_code, void_of
from matters.notice_voids import replaced_by, replaces
from matters.words import Text
from storage.notices import NoticeSeen

SIGNATURE: dict[Holds, tuple[Text, Tone]] = {
    Holds.YES: (Text(zh="签名有效", en="the signature holds"), "good"),
    Holds.ALTERED: (Text(zh="文件被改动", en="the file was altered"), "bad"),
    Holds.UNSIGNED: (
        Text(zh="未签名（该部门没有签名密钥）", en="not signed (no key)"),
        "plain",
    ),
}
TO_COME: tuple[Text, Tone] = (Text(zh="发出时签名", en="signed when it leaves"), "active")


@dataclass(frozen=True)
class NoticeShown:
    """One notice as officers look at it."""

    signature: Text
    tone: Tone
    signed_by: Text | None
    check: str
    void: Void | None
    void_text: str
    """What the head wrote beside the reason; for officers only."""
    replaced_by: str | None
    replaces: str | None
    may_void: bool


def notice_shown(house: Installation, file: CaseFile, notice: NoticeSeen) -> NoticeShown:
    """All of it; the signature is looked at in the file that was kept."""
    words, tone, signed_by = _signature(house, notice)
    voided = file.now.voided.get(notice.key)
    own = notice.department == file.department
    return NoticeShown(
        signature=words,
        tone=tone,
        signed_by=signed_by,
        check=check_code(notice.code),
        void=void_of(file.now, notice.key),
        void_text=voided.text if voided else "",
        replaced_by=replaced_by(file.now, notice.key),
        replaces=replaces(file.now, notice.key),
        may_void=own and voided is None and may(file.account, "extend"),
    )


def _signature(house: Installation, notice: NoticeSeen) -> tuple[Text, Tone, Text | None]:
    if notice.file is None:
        to_come = house.signing.has(notice.department)
        return (*(TO_COME if to_come else SIGNATURE[Holds.UNSIGNED]), None)
    found = examine(house.files.get(notice.file))
    words, tone = SIGNATURE[found.holds]
    if found.signature is None:
        return words, tone, None
    by, at = found.signature.by, found.signature.at
    said = Text(zh=f"{by}，{moment('zh', at)}", en=f"{by}, {moment('en', at)}")
    return words, tone, said
