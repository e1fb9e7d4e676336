import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest

from matters.fields import Answers
from matters.limits import Limit
from matters.mistakes import MistakesFound
from matters.reading import (
    SHIPPED,
    check_matter,
    read_catalogue,
    read_document,
    read_matter,
)
from matters.spec import Rung
from matters.words import Frozen, Text
from tests.matters.stalls import (
    CATALOGUE,
    FIXTURES,
    LIBRARY,
    RIGHT,
    STALL,
    mistakes_of,
    the_stall,
)


def line_of(text: str) -> int:
    return RIGHT[: RIGHT.index(text)].count("\n") + 1


# What a right file becomes


def test_a_right_matter_has_no_mistakes():
    assert check_matter(STALL, LIBRARY) == ()


def test_a_catalogue_is_read_whole():
    catalogue = read_catalogue(CATALOGUE)
    assert [matter.matter for matter in catalogue.matters] == ["open-a-stall"]
    assert catalogue.matter("open-a-stall").lead == "market-regulation"
    assert catalogue.office.department("urban-management").short == "甬综执"
    assert catalogue.calendar.calendar == "cn"


def test_blocks_and_checks_of_the_library_are_put_in_place():
    matter = read_matter(STALL, LIBRARY)
    assert set(matter.elements) == {
        "company.uscc", "company.name", "company.kind", "agent.name", "agent.mobile",
        "area_m2", "large", "since",
    }  # fmt: skip
    assert str(matter.form.blocks[1].when) == "sells_food"
    assert matter.form.blocks[0].when is None
    assert matter.check("business-licence").check.max_age == Limit.parse("1 day")


def test_fills_may_name_only_the_path():
    matter = read_matter(STALL, LIBRARY)
    assert matter.check("business-licence").fills == {"company.name": "name"}
    assert matter.check("real-estate").fills == {"area_m2": "area"}


def test_a_ladder_is_read_rung_by_rung():
    assert read_matter(STALL, LIBRARY).materials[0].ladder == (
        Rung(kind="check", key="real-estate"),
        Rung(kind="promise", key="site"),
        Rung(kind="upload"),
    )


def test_an_option_may_be_one_word():
    first, second = read_matter(STALL, LIBRARY).questions[1].options
    assert (first.value, first.label) == ("热食", Text(zh="热食", en="热食"))
    assert (second.value, second.label) == ("cold", Text(zh="冷食", en="Cold dishes"))


def test_steps_wait_for_the_visit_that_comes_before_them():
    matter = read_matter(STALL, LIBRARY)
    assert matter.step("stall-permit").after == ("joint-visit",)
    assert matter.step("food-card").after == ()


def test_a_step_has_the_name_of_its_service_unless_it_has_its_own():
    matter = read_matter(STALL, LIBRARY)
    assert matter.step("stall-permit").name.zh == "占道许可"
    assert matter.step("joint-visit").name.zh == "联合踏勘"


def test_letters_of_the_office_are_the_default():
    letters = read_matter(STALL, LIBRARY).letters
    assert letters["received"] == "receipt"
    assert letters["done"] == "receipt"
    assert LIBRARY.letter_defaults["done"] == "completion"


# Mistakes of shape


def test_ten_mistakes_are_told_at_once_each_at_its_line():
    file = FIXTURES / "ten-mistakes.yaml"
    marked = {
        number: int(line.rpartition("  # ")[2])
        for number, line in enumerate(file.read_text().splitlines(), start=1)
        if "  # " in line
    }
    mistakes = check_matter(file, LIBRARY)
    assert [marked.get(one.line) for one in mistakes] == list(range(1, 11))
    assert [one.sentence("en").partition(" ")[2] for one in mistakes] == [
        "audience: Unknown value “companies”. Did you mean “company”?",
        "lead: Unknown department “market-regulaton”. Did you mean “market-regulation”?",
        "questions[food_kinds].wen: Unknown key “wen”. Did you mean “when”?",
        "form.fields[large].derive: " + mistakes[3].what.en,
        "checks[real-estate].fills.area_m3: Unknown field “area_m3”. Did you mean “area_m2”?",
        "materials[site-proof].when: " + mistakes[5].what.en,
        "materials[site-proof].ladder[sight]: Unknown promise “sight”. Did you mean “site”?",
        "steps[food-card].item.limit: " + mistakes[7].what.en,
        "The key “kind” stands twice: it was written in line 93 already. Remove one of them.",
        "steps[one-licence].after[1]: Unknown step “food-cart”. Did you mean “food-card”?",
    ]
    assert "area_m2" in mistakes[3].what.zh
    assert "10 working days" in mistakes[7].what.zh
    assert mistakes[0].sentence("zh") == (
        f"{file}:6: audience: 不认识的取值“companies”。您是否想写“company”？"
    )


