import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from forms.codes import qr_svg
from forms.letter_context import Missing, Permit
from forms.letters import Letter, write_letter
from forms.rendering import LetterNotDrawn, Seal, render_pdf, render_svg
from matters.words import Text
from tests.forms.letter_builders import FIRE, LETTERS, MARKET, RESTAURANT, a_context, a_kind
from tests.forms.test_letters import HOSTILE


def a_letter(template: str, **changes: object) -> Letter:
    return write_letter(a_kind(template), a_context(**changes))


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All words of a PDF without the spaces and line ends that its layout put between them."""
    return "".join("".join(page.extract_text().split()) for page in read(pdf).pages)


@pytest.mark.parametrize("template", LETTERS)
def test_each_letter_is_a_pdf_a_whose_words_can_be_read(template):
    letter = a_letter(template)
    pdf = render_pdf(letter)
    metadata = read(pdf).xmp_metadata
    assert metadata is not None
    assert (metadata.pdfaid_part, metadata.pdfaid_conformance) == ("2", "A")
    said = text_of(pdf)
    for words in (letter.chinese.title, letter.english.title, letter.number, "2026年3月5日"):
        assert "".join(words.split()) in said


def test_the_same_letter_drawn_again_gives_the_same_bytes():
    first = render_pdf(a_letter("grant"))
    render_pdf(a_letter("receipt"))
    assert render_pdf(a_letter("grant")) == first


def test_a_letter_is_created_on_its_own_date():
    created = read(render_pdf(a_letter("grant"))).metadata
    assert created is not None
    assert created.creation_date is not None
    assert created.creation_date.astimezone().timestamp() == 1772640000  # 5 March 2026 in China


def test_threads_may_draw_at_the_same_time():
    letters = [a_letter(template) for template in LETTERS[:6]]
    one_by_one = [render_pdf(letter) for letter in letters]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(render_pdf, letters)) == one_by_one


def test_an_official_letter_has_the_margins_and_the_page_number_of_the_standard():
    page = read(render_pdf(a_letter("refusal"))).pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    assert "—1—" in "".join(page.extract_text().split())


def test_an_official_line_holds_28_characters():
    reasons = (Text(zh="甲" * 120, en="x"),)
    page = read(render_pdf(a_letter("not-accepted", reasons=reasons))).pages[0]
    full = [line for line in page.extract_text().splitlines() if set(line.strip()) == {"甲"}]
    assert max(len(line.strip()) for line in full) == 28


def test_a_long_list_runs_over_pages_with_its_head_on_each():
    many = tuple(
        Missing(
            name=Text(zh=f"第{at}项材料", en=f"Material {at}"),
            wrong=Text(zh="影像不清晰，无法辨认，且有效期已届满", en="It cannot be read"),
            standard=Text(zh="提交有效期内、影像清晰的原件扫描件", en="A clear scan"),
        )
        for at in range(1, 41)
    )
    pages = read(render_pdf(a_letter("supplement", missing=many))).pages
    said = ["".join(page.extract_text().split()) for page in pages]
    assert all("补正要求" in page for page in said[:3])
    assert "第40项材料" in "".join(said)
    assert all(f"—{at}—" in page for at, page in enumerate(said, start=1))


def test_a_certificate_with_many_permits_stays_on_one_page():
    permits = tuple(
        Permit(name=FIRE.name, agency=MARKET.name, number=f"甬消许准〔2026〕{at}号")
        for at in range(1, 9)
    )
    chinese, english = read(render_pdf(a_letter("industry-licence", permits=permits))).pages
    assert "甬消许准〔2026〕8号" in "".join(chinese.extract_text().split())
    assert "Permit integrated" in english.extract_text()


def test_permits_that_do_not_fit_follow_on_a_page_that_names_the_certificate():
    permits = tuple(
        Permit(name=FIRE.name, agency=MARKET.name, number=f"甬消许准〔2026〕{at}号")
        for at in range(1, 31)
    )
    pages = read(render_pdf(a_letter("industry-licence", permits=permits))).pages
    first, second = ("".join(page.extract_text().split()) for page in pages[:2])
    assert "见附页" in first
    assert "（印章）" in first
    assert "证书编号：甬市监许准〔2026〕12号" in second
    assert all(f"甬消许准〔2026〕{at}号" in second for at in range(1, 16))


def test_a_demo_seal_says_that_it_is_one_and_a_slot_has_none():
    assert "演示DEMO" in text_of(render_pdf(a_letter("grant"), Seal.DEMO))
    empty = text_of(render_pdf(a_letter("grant"), Seal.SLOT))
    assert "演示" not in empty
    assert "（印章）" in empty


def test_a_hostile_name_is_only_ever_text():
    hostile = RESTAURANT.model_copy(update={"name": HOSTILE})
    said = text_of(render_pdf(a_letter("receipt", applicant=hostile)))
    assert '#import"x":*$x^2$*b*|a|b|' in said


def test_the_screen_shows_the_same_pages():
    letter = a_letter("grant")
    pages = render_svg(letter, Seal.DEMO)
    assert len(pages) == len(read(render_pdf(letter, Seal.DEMO)).pages)
    assert all(page.startswith("<svg") for page in pages)
    assert "<script" not in "".join(pages)


def test_long_names_do_not_push_anything_off_the_page():
    long_agency = MARKET.model_copy(
        update={"name": Text(zh="宁波市鄞州区住房和城乡建设局" * 2, en="Yinzhou Bureau")}
    )
    long_name = RESTAURANT.model_copy(update={"name": "宁波市鄞州区潮汐餐饮" * 8})
    said = text_of(render_pdf(a_letter("grant", agency=long_agency, applicant=long_name)))
    assert "宁波市鄞州区潮汐餐饮" * 8 in said


def test_a_layout_that_is_not_there_is_reported_with_the_number_of_the_letter():
    letter = a_letter("grant").model_copy(update={"layout": "poster"})
    with pytest.raises(LetterNotDrawn, match="甬市监许准〔2026〕12号"):
        render_pdf(letter)


def test_a_code_is_the_same_for_the_same_address_only():
    assert qr_svg("https://a.example/1") == qr_svg("https://a.example/1")
    assert qr_svg("https://a.example/1") != qr_svg("https://a.example/2")


@pytest.mark.parametrize("layout", ["official", "slip", "form", "licence"])
def test_the_code_on_the_paper_leads_to_the_address_of_the_letter(layout):
    letter = a_letter("grant").model_copy(update={"layout": layout})
    sheet = pypdfium2.PdfDocument(render_pdf(letter))
    pictures = [page.render(scale=150 / 72, grayscale=True).to_pil() for page in sheet]
    assert [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)] == [
        letter.code_url
    ]


def test_letters_of_different_days_differ():
    assert render_pdf(a_letter("grant")) != render_pdf(a_letter("grant", on=date(2026, 3, 6)))


@pytest.mark.parametrize("kind", ["official", "slip"])
@pytest.mark.parametrize("before", range(0, 28, 2))
def test_no_line_is_stretched_sign_by_sign_before_a_long_number(kind, before):
    reasons = (Text(zh="甲" * before + "（检查编号：330212202603050001717）", en="x"),)
    letter = a_letter("not-accepted", reasons=reasons).model_copy(update={"layout": kind})
    page = read(render_pdf(letter)).pages[0].extract_text()
    assert not re.search(r"[甲检查编号] [甲检查编号] ", page)
    assert "330212202603050001717" in "".join(page.split())
