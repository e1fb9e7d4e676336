"""Registers are declared in YAML; what does not fit is said with its line."""

import shutil
from pathlib import Path

import pytest

from matters.json_paths import JsonPath, JsonPathFailed
from matters.lengths import Rate, WaitingTime
from matters.mistakes import MistakesFound
from matters.reading import SHIPPED, read_library, shipped_catalogue

FIXTURES = Path("tests/matters/fixtures/catalogue")
LAND = """  - register: real-estate
    name: 不动产登记核验
    holder: 自然资源和规划局
    connector: gateway
    path: /checks/real-estate
"""


def a_library(folder: Path, registers: str, connectors: str = "") -> Path:
    """The small library with the land register declared otherwise."""
    for name in ("office.yaml", "checks.yaml", "blocks.yaml"):
        shutil.copy(FIXTURES / name, folder / name)
    shutil.copytree(FIXTURES / "calendars", folder / "calendars")
    text = (FIXTURES / "registers.yaml").read_text("utf-8")
    assert LAND in text
    text = text.replace(LAND, registers).replace("registers:\n", f"{connectors}registers:\n", 1)
    (folder / "registers.yaml").write_text(text, "utf-8")
    return folder


def said_of(folder: Path) -> list[str]:
    with pytest.raises(MistakesFound) as wrong:
        read_library(folder)
    return [one.sentence("en").partition(".yaml:")[2] for one in wrong.value.mistakes]


MAPPED = """  - register: real-estate
    name: 不动产登记核验
    holder: 自然资源和规划局
    connector: gateway
    path: /land/query
    ask:
      owner: inputs.owner
      why: "{item: purpose.item, case: purpose.case_number}"
    answer:
      records: answer.data
      compares: {owner: record.qlr}
      mismatch_if: record.same == '0'
      values:
        area: record.mj
        owner: record.qlr
"""


