"""`onego notice verify`: what a file proves by itself, and what the installation knows of it."""

import json as json_of
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from forms.signatures import Examined, Holds, Signature, authorities, examine
from hall.console.opening import house_open
from hall.console.speech import OUT, into
from hall.rendering import day, moment
from hall.verification import STATES, Genuine, verified_by_digest
from matters.errors import ActRefused
from matters.words import Text
from storage import embedded
from storage.files import FileKind, digest_of, kind_of
from storage.settings import Settings


@dataclass(frozen=True)
class Given:
    """What is verified, against which authority, and whether the installation is asked."""

    file: Path
    ca: Path | None = None
    offline: bool = False


@dataclass(frozen=True)
class Verdict:
    """All that was found."""

    digest: str
    examined: Examined
    asked: bool
    """Whether an installation was asked."""
    document: Genuine | None = None

    @property
    def reliable(self) -> bool:
        """Whether everything that was looked at speaks for the file."""
        signature = self.examined.signature
        if self.examined.holds is Holds.ALTERED or (signature and signature.trusted is False):
            return False
        if self.asked:
            return self.document is not None and self.document.counts
        return signature is not None


def tell_verdict(settings: Settings, given: Given, *, json: bool) -> int:
    """Print what was found; 1 if something speaks against the file. Raises ActRefused, AuthorityUnreadable."""
    found = verdict(settings, given)
    if json:
        OUT.print_json(json_of.dumps(_row(given, found), ensure_ascii=False))
        return int(not found.reliable)
    for sentence in (*_of_file(found.examined), *_of_installation(found)):
        OUT.print(into(sentence))
    OUT.print(into(RELIABLE if found.reliable else NOT_RELIABLE), style="bold")
    return int(not found.reliable)


RELIABLE = Text(zh="结论：可以采信。", en="Verdict: the file can be relied on.")
NOT_RELIABLE = Text(zh="结论：不能采信。", en="Verdict: the file cannot be relied on.")


def verdict(settings: Settings, given: Given) -> Verdict:
    """What the file and the installation say. Raises ActRefused for what is no PDF, AuthorityUnreadable."""
    content = _read(given.file)
    if kind_of(content) is not FileKind.PDF:
        raise ActRefused(
            zh=f"{given.file} 不是 PDF 文件。",
            en=f"{given.file} is no PDF. Name the file of a notice.",
        )
    trusted = authorities(_read(given.ca)) if given.ca else ()
    digest, examined = digest_of(content), examine(content, trusted)
    if given.offline or not _is_there(settings):
        return Verdict(digest, examined, asked=False)
    with house_open(settings) as house:
        return Verdict(digest, examined, asked=True, document=verified_by_digest(house, digest))


def _is_there(settings: Settings) -> bool:
    """Whether there is an installation; asking must not make one."""
    if not settings.is_embedded:
        return True
    return (embedded.cluster_of(settings.data_dir) / "PG_VERSION").exists()


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as why:
        raise ActRefused(
            zh=f"文件 {file} 不可读（{why.strerror}）。",
            en=f"{file} cannot be read ({why.strerror}).",
        ) from None


def _of_file(examined: Examined) -> Iterator[Text]:
    signature = examined.signature
    if examined.holds is Holds.ALTERED:
        yield Text(
            zh="文件：在签名之后被改动过，或者签名已经损坏。",
            en="The file: altered after it was signed, or its signature is damaged.",
        )
    elif signature is None:
        yield Text(
            zh="文件：没有电子签名，仅凭文件不能判断是否被改动。",
            en="The file: not signed; it cannot show by itself whether it was altered.",
        )
    else:
        at = signature.at
        yield Text(
            zh=f"文件：签名有效，此后没有改动。签名人：{signature.by}；"
            f"时间：{moment('zh', at)}；{signature.reason}。",
            en=f"The file: its signature holds, and nothing was altered since. Signed by {signature.by} on"
            f" {moment('en', at)}: {signature.reason}.",
        )
        yield _of_authority(signature)


def _of_authority(signature: Signature) -> Text:
    match signature.trusted:
        case None:
            return Text(
                zh=f"证书：由“{signature.issuer}”签发；没有指明根证书（--ca），未核对签发者是否可信。",
                en=f"The certificate: issued by “{signature.issuer}”; no authority was named (--ca) to trust.",
            )
        case True:
            return Text(
                zh=f"证书：由“{signature.issuer}”签发，与所给根证书相符。",
                en=f"The certificate: issued by “{signature.issuer}”, which leads to the authority given.",
            )
        case False:
            return Text(
                zh=f"证书：由“{signature.issuer}”签发，与所给根证书不符，签名人不可信。",
                en=f"The certificate: issued by “{signature.issuer}”, which does not lead to the authority given.",
            )


def _of_installation(found: Verdict) -> Iterator[Text]:
    document = found.document
    if not found.asked:
        yield Text(
            zh="系统：没有询问（文书是否作废、更正，须联网核验）。",
            en="The installation: not asked; whether the notice is void or replaced is not known.",
        )
    elif document is None:
        yield Text(
            zh=f"系统：没有出具过这一文件（SHA-256 {found.digest[:16]}…）。",
            en=f"The installation: it never issued this file (SHA-256 {found.digest[:16]}…).",
        )
    else:
        state = STATES[document.state][0]
        yield Text(
            zh=f"系统：{document.agency.zh}于{day('zh', document.issued_on)}出具的{document.kind.zh}"
            f"（{document.number}），逐字节一致；状态：{state.zh}。",
            en=f"The installation: {document.kind.en} {document.number}, issued by {document.agency.en} on"
            f" {day('en', document.issued_on)}, the same in every byte; state: {state.en}.",
        )
        yield from _of_void(document)


def _of_void(document: Genuine) -> Iterator[Text]:
    if document.void:
        on, why, by = document.void.on, document.void.because, document.replaced_by
        yield Text(
            zh=f"作废：{day('zh', on)}，{why.zh}" + (f"；更正文书：{by}。" if by else "。"),
            en=f"Void since {day('en', on)}: {why.en}" + (f"; replaced by {by}." if by else "."),
        )
    if document.replaces:
        yield Text(
            zh=f"更正：替代已作废的{document.replaces}。",
            en=f"A correction: it replaces {document.replaces}, which is void.",
        )


def _row(given: Given, found: Verdict) -> dict[str, object]:
    signature, document = found.examined.signature, found.document
    return {
        "file": given.file.name,
        "sha256": found.digest,
        "reliable": found.reliable,
        "signature": {
            "state": found.examined.holds,
            "by": signature.by if signature else None,
            "at": signature.at.isoformat() if signature else None,
            "reason": signature.reason if signature else None,
            "issuer": signature.issuer if signature else None,
            "trusted": signature.trusted if signature else None,
        },
        "installation": _known(document) if found.asked else None,
    }


def _known(document: Genuine | None) -> dict[str, object]:
    if document is None:
        return {"known": False}
    return {
        "known": True,
        "number": document.number,
        "kind": document.kind.model_dump(),
        "agency": document.agency.model_dump(),
        "issued_on": document.issued_on.isoformat(),
        "state": document.state,
        "void_on": document.void.on.isoformat() if document.void else None,
        "void_because": document.void.because.model_dump() if document.void else None,
        "replaced_by": document.replaced_by,
        "replaces": document.replaces,
    }
