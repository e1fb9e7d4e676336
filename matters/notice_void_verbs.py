"""Voiding a notice: who may, and when a corrected one can follow."""

from matters.acting import said
from matters.errors import ActRefused, NotYours
from matters.notice_void_acts import VoidNotice
from matters.notice_void_facts import NoticeVoided
from matters.notice_voids import first_key
from matters.notices import notices
from matters.people import check_head
from matters.special_verbs import Special


def notice_voided(on: Special, act: VoidNotice) -> NoticeVoided:
    """The fact that the act becomes, also after the case is closed. Raises a `Refused` with the way out."""
    issued = on.now.issued.get(act.key)
    if issued is None:
        raise ActRefused(
            zh="本办件没有这份文书。请刷新页面后重新选择。",
            en="This case has no such notice. Reload the page and choose again.",
        )
    if on.by.department != issued.department:
        raise NotYours(on.case.number, whose=on.rules.office.department(issued.department).name)
    check_head(on.by)
    if act.key in on.now.voided:
        raise ActRefused(
            zh=f"{issued.number}已经作废，无须重复办理。",
            en=f"{issued.number} is void already.",
        )
    text = said(act.text, "作废文书必须写明具体情况。", "Say what exactly was wrong.")
    if act.corrected and not _called_for(on, act.key):
        raise ActRefused(
            zh=f"{issued.number}所告知的情形已经改变，系统不能重新出具同一文书。请只作废，并以新的决定或者告知另行出具。",
            en=f"What {issued.number} told of has changed since, so it cannot be issued anew. Void it without a"
            " correction, and tell the applicant by a new act.",
        )
    if not act.corrected and _leaves_unknowing(on, act):
        raise ActRefused(
            zh=f"{issued.number}已经送达申请人，作废后应当告知申请人。请选择“同时出具更正文书”；重复出具的，作废原因请选“重复出具”。",
            en=f"{issued.number} has reached the applicant, who must be told: void it with a correction. If it was"
            " issued twice, choose that as the reason.",
        )
    return NoticeVoided(
        at=on.at, by=on.by, key=act.key, number=issued.number, because=act.because, text=text,
        corrected=act.corrected,
    )  # fmt: skip


def _leaves_unknowing(on: Special, act: VoidNotice) -> bool:
    """Whether the applicant would hold what counts no more, with nothing to follow that says so.

    What was issued twice leaves the other, which may be of another case, so that the head's word for it counts;
    where the case has gone on, a notice of its own tells of the new act.
    """
    return act.because != "twice" and act.key in on.now.delivered and _called_for(on, act.key)


def _called_for(on: Special, key: str) -> bool:
    """Whether the facts call for the same notice still."""
    return any(one.key == first_key(key) for one in notices(on.rules, on.now))
