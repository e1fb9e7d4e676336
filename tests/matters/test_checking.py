from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from matters.composing import compose
from matters.cycles import cycle_in
from matters.mistakes import Mistake
from matters.positions import plain
from matters.reading import SHIPPED, check_matter, read_library
from matters.schema import matter_schema

CATALOGUE = Path(__file__).parent / "fixtures" / "catalogue"
STALL = CATALOGUE / "matters" / "open-a-stall.yaml"
LIBRARY = read_library(CATALOGUE)
RIGHT = STALL.read_text()


def changed(folder: Path, *changes: tuple[str, str]) -> tuple[Mistake, ...]:
    """Mistakes of the right matter after replacing text that stands in it exactly once."""
    text = RIGHT
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = folder / STALL.name
    path.write_text(text)
    return check_matter(path, LIBRARY)


def line_of(text: str) -> int:
    return RIGHT[: RIGHT.index(text)].count("\n") + 1


SURVEY = """
  - step: survey
    kind: visit
    name: 勘查
    department: urban-management
    officers: 2
    before: [food-card]"""


@pytest.mark.parametrize(
    ("old", "new", "path", "said"),
    [
        ("lead: market-regulation", "lead: police", "lead", "Unknown department “police”."),
        ("department: urban-management", "department: urban-managment",
         "steps[stall-permit].department", "Unknown department “urban-managment”."),
        ("departments: [market-regulation,", "departments: [markets,",
         "steps[joint-visit].departments[1]", "Unknown department “markets”."),
        ("before: [stall-permit]", "before: [stal-permit]",
         "steps[joint-visit].before[1]", "Unknown step “stal-permit”."),
        ("after: [food-card,", "after: [food-kart,",
         "steps[one-licence].after[1]", "Unknown step “food-kart”."),
        ("combines: [food-card,", "combines: [fod-card,",
         "steps[one-licence].issues.combines[1]", "Unknown step “fod-card”."),
        ("    for: [stall-permit]\n    when", "    for: [stall]\n    when",
         "materials[site-proof].for[1]", "Unknown step “stall”."),
        ("      for: [stall-permit]\n    - key", "      for: [stall]\n    - key",
         "form.fields[area_m2].for[1]", "Unknown step “stall”."),
        ("recheck: [business-licence]", "recheck: [business]",
         "steps[food-card].recheck[1]", "Unknown check “business”."),
        ("    promise: site\n", "    promise: sites\n",
         "steps[stall-permit].promise", "Unknown promise “sites”."),
        ("letter: permit", "letter: permits",
         "steps[one-licence].issues.letter", "Unknown kind of letter “permits”."),
        ("{done: receipt}", "{done: reciept}", "letters.done", "Unknown kind of letter “reciept”."),
        ("- use: real-estate", "- use: real-estat", "checks[real-estat].use",
         "Unknown check “real-estat”."),
        ("    - company\n", "    - compny\n", "form.use[1]", "Unknown form block “compny”."),
        ("{uscc: company.uscc}", "{usc: company.uscc}", "checks[business-licence].with.usc",
         "Unknown input “usc”."),
        ("{uscc: company.uscc}", "{uscc: company.ucc}", "checks[business-licence].with.uscc",
         "Unknown field or check value “company.ucc”."),
        ("{uscc: company.uscc}", "{}", "checks[business-licence].with",
         "Nothing to ask the register with."),
        ("owner: checks.business_licence.name", "owner: checks.business_licence.nme",
         "checks[real-estate].with.owner",
         "Unknown field or check value “checks.business_licence.nme”."),
        ("fills: [company.name]", "fills: [company.nam]",
         "checks[business-licence].fills.company.nam", "Unknown field “company.nam”."),
        ("{area_m2: area}", "{area_m2: aera}", "checks[real-estate].fills.area_m2",
         "Unknown value of the check “aera”."),
        ("from: business-licence.registered_on", "from: business-licence.since",
         "form.fields[since].from", "Unknown field or check value “business-licence.since”."),
        ("ladder: [check: real-estate,", "ladder: [check: house,",
         "materials[site-proof].ladder[house]", "Unknown check “house”."),
        ("ladder: [check: real-estate, promise: site, upload]", "ladder: []",
         "materials[site-proof].ladder", "There is no way to satisfy this material."),
        ("promise: site, upload]", "upload: site]", "materials[site-proof].ladder[site]",
         "What follows “upload” is not right."),
        ("promise: site, upload]", "promise: site, deferred: 5 working days, upload: site]",
         "materials[site-proof].ladder[site]", "What follows “upload” is not right."),
        ("promise: site, upload]", "{verification: police}]", "materials[site-proof].ladder[police]",
         "What follows “verification” is not right."),
        ("promise: site, upload]", "{verification: polise, within: 5 working days}]",
         "materials[site-proof].ladder[polise]", "Unknown department “polise”."),
        ("basis: 《城市市容和环境卫生管理条例》第十四条", 'basis: ""',
         "materials[site-proof].basis", "No basis in law: it may not be asked for."),
        ("promise: 3 working days", "promise: 11 working days", "steps[food-card].item.promise",
         "The promise of 11 working days is longer than the legal limit of 10 working days."),
        ("extend: 5 working days", "extend: 5 days", "steps[food-card].item.extend",
         "The extension has another unit than the limit."),
        ("    department: urban-management\n", "", "steps[stall-permit]",
         "No department decides this step."),
        ("department: urban-management", "department: hall", "steps[stall-permit].department",
         "The hall's counter never decides a service."),
        ("    departments: [market-regulation, urban-management]\n", "", "steps[joint-visit]",
         "The visit has no departments."),
        ("    officers: 2\n", "", "steps[joint-visit].officers", "A check on site takes two"),
        ("    before: [stall-permit]\n", "", "steps[joint-visit]", "No step waits for this visit."),
        ("    recheck: [business-licence]", "    before: [one-licence]", "steps[food-card].before",
         "Only a visit may say before."),
        ("    options: [热食, {value: cold, zh: 冷食, en: Cold dishes}]\n", "",
         "questions[food_kinds]", "A choice without options."),
        ("      label: 成立日期\n", "      label: 成立日期\n      options: [a]\n",
         "form.fields[since].options", "“date” has no options."),
        ("    stops_because: 营业执照已注销，请先办理营业执照。\n", "",
         "checks[business-licence].stops_if", "stops_if without stops_because"),
        ("matter: open-a-stall", "matter: open-a-shop", "matter",
         "“open-a-shop” is not the name of the file, “open-a-stall”."),
        ("- key: large", "- key: area_m2", "form.fields[area_m2]", "“area_m2” stands twice"),
        ("- step: joint-visit", "- step: food-card", "steps[food-card]",
         "“food-card” stands twice"),
        ("- use: real-estate", "- use: business-licence", "checks[business-licence]",
         "“business-licence” stands twice"),
    ],
)  # fmt: skip
def test_a_mistake_of_meaning_is_told_at_its_place(tmp_path, old, new, path, said):
    mistakes = changed(tmp_path, (old, new))
    told = [one for one in mistakes if one.what.en.startswith(said)]
    assert [one.path for one in told] == [path], [one.sentence("en") for one in mistakes]
    lines = range(line_of(old) - 6, line_of(old) + 1 + max(old.count("\n"), new.count("\n")))
    assert told[0].line in lines


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("derive: area_m2 > 50", "derive: aera_m2 > 50", "area_m2"),
        ("when: area_m2 > 10", "when: area_m2 > '10'", "text"),
        ("when: checks.real_estate.outcome", "when: checks.real_estat.outcome", "real_estate"),
        ("outcome != 'match'", "outcome != 'matched'", "match"),
        ("stops_if: status", "stops_if: company.status", "status"),
        ("{block: agent, when: sells_food}", "{block: agent, when: sell_food}", "sells_food"),
        ("when: company.kind == '公司'", "when: company.kind == '机关'", "公司"),
    ],
)
def test_a_condition_with_a_wrong_name_or_type_is_told(tmp_path, old, new, word):
    (mistake,) = changed(tmp_path, (old, new))
    assert mistake.line == line_of(old)
    assert word in mistake.what.en