def test_a_register_of_any_shape_is_declared_without_a_mistake(tmp_path):
    library = read_library(a_library(tmp_path, MAPPED))
    land = library.registers.register_of("real-estate")
    assert land is not None
    assert land.answer is not None
    assert land.answer.values["area"] == JsonPath.compile("record.mj")
    assert library.registers.connector_of(land).kind == "http"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("connector: gateway", "connector: getaway", ".connector: Unknown connector “getaway”"),
        ("    path: /land/query\n", "", "needs “path”"),
        ("records: answer.data", "records: anwser.data", "Unknown name “anwser”. Did you mean “answer”?"),
        ("area: record.mj", "area: 'record.mj['", "is no JMESPath; it goes wrong at character 11"),
        ("area: record.mj", "area: lenght(record.mj)", "goes wrong at character 1."),
        ("owner: inputs.owner", "owner: inputs.onwer", "ask.owner: Unknown input “onwer”. Did you mean “owner”?"),
        ("same == '0'", "same == '0' && inputs.house", "mismatch_if: Unknown input “house”"),
        ("{owner: record.qlr}", "{onwer: record.qlr}", "Unknown input “onwer”. Did you mean “owner”?"),
        ("{owner: record.qlr}", "{owner: recrod.qlr}", "Unknown name “recrod”. Did you mean “record”?"),
        ("same == '0'", "qlr != inputs.owner", "Write “compares: {owner: where the record says it}” instead"),
        ("same == '0'", "inputs.owner && !(inputs.owner == answer.qlr)", "may not compare “inputs.owner”"),
        ("area: record.mj", "are: record.mj", "“area” of check “real-estate” is nowhere to be got"),
        ("records: answer.data", "records: record.data", "Unknown name “record”"),
        ("path: /land", "sharing: conditional\n    path: /land", "needs the record of its approval"),
        ("path: /land", "approval: 甬数〔2026〕12号\n    path: /land", "needs no approval"),
        ("path: /land", "query: select 1\n    path: /land", "“query” says nothing of a register of kind http"),
        ("path: /land", "timeout: 5 sec\n    path: /land", "“5 sec” is no waiting time"),
        ("path: /land", "rate: often\n    path: /land", "“often” is no rate"),
        ("records: answer.data", "pending_if: answer.later", "not with what and how it is got"),
        ("path: /land", "poll: {callback: true}\n    path: /land", "has to be signed"),
        ("path: /land", "poll: {}\n    path: /land", "either fetched or sent"),
        ("path: /land/query", "pathe: /land/query", "Did you mean “path”?"),
        ("register: real-estate", "register: real-estates", "Did you mean “real-estates”?"),
        ("path: /land/query", "path: http://10.0.0.1/land", "Write a path that begins with /"),
        ("area: record.mj", "area: {a: record.mj}", "Write one JMESPath; in quotes if it begins with {"),
        ("path: /land/query", "poll: {secret: geheim}\n    path: /land", "name of an environment variable"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_with_its_line(tmp_path, old, new, said):
    assert old in MAPPED
    mistakes = said_of(a_library(tmp_path, MAPPED.replace(old, new, 1)))
    assert [one for one in mistakes if said in one], mistakes


OTHERS = """  - {connector: lists, kind: table}
  - {connector: stranger, kind: sql, address: ONEGO_LAND_DATABASE}
  - {connector: desk, kind: people}
"""


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ("connector: lists\n    keyed_by: [owner]\n    columns: {owner: 权利人}\n", "“area” of check"),
        ("connector: lists\n    keyed_by: [uscc]\n    columns: {uscc: 码, owner: 人, area: 积}\n", "input “uscc”"),
        ("connector: stranger\n    query: delete from land where owner = :owner\n", "It must be one select"),
        ("connector: stranger\n    query: select area from land where owner = :onwer\n", "Did you mean “owner”?"),
        ("connector: desk\n    department: moon\n    within: 5 working days\n", "Unknown department “moon”"),
        ("connector: desk\n    department: market-regulation\n", "needs “within”"),
    ],
)  # fmt: skip
def test_each_kind_of_connector_wants_its_own_terms(tmp_path, terms, said):
    register = f"  - register: real-estate\n    name: 不动产\n    holder: 资规局\n    {terms}"
    mistakes = said_of(a_library(tmp_path, register, OTHERS))
    assert [one for one in mistakes if said in one], mistakes


def test_a_connector_of_no_known_kind_is_told_once(tmp_path):
    mistakes = said_of(a_library(tmp_path, LAND, "  - {connector: lists, kind: tabel}\n"))
    assert mistakes == [
        "6: connectors[lists].kind: Unknown kind of connector “tabel”. Did you mean “table”?"
    ]


def test_every_shipped_check_asks_a_declared_register():
    catalogue = shipped_catalogue()
    declared = {one.key for one in catalogue.registers.registers}
    assert {one.register_key for one in catalogue.checks} <= declared


def test_no_address_and_no_secret_stands_in_the_shipped_registers():
    text = (SHIPPED / "registers.yaml").read_text("utf-8")
    assert "://" not in text
    assert "password" not in text


def test_waiting_times_and_rates_are_words():
    assert WaitingTime.parse("2 minutes").seconds == 120
    assert Rate.parse("600 a minute").per_second == 10
    assert Rate.parse("36000 an hour").per_second == 10


def test_what_is_asked_of_the_whole_is_known_apart_from_what_is_asked_of_parts():
    path = JsonPath.compile("sort_by(answer.data[?state=='1'], &date)[-1].{a: name} || inputs.name")
    assert path.names == {"answer", "inputs"}


def test_an_expression_that_the_answer_does_not_allow_says_itself_and_nothing_of_the_answer():
    with pytest.raises(JsonPathFailed) as failed:
        JsonPath.compile("length(answer)").find({"answer": 330203199001011234})
    assert "length(answer)" in failed.value.text.en
    assert "3302" not in failed.value.text.en + failed.value.text.zh
