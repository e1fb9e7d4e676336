"""What a case rests on: the receipts of its checks, and the papers or promises that satisfied its materials."""

from collections.abc import Iterator
from dataclasses import dataclass

from hall.case_file import CaseFile
from hall.case_words import FINDING_WORDS, Tone
from hall.value_words import masked, value_words
from matters.case import Evidence, Finding
from matters.fields import cell_of
from matters.ladder import ladder_of
from matters.rules import checks_to_ask, materials_of, stops
from matters.spec import CheckUse, DataCheck, Material, Promise
from matters.words import Language, Text


@dataclass(frozen=True)
class Receipt:
    """One check: which register was asked, when, and what it answered."""

    name: Text
    holder: Text
    basis: str
    outcome: Text
    tone: Tone
    finding: Finding | None
    values: tuple[tuple[str, str], ...] = ()
    stops_because: Text | None = None
    """Its answer stops the case from being accepted; a person decides so."""


def receipts_of(file: CaseFile, language: Language, *, whole: bool) -> tuple[Receipt, ...]:
    """The checks of the case whose purpose is the reader's; not yet answered ones too."""
    stopping = {use.key for use in stops(file.rules.matter, file.now)}
    return tuple(
        _receipt(file, use, language, whole=whole, stopping=use.key in stopping)
        for use in checks_to_ask(file.rules.matter, file.now, file.today)
        if use.key in file.checks
    )


def _receipt(
    file: CaseFile, use: CheckUse, language: Language, *, whole: bool, stopping: bool
) -> Receipt:
    finding = file.now.findings.get(use.key)
    words, tone = FINDING_WORDS[finding.outcome] if finding else (NOT_ASKED, "active")
    values = _values(file, use, language, whole=whole) if use.key in file.now.known else ()
    return Receipt(
        name=use.check.name,
        holder=use.check.holder,
        basis=use.check.basis,
        outcome=words,
        tone="bad" if stopping else tone,
        finding=finding,
        values=tuple(values),
        stops_because=use.stops_because if stopping else None,
    )


NOT_ASKED = Text(zh="尚未核验", en="not asked yet")


def _values(
    file: CaseFile, use: CheckUse, language: Language, *, whole: bool
) -> Iterator[tuple[str, str]]:
    """What the register said, as far as the reader's purpose reaches."""
    found, matter = file.now.known[use.key], file.rules.matter
    paths = {name: path for path, name in use.fills.items()}
    for name, value in found.values.items():
        path = paths.get(name)
        field = matter.elements.get(path) if path else None
        may = use.key in file.checks_of_papers if path is None else path in file.fields
        if not (may or file.is_hall):
            continue
        kind = field.type if field else use.check.gives.get(name)
        private = path in matter.sensitive or kind in IDENTIFYING or name in use.check.sensitive
        hidden = private and not whole
        said = cell_of(value)
        words = masked(kind, said) if hidden else value_words(kind, said, language)
        label = field.label if field else value_name(use.check, name)
        yield label.into(language), words


IDENTIFYING = frozenset({"id-number", "id-numbers", "mobile"})


def value_name(check: DataCheck, name: str) -> Text:
    """What people call a value of a register; the name itself stands for one without a label."""
    said = check.labels.get(name)
    return said or Text(zh=name, en=name.replace("_", " "))


@dataclass(frozen=True)
class Paper:
    """One material of the case and the rung of its ladder that satisfied it."""

    key: str
    name: Text
    basis: str
    how: Text
    tone: Tone
    digests: tuple[str, ...] = ()
    """Of the uploaded files, if there are any to open."""
    promise: Promise | None = None


def papers_of(file: CaseFile) -> tuple[Paper, ...]:
    """The materials of the case that the reader may see."""
    return tuple(
        _paper(file, material)
        for material in materials_of(file.rules.matter, file.now, file.today)
        if material.key in file.materials
    )


def _paper(file: CaseFile, material: Material) -> Paper:
    how, tone, digests, promise = _rung(file, material)
    return Paper(material.key, material.name, material.basis, how, tone, digests, promise)


def upload_of(file: CaseFile, material: str, digest: str | None) -> Evidence | None:
    """The file with this digest that was handed in for a material, else the last; None: none for this reader."""
    uploads = file.now.uploads.get(material, ()) if material in file.materials else ()
    return next((one for one in reversed(uploads) if digest in (None, one.digest)), None)


def _rung(file: CaseFile, material: Material) -> tuple[Text, Tone, tuple[str, ...], Promise | None]:
    rung = ladder_of(file.rules.matter, file.now, material).by
    matter, uploads = file.rules.matter, file.now.uploads.get(material.key, ())
    match rung.kind if rung else None:
        case "check" if rung and rung.key:
            holder = matter.check(rung.key).check.holder
            text = Text(
                zh=f"免提交：{holder.zh}数据核验", en=f"not handed in: checked with {holder.en}"
            )
            return text, "good", (), None
        case "promise" if rung and rung.key:
            said = matter.promise_text(rung.key)
            text = Text(zh=f"告知承诺：{said.name.zh}", en=f"promise signed: {said.name.en}")
            return text, "good", (), said
        case "upload":
            digests = tuple(one.digest for one in uploads)
            return Text(zh="申请人提交", en="handed in"), "good", digests, None
        case _ if material.required:
            return Text(zh="尚缺", en="missing"), "warn", (), None
        case _:
            return Text(zh="未提交（选交）", en="not handed in (optional)"), "plain", (), None