def test_a_slip_in_a_required_key_is_told_once(tmp_path):
    (mistake,) = check_matter(the_stall(tmp_path, ("step: food-card", "stpe: food-card")), LIBRARY)[
        :1
    ]
    assert mistake.line == line_of("- step: food-card")
    assert mistake.hint == Text(zh="您是否想写“step”？", en="Did you mean “step”?")


def test_a_missing_key_is_named_at_what_lacks_it(tmp_path):
    path = the_stall(tmp_path, ('      code: "0217"\n', ""))
    (mistake,) = check_matter(path, LIBRARY)
    assert (mistake.path, mistake.what.en) == (
        "steps[stall-permit].item",
        "“code” is missing.",
    )


def test_a_mistake_in_an_expression_has_its_column(tmp_path):
    path = the_stall(tmp_path, ("when: area_m2 > 10", "when: 10 < area"))
    (mistake,) = check_matter(path, LIBRARY)
    line = path.read_text().splitlines()[mistake.line - 1]
    assert line[mistake.column - 1 :].startswith("area")


def test_a_quoted_expression_has_its_column_too(tmp_path):
    path = the_stall(tmp_path, ("when: area_m2 > 10", 'when: "10 < area"'))
    (mistake,) = check_matter(path, LIBRARY)
    line = path.read_text().splitlines()[mistake.line - 1]
    assert line[mistake.column - 1 :].startswith("area")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("version: 1", "version: one", "“one” does not fit here."),
        ("version: 1", "version: 0", "It may not be less than 1."),
        ("version: 1", "version: [1]", "“[…]” does not fit here."),
        ("tags: [摆摊]", "tags: 摆摊", "“摆摊” does not fit here."),
        ("tags: [摆摊]", "tags:", "Nothing is written here."),
        ("promise: 15 working days", "promise: 7", "“7” does not fit here."),
        ("when: area_m2 > 10", "when: 10", "“10” does not fit here."),
        ("when: area_m2 > 10", "when: [a]", "“[…]” does not fit here."),
        ('code: "0217"', "code: 217", "This must be text."),
        ("step: joint-visit", "step: Joint Visit", "“Joint Visit” does not fit here."),
        ("{done: receipt}", "{don: receipt}", "Unknown value “don”."),
        ("{done: receipt}", "receipt", "“receipt” does not fit here."),
        ("  - key: site-proof\n", "  - site-proof\n  - key: site-proof\n", "“site-proof” does"),
        ("upload]", "uplaod]", "Unknown value “uplaod”."),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named(tmp_path, old, new, said):
    mistakes = check_matter(the_stall(tmp_path, (old, new)), LIBRARY)
    assert mistakes[0].what.en.startswith(said)
    assert mistakes[0].line == line_of(old.strip())


def test_an_unquoted_comma_in_braces_is_explained(tmp_path):
    path = the_stall(
        tmp_path, ("{zh: 联合踏勘, en: Joint visit}", "{zh: 踏勘, en: Joint, and one}")
    )
    (mistake,) = check_matter(path, LIBRARY)
    assert mistake.hint is not None
    assert "quotes" in mistake.hint.en


# Files that are no matter at all


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("", 1, "empty"),
        ("# only a comment\n", 1, "empty"),
        ("- a\n- b\n", 1, "key: value"),
        ("just words", 1, "key: value"),
        ("matter: x\nname: [a, b\n", 3, "cannot be read"),
        ("matter: x\n\tname: y\n", 2, "cannot"),
        ("matter: 'x\n", 2, "cannot be read"),
        ("matter: x\n---\nmatter: y\n", 2, "one document"),
        (b"matter: x\nname: \xff\xfe\n", 2, "UTF-8"),
        ("matter: x\nname: a\x00b\n", 2, "control character"),
        ("a: " + "[" * 60 + "]" * 60, 1, "levels deep"),
        ("matter: &here x\nname: *here\n", 1, "Anchors"),
        ("matter: !thing x\n", 1, "Tags"),
        ("? [a, b]\n: c\n", 1, "no word"),
        ("x" * 1_000_001, 1, "1 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(tmp_path, content, line, said):
    mistake = next(one for one in mistakes_of(content, tmp_path) if said in one.what.en)
    assert mistake.line == line
    assert mistake.hint is not None


def test_a_missing_file_is_told_in_a_sentence(tmp_path):
    (mistake,) = check_matter(tmp_path / "nowhere.yaml", LIBRARY)
    assert "does not exist" in mistake.what.en
    with pytest.raises(MistakesFound, match=r"nowhere\.yaml:1"):
        read_matter(tmp_path / "nowhere.yaml", LIBRARY)


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path):
    content = ("\ufeff" + RIGHT).replace("\n", "\r\n")
    assert mistakes_of(content, tmp_path) == ()