def test_received_on_is_a_date_that_conditions_may_use(tmp_path):
    assert not changed(tmp_path, ("derive: area_m2 > 50", "derive: received_on > since"))


def test_steps_that_wait_for_each_other_are_named_in_their_order(tmp_path):
    mistakes = changed(
        tmp_path,
        ("    recheck: [business-licence]", "    after: [one-licence]"),
    )
    (mistake,) = mistakes
    assert mistake.what.en == ("Steps wait for each other: food-card → one-licence → food-card.")


def test_a_visit_that_closes_a_circle_is_found(tmp_path):
    (mistake,) = changed(
        tmp_path,
        ("    before: [stall-permit]", "    before: [stall-permit]\n    after: [one-licence]"),
    )
    assert "stall-permit → joint-visit → one-licence → stall-permit" in mistake.what.en


def test_fields_derived_from_each_other_are_found(tmp_path):
    (mistake,) = changed(
        tmp_path,
        (
            "      from: business-licence.registered_on",
            "      derive: received_on if large else received_on",
        ),
        ("derive: area_m2 > 50", "derive: since < received_on"),
    )
    assert mistake.what.en == "Each is derived from the next: large → since → large."


@pytest.mark.parametrize("section", ["questions", "steps"])
def test_a_section_without_entries_is_told(tmp_path, section):
    path = tmp_path / STALL.name
    head, _, rest = RIGHT.partition(f"\n{section}:\n")
    tail = rest.partition("\n\n")[2]
    path.write_text(f"{head}\n{section}: []\n\n{tail}")
    told = [one for one in check_matter(path, LIBRARY) if one.path == section]
    assert [one.what.en for one in told] == [f"“{section}” may not be empty."]


