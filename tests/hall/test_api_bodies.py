"""Whatever is sent to whichever call of the API, it answers with a sentence and never fails."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hall.api.documentation import openapi_document
from hall.house import Hall
from tests.hall.calling import System, a_small_matter, a_system, accepted, publish
from tests.hall.desk import MONDAY, a_hall
from tests.houses import Clock

Schema = dict[str, Any]
FEW = settings(
    max_examples=150, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
TEXT = st.text(max_size=12) | st.sampled_from(
    [
        "",
        "food",
        "fire",
        "acceptance",
        "layout-plan",
        "test-matter",
        "area_m2",
        "\x00",
        "../..",
        "9" * 40,
    ]
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def hall(databases: Any) -> Iterator[Hall]:
    made = a_hall(databases.fresh(), Clock(MONDAY))
    publish(made, a_small_matter())
    yield made
    made.close()


@pytest.fixture(scope="module")
def systems(hall: Hall) -> tuple[System, ...]:
    return tuple(a_system(hall, one) for one in ("hall", "market-regulation", "fire-rescue"))


@pytest.fixture(scope="module")
def number(hall: Hall) -> str:
    return accepted(hall)


@pytest.fixture(scope="module")
def quiet(hall: Hall) -> str:
    """A case that nobody acts on."""
    return accepted(hall)


@cache
def calls() -> tuple[tuple[str, str, Schema], ...]:
    paths = openapi_document()["paths"]
    assert isinstance(paths, dict)
    return tuple(
        (method, path, call) for path, methods in paths.items() for method, call in methods.items()
    )


def values(schema: Schema) -> st.SearchStrategy[Any]:
    """Values of a schema, mostly; now and then anything else."""
    return st.one_of(fitting(schema), fitting(schema), fitting(schema), ANYTHING)


def fitting(schema: Schema) -> st.SearchStrategy[Any]:
    match schema:
        case {"$ref": ref}:
            document: Any = openapi_document()
            return st.deferred(
                lambda: fitting(document["components"]["schemas"][ref.rpartition("/")[2]])
            )
        case {"const": value}:
            return st.just(value)
        case {"enum": words}:
            return st.sampled_from(words)
        case {"anyOf": several} | {"oneOf": several}:
            return st.one_of([fitting(one) for one in several])
        case {"type": "object"}:
            return objects(schema)
        case {"type": "array"}:
            return st.lists(values(schema.get("items", {})), max_size=3)
        case _:
            return plain(schema)


def objects(schema: Schema) -> st.SearchStrategy[Any]:
    own = {name: values(one) for name, one in schema.get("properties", {}).items()}
    more = schema.get("additionalProperties")
    if isinstance(more, dict):
        return st.dictionaries(TEXT, values(more), max_size=3)
    needed = {name: own.pop(name) for name in schema.get("required", ()) if name in own}
    return st.fixed_dictionaries(needed, optional=own)


def plain(schema: Schema) -> st.SearchStrategy[Any]:
    match schema.get("type"):
        case "string":
            return TEXT
        case "integer":
            return st.integers()
        case "number":
            return st.floats()
        case "boolean":
            return st.booleans()
        case "null":
            return st.none()
        case _:
            return ANYTHING


def never_fails(answer: Any) -> None:
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        error = answer.json()["error"]
        assert error["kind"] != "unexpected"
        assert error["zh"]
        assert error["en"]


def address(path: str, number: str, given: str) -> str:
    for name in ("material", "key", "code", "register", "ticket"):
        path = path.replace(f"{{{name}}}", quote(given, safe="", errors="replace"))
    return path.replace("{number}", number).removeprefix("/api/v1")


@FEW
@given(data=st.data())
def test_no_body_makes_the_api_fail(systems: tuple[System, ...], number: str, data: st.DataObject):
    posts = [(path, call) for method, path, call in calls() if method == "post"]
    path, call = data.draw(st.sampled_from(posts))
    system = data.draw(st.sampled_from(systems))
    content = call["requestBody"]["content"].get("application/json", {})
    body = data.draw(values(content.get("schema", {})))
    headers = {"authorization": f"Bearer {system.token}", "content-type": "application/json"}
    headers["idempotency-key"] = data.draw(st.sampled_from(["a", "b", *map(str, range(50))]))
    answer = system.client.post(
        f"/api/v1{address(path, number, 'x')}", content=json.dumps(body).encode(), headers=headers
    )
    never_fails(answer)


@FEW
@given(data=st.data())
def test_no_address_makes_the_api_fail(
    systems: tuple[System, ...], quiet: str, data: st.DataObject
):
    gets = [
        (path, call) for method, path, call in calls() if method == "get" and "events" not in path
    ]
    path, call = data.draw(st.sampled_from(gets))
    asked = {
        one["name"]: str(data.draw(values(one["schema"])))
        for one in call.get("parameters", ())
        if one["in"] == "query"
    }
    asked = {name: value.encode(errors="replace").decode() for name, value in asked.items()}
    other = st.sampled_from(["1", "9" * 40]) | TEXT.map(
        lambda t: quote(t, safe="", errors="replace")
    )
    case = data.draw(st.one_of(st.just(quiet), st.just(quiet), other))
    where = address(path, case, data.draw(TEXT))
    system = data.draw(st.sampled_from(systems))
    headers = {"authorization": f"Bearer {system.token}"}
    never_fails(system.client.get(f"/api/v1{where}", params=asked, headers=headers))


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b"\xff\xfe", b'{"a": 1e999}', b"null"])
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data", ""])
def test_what_is_no_json_is_refused(systems: tuple[System, ...], body: bytes, kind: str):
    headers = {"authorization": f"Bearer {systems[0].token}", "content-type": kind}
    headers["idempotency-key"] = "one"
    for path in ("/api/v1/cases", "/api/v1/files"):
        answer = systems[0].client.post(path, content=body, headers=headers)
        never_fails(answer)
        assert answer.status_code >= 400