def test_a_key_that_stands_twice_names_both_lines(tmp_path):
    path = the_stall(tmp_path, ("lead: market", "version: 2\nlead: market"))
    (mistake,) = check_matter(path, LIBRARY)
    assert mistake.line == line_of("lead: market")
    assert f"line {line_of('version: 1')}" in mistake.what.en


# The library


def a_catalogue(folder: Path, file: str, *changes: tuple[str, str]) -> Path:
    for path in CATALOGUE.rglob("*.yaml"):
        copy = folder / path.relative_to(CATALOGUE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text())
    text = (folder / file).read_text()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    (folder / file).write_text(text)
    return folder


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("office.yaml", "received: receipt", "received: reciept", "Did you mean “receipt”?"),
        ("office.yaml", "- key: urban-management", "- key: hall", "“hall” stands twice"),
        ("office.yaml", "delivery: 10", "delivery: ten", "is not a limit"),
        ("office.yaml", "calendar: cn", "calendar: us", "us.yaml:1: The file does not exist"),
        ("checks.yaml", "register: real", "regster: real", "Did you mean “register”?"),
        ("checks.yaml", "checks:", "chekcs:", "The list “checks” is missing."),
        ("blocks.yaml", ", options: [公司, 个体工商户]", "", "A choice without options."),
        ("blocks.yaml", "{key: mobile,", "{key: name,", "“name” stands twice"),
        ("blocks.yaml", "blocks:", "extra: 1\nblocks:", "Unknown key “extra”"),
        ("calendars/cn.yaml", "year: 2026", "year: soon", "“soon” does not fit here"),
    ],
)
def test_a_mistake_in_the_library_is_told_where_it_is(tmp_path, file, old, new, said):
    with pytest.raises(MistakesFound) as refusal:
        read_catalogue(a_catalogue(tmp_path, file, (old, new)))
    assert said in refusal.value.text.en
    assert refusal.value.status == 422


def test_a_wrong_check_is_not_told_again_where_matters_use_it(tmp_path):
    folder = a_catalogue(tmp_path, "checks.yaml", ("holder: 自然", "held_by: 自然"))
    with pytest.raises(MistakesFound) as refusal:
        read_catalogue(folder)
    assert {Path(one.file).name for one in refusal.value.mistakes} == {"checks.yaml"}


def test_mistakes_of_all_files_come_together(tmp_path):
    folder = a_catalogue(tmp_path, "checks.yaml", ("holder: 自然", "held_by: 自然"))
    the_stall(folder / "matters", ("lead: market-regulation", "lead: nobody"))
    with pytest.raises(MistakesFound) as refusal:
        read_catalogue(folder)
    assert {Path(one.file).name for one in refusal.value.mistakes} == {
        "checks.yaml",
        "open-a-stall.yaml",
    }


def test_the_shipped_catalogue_has_no_mistakes():
    assert read_catalogue(SHIPPED).matters


def test_reading_the_catalogue_does_not_import_prefect():
    asked = (
        "import sys, matters.reading as r; r.shipped_catalogue();"
        "sys.exit('prefect' in sys.modules or 'sqlalchemy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", asked], cwd=SHIPPED.parent.parent).returncode == 0


# Other documents


class Played(Frozen):
    """A document as others may read it."""

    scenario: str
    answers: Answers
    ends: Literal["granted", "refused"]


def test_any_document_is_read_with_its_lines(tmp_path):
    path = tmp_path / "a-day.yaml"
    path.write_text("scenario: a-day\nanswers: {a: 1, b: [x, y]}\nends: granted\n")
    played = read_document(path, Played, "scenario")
    assert played.answers == {"a": 1, "b": ("x", "y")}


def test_a_wrong_document_is_told_line_by_line(tmp_path):
    path = tmp_path / "a-day.yaml"
    path.write_text("scenario: a-night\nanswers:\n  a: {b: 1}\nends: grantd\n")
    with pytest.raises(MistakesFound) as refusal:
        read_document(path, Played, "scenario")
    assert [(one.line, one.path) for one in refusal.value.mistakes] == [
        (1, "scenario"),
        (3, "answers.a"),
        (4, "ends"),
    ]


# Whatever stands in a file, there is a sentence and never a traceback