def test_an_event_without_a_letter_is_told(tmp_path):
    quiet = LIBRARY.model_copy(
        update={"letter_defaults": {"received": "receipt", "granted": "grant"}}
    )
    told = {one.what.en for one in check_matter(STALL, quiet)}
    assert "No letter tells of “lapsed”." in told
    assert "No letter tells of “corrections”." in told
    assert "No letter tells of “received”." not in told


def test_a_broken_step_hides_nothing_elsewhere_and_causes_nothing_elsewhere(tmp_path):
    mistakes = changed(
        tmp_path,
        ("kind: registration", "kind: registraton"),
        ("fills: [company.name]", "fills: [company.nme]"),
        ("department: urban-management", "department: nobody"),
    )
    assert [one.path for one in mistakes] == [
        "checks[business-licence].fills.company.nme",
        "steps[food-card].item.kind",
        "steps[stall-permit].department",
    ]


def test_an_unknown_block_is_told_once_and_not_at_every_name_of_it(tmp_path):
    mistakes = changed(tmp_path, ("    - company\n", "    - zzz\n"))
    assert [one.path for one in mistakes if "zzz" in one.what.en] == ["form.use[1]"]


def test_a_broken_question_is_still_a_name(tmp_path):
    (mistake,) = changed(
        tmp_path,
        (
            "    text: {zh: 是否经营食品？, en: Will you sell food?}\n    type: yes-no",
            "    type: yes-no",
        ),
    )
    assert mistake.path == "questions[sells_food]"


def test_no_circle_is_found_where_there_is_none():
    assert cycle_in({"a": ["b", "c"], "b": ["c"], "c": []}) == ()
    assert cycle_in({"a": ["unknown"]}) == ()


def test_a_circle_begins_and_ends_with_the_same_name():
    assert cycle_in({"x": ["a"], "a": ["b"], "b": ["a"]}) == ("a", "b", "a")
    assert cycle_in({"a": ["a"]}) == ("a", "a")


# The schema for editors


def problems(text: str) -> list[str]:
    root, _ = compose(text.encode(), "a.yaml")
    assert root is not None
    return [one.json_path for one in Draft202012Validator(matter_schema()).iter_errors(plain(root))]


def test_the_schema_for_editors_takes_a_right_matter():
    assert problems(RIGHT) == []


@pytest.mark.parametrize("path", sorted((SHIPPED / "matters").glob("*.yaml")), ids=lambda p: p.stem)
def test_the_schema_for_editors_takes_every_shipped_matter(path):
    assert problems(path.read_text()) == []


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("lead: market-regulation\n", "", "$"),
        ("derive: area_m2 > 50", "derived: area_m2 > 50", "$.form.fields[1]"),
        ("version: 1", "version: 0", "$.version"),
        ("upload]", "uplaod]", "$.materials[0].ladder[2]"),
        ("fills: [company.name]", "fills: company.name", "$.checks[0].fills"),
    ],
)
def test_the_schema_for_editors_refuses_what_reading_refuses(old, new, path):
    assert problems(RIGHT.replace(old, new)) == [path]
