"""The structure of the PDF, which readers of the screen read aloud: language, title, order, tables, pictures."""

import io
from collections.abc import Iterator

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from forms.letters import Letter, write_letter
from forms.rendering import render_pdf
from tests.forms.letter_builders import LETTERS, a_context, a_kind
from tests.forms.measuring import sheets


def a_letter(template: str) -> Letter:
    return write_letter(a_kind(template), a_context())


def read(letter: Letter) -> PdfReader:
    return PdfReader(io.BytesIO(render_pdf(letter)))


def elements(reader: PdfReader) -> tuple[DictionaryObject, ...]:
    """Every element of the structure, in the order of reading."""
    return tuple(_below(reader.trailer["/Root"]["/StructTreeRoot"]))


def _below(node: DictionaryObject) -> Iterator[DictionaryObject]:
    kids = node.get("/K")
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        element = kid.get_object() if kid is not None else None
        if isinstance(element, DictionaryObject) and "/S" in element:
            yield element
            yield from _below(element)


@pytest.mark.parametrize("template", ["refusal", "receipt", "industry-licence"])
def test_a_letter_says_that_it_is_pdf_a_2a_and_pdf_ua_1(template: str):
    reader = read(a_letter(template))
    metadata = reader.xmp_metadata
    assert metadata is not None
    assert (metadata.pdfaid_part, metadata.pdfaid_conformance) == ("2", "A")
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata.stream.get_data().decode()
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_file_has_its_language_and_shows_its_title():
    letter = a_letter("refusal")
    reader = read(letter)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "zh-CN"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == f"{letter.chinese.title} {letter.number}"


def test_the_english_text_is_marked_as_english():
    languages = {element.get("/Lang") for element in elements(read(a_letter("refusal")))}
    assert "en-GB" in languages


def test_headings_come_in_their_order_with_the_title_first():
    letter = a_letter("refusal")
    headings = [one for one in elements(read(letter)) if one["/S"] in ("/H1", "/H2")]
    assert headings[0]["/S"] == "/H1"
    assert headings[0]["/T"] == letter.chinese.title
    said = [one["/T"] for one in headings if one["/S"] == "/H2"]
    both = (*letter.chinese.blocks, *letter.english.blocks)
    assert said == [block.text for block in both if block.kind == "heading"]


@pytest.mark.parametrize("template", LETTERS)
def test_the_code_has_words_in_its_place(template: str):
    letter = a_letter(template)
    pictures = [one for one in elements(read(letter)) if one["/S"] == "/Figure"]
    assert pictures
    assert all(letter.code_url in one["/Alt"] for one in pictures)


def test_tables_have_their_heads_marked_as_such():
    found = [one["/S"] for one in elements(read(a_letter("supplement")))]
    assert found.count("/Table") == 2
    assert found.count("/TH") == 8
    assert found.index("/TH") < found.index("/TD")


def test_the_order_of_reading_is_the_order_of_the_letter():
    letter = a_letter("refusal")
    said = "".join(sign.sign for sheet in sheets(render_pdf(letter)) for sign in sheet.signs)
    parts = [letter.agency.zh, letter.number, letter.chinese.title, letter.chinese.addressee]
    parts += [block.text for block in letter.chinese.blocks if block.kind == "heading"]
    places = [said.index("".join(part.split())) for part in parts]
    assert places == sorted(places)
    assert said.index(letter.chinese.title) < said.index("".join(letter.english.title.split()))
