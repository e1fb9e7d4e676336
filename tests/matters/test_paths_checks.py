"""What `onego matter check` finds when it looks at every path of a matter."""

from pathlib import Path

from matters.mistakes import Caution, Mistake
from matters.reading import cautions_of, check_matter, read_library
from matters.words import Text

FIXTURES = Path(__file__).parent / "fixtures"
LIBRARY = read_library(FIXTURES / "catalogue")
STALL = FIXTURES / "catalogue" / "matters" / "open-a-stall.yaml"
NEVER = FIXTURES / "paths" / "never.yaml"


def lines_marked(path: Path) -> list[int]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, 1) if line.endswith("# !")]


def changed(folder: Path, *changes: tuple[str, str], of: Path = STALL) -> Path:
    text = of.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = folder / of.name
    path.write_text(text, encoding="utf-8")
    return path


def said(mistakes: tuple[Mistake, ...]) -> list[str]:
    return [one.what.en for one in mistakes]


def test_what_can_never_happen_is_told_at_its_line_and_nothing_else():
    mistakes = check_matter(NEVER, LIBRARY)
    assert [one.line for one in mistakes] == lines_marked(NEVER)


def test_the_dead_end_is_told_with_answers_that_lead_there():
    dead = next(one for one in check_matter(NEVER, LIBRARY) if one.path == "questions")
    assert "place = market、sells_food = false" in dead.what.zh


def test_a_broken_promise_names_the_steps_and_their_days():
    broken = next(one for one in check_matter(NEVER, LIBRARY) if one.path == "promise")
    assert "street-permit (5 working days) → food-card (3 working days)" in broken.what.en
    assert "1 day(s) more" in broken.what.en


def test_every_sentence_is_in_both_languages():
    for one in check_matter(NEVER, LIBRARY):
        assert one.what.zh.endswith("。")
        assert one.what.en.endswith(".")
        assert one.hint is not None


def test_a_matter_without_mistakes_of_paths_has_none():
    assert check_matter(STALL, LIBRARY) == ()
    assert cautions_of(STALL, LIBRARY) == ()


def test_an_optional_step_that_takes_too_long_is_a_caution_and_no_mistake(tmp_path):
    late = (
        "      limit: 20 days\n    promise: site\n",
        "      limit: 90 days\n    optional: true\n    promise: site\n",
    )
    path = changed(tmp_path, late, ("after: [food-card, stall-permit]", "after: [food-card]"),
                   ("combines: [food-card, stall-permit]", "combines: [food-card]"))  # fmt: skip
    assert check_matter(path, LIBRARY) == ()
    (caution,) = cautions_of(path, LIBRARY)
    assert isinstance(caution, Caution)
    assert (caution.path, caution.line) == ("promise", 9)
    assert "stall-permit (90 days)" in caution.what.en


def test_a_required_step_that_takes_too_long_is_a_mistake(tmp_path):
    path = changed(tmp_path, ("limit: 20 days", "limit: 90 days"))
    assert [one.path for one in check_matter(path, LIBRARY)] == ["promise"]


def test_one_register_value_for_two_fields_of_one_block_is_asked_twice(tmp_path):
    second = "    - {key: second, type: decimal, label: 另一面积}\n"
    path = changed(
        tmp_path,
        ("fills: {area_m2: area}", "fills: {area_m2: area, second: area}"),
        ("    - key: large\n", second + "    - key: large\n"),
    )
    assert said(check_matter(path, LIBRARY)) == [
        "“另一面积” is asked twice: “area_m2” asks it already."
    ]


def test_the_same_label_under_conditions_that_exclude_each_other_is_asked_once(tmp_path):
    own = "    - key: large\n"
    one = "    - {key: a, type: text, label: 摊位说明, when: sells_food}\n"
    other = "    - {key: b, type: text, label: 摊位说明, when: not sells_food}\n"
    assert check_matter(changed(tmp_path, (own, one + other + own)), LIBRARY) == ()


def test_a_department_without_a_court_cannot_decide():
    office = LIBRARY.office
    one, other, *rest = office.departments
    silent = other.model_copy(update={"court": Text(zh=" ", en=" ")})
    departments = (one, silent, *rest)
    library = LIBRARY.model_copy(
        update={"office": office.model_copy(update={"departments": departments})}
    )
    mistakes = check_matter(STALL, library)
    assert [one.path for one in mistakes] == ["steps[food-card].department"]


def test_a_condition_beyond_what_is_looked_into_is_no_mistake(tmp_path):
    hard = "when: sells_food\n    item:"
    path = changed(tmp_path, (hard, "when: area_m2 * 2 > 10 and area_m2 * 3 < 10\n    item:"))
    assert check_matter(path, LIBRARY) == ()
