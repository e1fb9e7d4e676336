"""The papers and notices of a case file: each there, unaltered, and as the facts name it."""

import hashlib
from collections.abc import Iterator

from forms.casefile.archive import Archive, NotACaseFile
from forms.casefile.contents import Difference, Kind, NoticeLine
from forms.casefile.deriving import text_digest
from forms.casefile.opening import Read
from matters.case import (
    Case,
    Evidence,
    EvidenceTaken,
    Fact,
    NoticeDelivered,
    NoticeIssued,
    NoticeSent,
    NoticeUndelivered,
)
from matters.chain import anchor_of
from matters.one_notice import thing_name
from matters.words import Text

_FILES = ("upload", "proof")


def papers_of(case: Case) -> tuple[Evidence, ...]:
    """Every file that was handed in, in the order of the facts; promises are signed texts and no files."""
    taken = [fact.evidence for fact in case.facts if isinstance(fact, EvidenceTaken)]
    files = {(one.material, one.digest): one for one in taken if one.rung in _FILES}
    return tuple(files.values())


def pdfs_of(case: Case) -> dict[str, str]:
    """By notice, the digest of its PDF as it went out or arrived."""
    found: dict[str, str] = {}
    for fact in case.facts:
        if isinstance(fact, NoticeSent | NoticeDelivered) and fact.file:
            found[fact.key] = fact.file
    return found


def deliveries_of(case: Case, key: str) -> tuple[str, ...]:
    """How a notice went, a line for each fact."""
    return tuple(
        " ".join(str(one) for one in said if one not in ("", None))
        for fact in case.facts
        if (said := _delivery(fact, key))
    )


def _delivery(fact: Fact, key: str) -> tuple[object, ...]:
    match fact:
        case NoticeSent() if fact.key == key:
            return (fact.on, "sent", fact.channel, fact.attempt, fact.receipt)
        case NoticeDelivered() if fact.key == key:
            return (fact.day, "arrived", fact.channel, fact.method, fact.recipient, fact.receipt)
        case NoticeUndelivered() if fact.key == key:
            return (fact.on, "undelivered", fact.channel, fact.attempt, fact.reason)
        case _:
            return ()


def document_differences(archive: Archive, read: Read) -> Iterator[Difference]:
    """Files that the facts name and that are not there, or are others."""
    matter = read.opened.matters[read.opened.case.matter]
    listed = {(one.material, one.sha256, one.name) for one in read.documents}
    named = {
        (one.material, one.digest, thing_name(matter, ("material", one.material)))
        for one in papers_of(read.opened.case)
    }
    for material, digest in sorted({one[:2] for one in listed ^ named}):
        yield _told(
            "documents",
            f"{material} {digest[:12]}",
            "事实与材料清单不一致",
            "the facts and the list of documents do not agree",
        )
    for one in read.documents:
        if one.member is None:
            yield _told(
                "documents",
                f"{one.material} {one.sha256[:12]}",
                "事实载明的文件未附",
                "the facts name this file; it is not enclosed",
            )
        elif _digest(archive, one.member) != one.sha256:
            yield _told(
                "documents",
                one.member,
                "文件内容与事实载明的摘要不符，材料被改动",
                "does not have the digest that the facts name: it was altered",
            )


def notice_differences(archive: Archive, read: Read) -> Iterator[Difference]:
    """Notices that are not those which the facts record, with their text, PDF, proofs and place in the chain."""
    issued = {one.key: one for one in read.opened.case.facts if isinstance(one, NoticeIssued)}
    lines = {one.key: one for one in read.notices}
    for key in sorted(issued.keys() ^ lines.keys()):
        yield _told(
            "notices", key, "事实与文书清单不一致", "the facts and the list of notices do not agree"
        )
    pdfs = pdfs_of(read.opened.case)
    for key in issued.keys() & lines.keys():
        yield from _of_notice(read, issued[key], lines[key])
        yield from _of_pdf(archive, lines[key], pdfs.get(key))
        yield from _of_anchor(read, issued[key])
    yield from _of_proofs(archive, read)


