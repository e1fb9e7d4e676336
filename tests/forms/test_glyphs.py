"""Rare characters of names: what no font can draw is found before a notice is numbered."""

import io
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from forms.fonts import SHIPPED_FONTS, coverage
from forms.glyphs import ORDINARY, GlyphsLacking, lacking, require_glyphs
from forms.letters import write_letter
from forms.press import press
from forms.rendering import render_pdf
from tests.forms.font_builders import NOBODYS, install_font
from tests.forms.letter_builders import RESTAURANT, a_context, a_kind


@pytest.fixture
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    yield tmp_path
    monkeypatch.undo()
    press.cache_clear()


def test_ordinary_names_lack_nothing():
    assert lacking("陈思远、Chen Siyuan（91330212MA2EXAMPLE）：“甲”——乙…《丙》〔2026〕12号") == ()


def test_what_counts_as_ordinary_is_in_the_shipped_font():
    (file,) = SHIPPED_FONTS.glob("*.ttc")
    with TTFont(file, fontNumber=2) as font:
        known = font.getBestCmap()
    ordinary = [sign for sign in map(chr, range(0x20, 0x10000)) if ORDINARY.fullmatch(sign)]
    assert len(ordinary) > 21_000
    assert [sign for sign in ordinary if ord(sign) not in known] == []


def test_characters_of_the_first_extension_are_drawn_by_the_shipped_font():
    assert lacking("王㑇㒞𠮷") == ()


def test_each_lacking_sign_is_named_once_in_the_order_of_the_text():
    other = chr(ord(NOBODYS) + 1)
    assert lacking(f"王{other}{NOBODYS}{other}") == (other, NOBODYS)


def test_a_sign_with_a_mark_is_asked_for_together_with_its_mark():
    assert lacking("e\u0301") == ()
    assert lacking("葛\U000e0100") == ()
    assert lacking(f"{NOBODYS}\u0301") == (f"{NOBODYS}\u0301",)


def test_blanks_and_controls_are_never_lacking():
    assert lacking(" \n\t\u3000\x00") == ()


def test_the_refusal_names_the_character_its_code_point_and_the_remedy():
    with pytest.raises(GlyphsLacking) as refusal:
        require_glyphs(f"王{NOBODYS}")
    said = refusal.value.text
    assert f"“{NOBODYS}”（U+3FF00）" in said.zh
    assert "安装" in said.zh
    assert "U+3FF00" in said.en
    assert "Install a font" in said.en


def test_an_office_s_own_sign_cannot_be_archived_and_the_way_out_is_its_standard_code_point():
    with pytest.raises(GlyphsLacking) as refusal:
        require_glyphs("王\ue0f1")
    assert "U+E0F1" in refusal.value.text.zh
    assert "GB 18030" in refusal.value.text.zh
    assert "GB 18030" in refusal.value.text.en


def test_nothing_is_drawn_with_a_sign_in_the_place_of_a_character():
    rare = RESTAURANT.model_copy(update={"name": f"王{NOBODYS}"})
    letter = write_letter(a_kind("withdrawal"), a_context(applicant=rare))
    with pytest.raises(GlyphsLacking, match=r"U\+3FF00"):
        render_pdf(letter)


def test_a_font_that_is_installed_meanwhile_counts_at_once(data_home: Path):
    assert lacking(f"王{NOBODYS}") == (NOBODYS,)
    install_font(data_home)
    assert lacking(f"王{NOBODYS}") == ()
    rare = RESTAURANT.model_copy(update={"name": f"王{NOBODYS}"})
    assert render_pdf(write_letter(a_kind("withdrawal"), a_context(applicant=rare)))
    assert "Own Signs" in press().families


def test_the_fonts_tell_what_they_cover():
    known = coverage()
    assert known[0].signs > 40_000
    assert all(0 <= share <= 1 for one in known for share in one.rare.values())
    assert max(one.rare["CJK A"] for one in known) > 0.9


letters = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)


@settings(max_examples=int(os.environ.get("ONEGO_EXAMPLES", "15")))
@given(letters)
def test_what_lacks_nothing_is_always_drawn(name: str):
    said = a_context(applicant=RESTAURANT.model_copy(update={"name": f"王{name}"}))
    letter = write_letter(a_kind("withdrawal"), said)
    if lacking(letter.model_dump_json()):
        with pytest.raises(GlyphsLacking):
            render_pdf(letter)
    else:
        assert as_drawn(letter.chinese.addressee) in as_drawn(words_of(render_pdf(letter)))


def words_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def as_drawn(text: str) -> str:
    """Without what nobody sees, and one way of writing each sign."""
    seen = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in seen if unicodedata.category(sign)[0] not in "ZC")
