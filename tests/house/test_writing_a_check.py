"""The manual for checks keeps up with the code, and its worked example works exactly as it is written."""

import asyncio
import json
import re
import runpy
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from pydantic import BaseModel, SecretStr

from flows.connectors.surroundings import Clocks, Surroundings
from flows.connectors.trying import RegisterNotDeclared, Trial, try_check
from flows.register_messages import Purpose
from matters import connectors, registers
from matters.case import FindingOutcome
from matters.library import Library
from matters.reading import read_library
from matters.words import Frozen

MANUAL = Path("docs/writing-a-check.md")
TEXT = MANUAL.read_text(encoding="utf-8")
FIXTURES = Path("tests/matters/fixtures/catalogue")
PURPOSE = Purpose(
    item="food-licence",
    case_number="2026-000042",
    operator="admin",
    material="dog-registration",
    subject="330203199001010014",
    basis="《宁波市养犬管理条例》",
)
OUTCOMES = FindingOutcome
ONE_DOG, TWO_DOGS, NO_DOG = "330203199001010014", "330203199001010022", "330203199001010030"


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", TEXT, re.DOTALL)


def models() -> list[type[BaseModel]]:
    found = [one for module in (connectors, registers) for one in vars(module).values()]
    own = [one for one in found if isinstance(one, type) and issubclass(one, Frozen)]
    here = (connectors.__name__, registers.__name__)
    return [one for one in dict.fromkeys(own) if one.__module__ in here]


def added(text: str, blocks: list[str]) -> str:
    """The file with the entries of the manual under its own lists."""
    for block in blocks:
        for name, entries in re.findall(r"^(\w+):\n((?:[ \n].*\n?)+)", block, re.MULTILINE):
            text = text.replace(f"{name}:\n", f"{name}:\n{entries}", 1)
    return text


def a_library(folder: Path, of_registers: list[str], of_checks: list[str]) -> Library:
    shutil.copytree(FIXTURES, folder, dirs_exist_ok=True)
    for name, more in (("registers", of_registers), ("checks", of_checks)):
        file = folder / f"{name}.yaml"
        file.write_text(added(file.read_text("utf-8"), more), "utf-8")
    return read_library(folder)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    way, register, check = blocks("yaml")[:3]
    return a_library(tmp_path, [way, register], [check])


@pytest.fixture(scope="module")
def dogs() -> Iterator[str]:
    """The double of the register, as the manual starts it."""
    handler = runpy.run_path("docs/examples/registers/dogs.py")["Dogs"]
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def tried(library: Library, url: str, number: str, name: str, key: str | None = None) -> Trial:
    set_in_the_manual = dict(re.findall(r"(ONEGO_DOGS_\w+)=(\S+)", TEXT))
    named = set_in_the_manual | {"ONEGO_DOGS_URL": url} | ({"ONEGO_DOGS_KEY": key} if key else {})
    around = Surroundings(
        clocks=Clocks(now=lambda: datetime(2026, 3, 5, tzinfo=UTC), steady=time.monotonic),
        named=lambda one: SecretStr(named[one]) if one in named else None,
    )
    check = next(one for one in library.checks if one.key == "dog-registration")
    inputs = {"id_number": number, "name": name}
    return asyncio.run(try_check(library.registers, around, check, inputs, PURPOSE))


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_key_of_registers_is_explained(model: type[BaseModel]) -> None:
    keys = {one.alias or name for name, one in model.model_fields.items()}
    assert sorted(key for key in keys if f"`{key}`" not in TEXT) == []


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_is_explained(outcome: FindingOutcome) -> None:
    assert f"`{outcome.value}`" in TEXT


@pytest.mark.parametrize("name", [*registers.OF_A_RECORD, "ticket"])
def test_every_name_that_an_expression_may_begin_with_is_explained(name: str) -> None:
    assert f"`{name}`" in TEXT


def test_the_worked_example_asks_and_understands_as_the_manual_says(
    library: Library, dogs: str
) -> None:
    question, answer = blocks("json")[:2]
    trial = tried(library, dogs, ONE_DOG, "王小明")
    assert trial.sent is not None
    assert json.loads(trial.sent) == json.loads(question)
    assert trial.shape == {
        "rtnCode": "text of 1",
        "rtnMsg": "text of 2",
        "lsh": "text of 15",
        "result": {
            "total": "text of 1",
            "list": [
                {one: f"text of {len(text)}" for one, text in _first(answer).items()},
                "1 in all",
            ],
        },
    }
    said = trial.heard.reply
    assert (said.outcome, said.request_id) == (OUTCOMES.MATCH, json.loads(answer)["lsh"])
    assert said.values == {
        "tag_number": "甬A00123",
        "breed": "柯基",
        "valid_until": "2027-03-31",
        "vaccinated": True,
    }


def _first(answer: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(answer)["result"]["list"][0]
    return found


def test_the_other_outcomes_of_the_worked_example_are_those_of_the_manual(
    library: Library, dogs: str
) -> None:
    assert tried(library, dogs, ONE_DOG, "李四").heard.reply.outcome is OUTCOMES.MISMATCH
    assert tried(library, dogs, TWO_DOGS, "李四").heard.reply.outcome is OUTCOMES.MULTIPLE
    assert tried(library, dogs, NO_DOG, "赵六").heard.reply.outcome is OUTCOMES.NO_RECORD
    assert (
        tried(library, dogs, ONE_DOG, "王小明", "wrong").heard.reply.outcome is OUTCOMES.UNAVAILABLE
    )
    stopped = tried(library, "http://127.0.0.1:1", ONE_DOG, "王小明")
    assert stopped.heard.reply.outcome is OUTCOMES.UNAVAILABLE
    assert stopped.heard.trouble is not None


def test_a_key_that_the_register_of_the_example_renames_is_no_mismatch(
    tmp_path: Path, dogs: str
) -> None:
    way, register, check = blocks("yaml")[:3]
    renamed = register.replace("{name: record.cyr}", "{name: record.xm}")
    assert renamed != register
    said = tried(a_library(tmp_path, [way, renamed], [check]), dogs, ONE_DOG, "王小明").heard
    assert said.reply.outcome is OUTCOMES.UNAVAILABLE
    assert said.trouble is not None


def test_a_record_older_than_the_check_allows_is_stale_in_a_trial_too(
    tmp_path: Path, dogs: str
) -> None:
    way, register, check = blocks("yaml")[:3]
    dated = register.replace("request: answer.lsh", "as_of: \"'2025-12-31'\"")
    old = a_library(tmp_path, [way, dated], [check])
    assert tried(old, dogs, ONE_DOG, "王小明").heard.reply.outcome is OUTCOMES.STALE


def test_a_check_of_a_register_that_is_not_declared_cannot_be_tried(library: Library) -> None:
    check = library.checks[0].model_copy(update={"register_key": "horoscope"})
    around = Surroundings(
        clocks=Clocks(now=lambda: datetime(2026, 3, 5, tzinfo=UTC), steady=time.monotonic),
        named=lambda _: None,
    )
    with pytest.raises(RegisterNotDeclared):
        asyncio.run(try_check(library.registers, around, check, {}, PURPOSE))


def test_the_other_kinds_of_registers_are_read_as_they_are_written(tmp_path: Path) -> None:
    others = [one.replace("natural-resources", "market-regulation") for one in blocks("yaml")[3:]]
    library = a_library(tmp_path, others, [])
    kinds = {library.registers.connector_of(one).kind for one in library.registers.registers}
    assert kinds == {"http", "sql", "table", "licences", "people"}
