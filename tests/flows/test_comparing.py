"""What was asked with against what the record says: another value is a mismatch, none at all no answer."""

import pytest

from flows.connectors.comparing import NothingToCompare, differing
from flows.connectors.values import NotOfItsKind
from matters.fields import Value
from matters.json_paths import JsonPath

OWNER = {"owner": JsonPath.compile("record.qlr")}


def differs(given: Value, said: object) -> bool:
    return differing(OWNER, {"owner": given}, {"record": {"qlr": said}})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("王小明", " 王 小明\u3000"),
        ("Ａnna Ｓmith", "ANNA SMITH"),
        ("宁波（中国）公司", "宁波(中国)公司"),
        ("33020319900101001x", "33020319900101001X"),
        ("42", 42),
        (89.5, "89.50"),
        (1250, "1,250"),
        ("2026-03-05", "20260305"),
        (True, "是"),
        (False, 0),
        (0, "0"),
        (("王小明", "李四"), "李四、王小明"),
    ],
)
def test_the_same_written_otherwise_is_no_mismatch(given: Value, said: object):
    assert not differs(given, said)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("王小明", "李四"),
        ("1-2室", "12室"),
        (89.5, 98.5),
        ("2026-03-05", "2026-05-03"),
        (True, "否"),
        (("王小明",), ["王小明", "李四"]),
    ],
)
def test_another_value_is_a_mismatch(given: Value, said: object):
    assert differs(given, said)


@pytest.mark.parametrize("given", [None, "", "\u3000 ", ()])
def test_what_was_not_given_is_not_compared(given: Value):
    assert not differs(given, "李四")
    assert not differs(given, None)
    assert not differing(OWNER, {}, {"record": {}})


@pytest.mark.parametrize("said", [None, "", " "])
def test_a_record_that_says_nothing_of_it_is_no_mismatch_but_a_wrong_shape(said: object):
    with pytest.raises(NothingToCompare, match="owner"):
        differs("王小明", said)


def test_what_is_missing_weighs_more_than_what_differs():
    compares = OWNER | {"area": JsonPath.compile("record.mj")}
    with pytest.raises(NothingToCompare, match="area"):
        differing(compares, {"owner": "王小明", "area": 60}, {"record": {"qlr": "李四"}})


def test_a_record_of_another_kind_is_a_wrong_shape_too():
    with pytest.raises(NotOfItsKind):
        differs("王小明", {"name": "李四"})
