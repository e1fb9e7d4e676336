"""Case files for tests: a case as the office keeps it, sealed and chained, with papers, notices and PDFs."""

import hashlib
import io
import json
from collections.abc import Mapping
from functools import cache

from forms.casefile.assembling import Export, Kept, write_case_file
from forms.casefile.contents import Counted
from forms.casefile.deriving import Opened, Written, text_digest, written_again
from matters.case import Case, EvidenceTaken, Fact, NoticeDelivered, NoticeIssued, NoticeSent
from matters.chain import GENESIS, anchored, chained
from matters.rules import Rules
from storage import fact_codec
from storage.encryption import Keyring, keyring_from, new_key
from tests.cases import MONDAY

EXPORT = Export(by="监察员 supervisor-01", at=MONDAY, program="test")


@cache
def a_keyring() -> Keyring:
    return keyring_from(new_key("test"))


def a_pdf(what: str) -> bytes:
    return b"%PDF-1.7\n" + what.encode() + b"\n%%EOF"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def kept(rules: Rules, case: Case) -> Kept:
    """The case with files behind its digests, its notices written, its facts sealed and chained as the store does."""
    files: dict[str, bytes] = {}
    case = case.model_copy(update={"facts": tuple(_with_files(one, files) for one in case.facts)})
    case, texts, rows = _with_notices(rules, case)
    return Kept(
        opened=opened(
            rules, case, {key: json.loads(text)["code_url"] for key, text in texts.items()}
        ),
        kept=rows,
        texts=texts,
        holds=files.__contains__,
        fetch=files.__getitem__,
    )


def opened(rules: Rules, case: Case, where: Mapping[str, str]) -> Opened:
    return Opened(
        case=case,
        matters={rules.matter.digest: rules.matter},
        office=rules.office,
        calendars=(Counted(since=None, calendar=rules.calendar),),
        addresses=where,
    )


def _with_files(fact: Fact, files: dict[str, bytes]) -> Fact:
    match fact:
        case EvidenceTaken(evidence=one) if one.rung in ("upload", "proof"):
            content = a_pdf(one.material)
            files[digest(content)] = content
            taken = one.model_copy(update={"digest": digest(content), "label": "application/pdf"})
            return fact.model_copy(update={"evidence": taken})
        case NoticeSent() | NoticeDelivered():
            content = a_pdf(fact.key)
            files[digest(content)] = content
            return fact.model_copy(update={"file": digest(content)})
        case _:
            return fact


def _with_notices(
    rules: Rules, case: Case
) -> tuple[Case, dict[str, str], tuple[tuple[str, bytes], ...]]:
    """Each notice is written as it is issued: it holds the chain before it, and its fact the digest of its text."""
    facts: list[Fact] = []
    rows: list[tuple[str, bytes]] = []
    texts: dict[str, str] = {}
    head = GENESIS
    letters = _letters(rules, case)
    for fact in case.facts:
        if isinstance(fact, NoticeIssued):
            letter = letters[fact.key].letter
            assert letter is not None
            address = anchored(letter.code_url, head)
            letter = letter.model_copy(update={"code_url": address})
            texts[fact.key] = letter.model_dump_json()
            fact = fact.model_copy(update={"text": text_digest(letter)})
        body = fact_codec.write(a_keyring(), rules.matter, case.number, fact).body
        head = chained(head, body)
        facts.append(fact)
        rows.append((body, head))
    return case.model_copy(update={"facts": tuple(facts)}), texts, tuple(rows)


def _letters(rules: Rules, case: Case) -> dict[str, Written]:
    issued = (fact.key for fact in case.facts if isinstance(fact, NoticeIssued))
    bare = {key: f"http://127.0.0.1/verify/{digest(key.encode())[:16]}" for key in issued}
    return {one.fact.key: one for one in written_again(opened(rules, case, bare))}


def written(one: Kept) -> bytes:
    """The archive."""
    target = io.BytesIO()
    write_case_file(target.write, one, EXPORT)
    return target.getvalue()