def _of_notice(read: Read, fact: NoticeIssued, line: NoticeLine) -> Iterator[Difference]:
    letter = read.letters[fact.key]
    where = f"{fact.key} {fact.number}"
    if (letter.number, letter.on) != (fact.number, fact.on) or not _is_listed_so(read, fact, line):
        yield _told(
            "notices",
            where,
            "文号、日期、部门或者送达情况与事实不符",
            "its number, day, department or delivery is not that of the facts",
        )
    digest = text_digest(letter)
    if fact.text is not None and digest != fact.text:
        yield _told(
            "notices",
            where,
            "文书内容与事实载明的摘要不符，文书被改动",
            "its text does not have the digest that the facts name: it was altered",
        )
    said = next((one.sha256 for one in read.derived.letters if one.key == fact.key), None)
    if fact.text is None and said != digest:
        yield _told(
            "notices",
            where,
            "文书内容与由事实重新生成的内容不符",
            "its text is not what the facts give",
        )


def _is_listed_so(read: Read, fact: NoticeIssued, line: NoticeLine) -> bool:
    said = (line.number, line.letter, line.department, line.issued_on, line.deliveries)
    deliveries = deliveries_of(read.opened.case, fact.key)
    return said == (fact.number, fact.letter, fact.department, fact.on, deliveries)


def worded_otherwise(read: Read) -> Iterator[Difference]:
    """Notices whose text was not what the facts gave already when the file was written.

    The office or its templates have changed since, or a fact was altered before the export.
    """
    given = {one.key: one.sha256 for one in read.derived.letters}
    for line in read.notices:
        if given.get(line.key) and given[line.key] != text_digest(read.letters[line.key]):
            yield _told(
                "notices",
                f"{line.key} {line.number}",
                "文书制发时的文字与导出时由事实生成的文字不同：机关信息或者文书模板此后有变动；如无此变动，请核查事实",
                "was worded otherwise when it was issued than its facts gave at the export: the office or its"
                " templates have changed since; if they have not, look at the facts",
            )


def _of_pdf(archive: Archive, line: NoticeLine, digest: str | None) -> Iterator[Difference]:
    if digest is None:
        if line.pdf is not None:
            yield _told("notices", line.pdf, "事实没有记载该文件", "no fact names this file")
        return
    if line.pdf is None:
        yield _told(
            "notices",
            line.key,
            "事实载明的文书文件未附",
            "the facts name its PDF; it is not enclosed",
        )
    elif _digest(archive, line.pdf) != digest:
        yield _told(
            "notices",
            line.pdf,
            "文件与事实载明的摘要不符，文书被改动",
            "does not have the digest that the facts name: it was altered",
        )


def _of_anchor(read: Read, fact: NoticeIssued) -> Iterator[Difference]:
    """The notice holds the beginning of a hash that the chain had before it; another chain does not fit it."""
    anchor = anchor_of(read.letters[fact.key].code_url)
    before = []
    for line in read.lines:
        if line.opened == fact:
            break
        before.append(line.hash)
    if anchor and not any(one.startswith(anchor) for one in before):
        yield _told(
            "facts",
            f"{fact.key} {fact.number}",
            "文书二维码所载的链哈希与事实链不符：此前的事实被改写",
            "the hash in its QR code is not one of the chain before it: earlier facts were written anew",
        )


def _of_proofs(archive: Archive, read: Read) -> Iterator[Difference]:
    named = {
        fact.proof: fact.key
        for fact in read.opened.case.facts
        if isinstance(fact, NoticeDelivered) and fact.proof
    }
    held = {_digest(archive, name): name for line in read.notices for name in line.proofs}
    for digest in sorted({*named} - {*held}):
        yield _told(
            "notices",
            named[digest],
            "事实载明的送达证明未附",
            "the proof of its delivery is not enclosed",
        )
    for digest in sorted({*held} - {*named}):
        yield _told(
            "notices", held[digest], "该送达证明与事实不符", "is no proof that the facts name"
        )


def _digest(archive: Archive, name: str) -> str:
    try:
        return hashlib.sha256(archive.read(name)).hexdigest()
    except NotACaseFile:
        return ""


def _told(about: Kind, where: str, zh: str, en: str) -> Difference:
    return Difference(about=about, where=where, says=Text(zh=zh, en=en))
