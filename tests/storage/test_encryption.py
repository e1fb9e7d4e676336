"""Sealed values: opened only where they belong, by the keys that sealed them."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.encryption import Keyring, bound_to, is_sealed, keyring_from, new_key
from storage.refusals import KeysWrong, KeyUnknown, SealBroken

HERE = bound_to("2026-0042", "applicant.id_number")
ELSEWHERE = bound_to("2026-0043", "applicant.id_number")
AN_ID_NUMBER = "33020319900307661X"
KEY_A = new_key("a", draw=lambda size: b"a" * size)
KEY_B = new_key("b", draw=lambda size: b"b" * size)


def a_keyring(written: str = KEY_A) -> Keyring:
    return keyring_from(written)


@given(st.text(), st.text())
def test_what_is_sealed_opens_again(text: str, field: str):
    context = bound_to("2026-0042", field)
    keyring = a_keyring()
    assert keyring.open(keyring.seal(text, context), context) == text


@given(st.lists(st.text()), st.lists(st.text()))
def test_two_places_never_share_a_context(one: list[str], other: list[str]):
    assert (bound_to(*one) == bound_to(*other)) == (one == other)


def test_a_sealed_value_names_its_key_and_hides_its_text():
    sealed = a_keyring().seal(AN_ID_NUMBER, HERE)
    assert sealed.startswith("enc:1:a:")
    assert is_sealed(sealed)
    assert AN_ID_NUMBER not in sealed
    assert not is_sealed(AN_ID_NUMBER)


def test_the_same_text_is_never_sealed_alike():
    keyring = a_keyring()
    assert keyring.seal(AN_ID_NUMBER, HERE) != keyring.seal(AN_ID_NUMBER, HERE)


def test_a_value_moved_to_another_case_does_not_open():
    keyring = a_keyring()
    with pytest.raises(SealBroken):
        keyring.open(keyring.seal(AN_ID_NUMBER, HERE), ELSEWHERE)


@pytest.mark.parametrize("position", [8, 20, -1])
def test_an_altered_value_does_not_open(position: int):
    sealed = list(a_keyring().seal(AN_ID_NUMBER, HERE))
    sealed[position] = "A" if sealed[position] != "A" else "Q"
    with pytest.raises(SealBroken):
        a_keyring().open("".join(sealed), HERE)


@pytest.mark.parametrize("text", ["", "plain", "enc:1:", "enc:1:a:", "enc:1:a:!!", "enc:1:a:QQ"])
def test_what_was_never_sealed_does_not_open(text: str):
    with pytest.raises(SealBroken):
        a_keyring().open(text, HERE)


def test_an_older_key_still_opens_what_it_sealed():
    sealed = a_keyring(KEY_A).seal(AN_ID_NUMBER, HERE)
    assert a_keyring(KEY_B + KEY_A).open(sealed, HERE) == AN_ID_NUMBER


def test_a_value_of_a_lost_key_says_which_key_is_lost():
    sealed = a_keyring(KEY_A).seal(AN_ID_NUMBER, HERE)
    with pytest.raises(KeyUnknown, match="“a”"):
        a_keyring(KEY_B).open(sealed, HERE)


def test_after_rotation_the_older_key_is_not_needed():
    sealed = a_keyring(KEY_A).seal(AN_ID_NUMBER, HERE)
    rotated = a_keyring(KEY_B + KEY_A).rotate(sealed, HERE)
    assert a_keyring(KEY_B).open(rotated, HERE) == AN_ID_NUMBER


def test_rotation_leaves_alone_what_is_current():
    sealed = a_keyring(KEY_A).seal(AN_ID_NUMBER, HERE)
    assert a_keyring(KEY_A + KEY_B).rotate(sealed, HERE) == sealed


@pytest.mark.parametrize(
    "written", [AN_ID_NUMBER.lower(), f" {AN_ID_NUMBER}", "３３020319900307661Ｘ"]
)
def test_a_person_is_found_however_the_number_is_typed(written: str):
    assert a_keyring().blind(written) == a_keyring().blind(AN_ID_NUMBER)


def test_a_blind_index_tells_people_apart_and_depends_on_the_key():
    keyring = a_keyring()
    assert keyring.blind("330203199003076618") != keyring.blind("330203199003076626")
    assert keyring.blind(AN_ID_NUMBER) != a_keyring(KEY_B).blind(AN_ID_NUMBER)


def test_during_a_rotation_a_search_finds_what_either_key_indexed():
    blinds = a_keyring(KEY_B + KEY_A).blinds(AN_ID_NUMBER)
    assert set(blinds) == {a_keyring(key).blind(AN_ID_NUMBER) for key in (KEY_A, KEY_B)}


def test_sealed_bytes_open_only_in_their_context():
    keyring = a_keyring()
    sealed = keyring.seal_bytes(b"%PDF-1.7", b"digest")
    assert keyring.open_bytes(sealed, b"digest") == b"%PDF-1.7"
    with pytest.raises(SealBroken):
        keyring.open_bytes(sealed, b"another digest")


def test_keys_are_read_from_a_file_with_remarks():
    keyring = a_keyring(f"# since March 2026, secret: kept in the safe\n{KEY_B}\n{KEY_A}")
    assert keyring.current.id == "b"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "there is none"),
        ("# only a remark", "there is none"),
        ("a:dG9vLXNob3J0", "32 bytes"),
        ("a:***", "not valid base64"),
        (f"A!:{base64.b64encode(b'a' * 32).decode()}", "small letters"),
        (f"{KEY_A},{KEY_A}", "same id"),
    ],
)
def test_wrong_keys_are_refused_with_the_reason(written: str, reason: str):
    with pytest.raises(KeysWrong, match=reason):
        keyring_from(written)


def test_no_message_repeats_a_secret():
    with pytest.raises(KeysWrong) as refused:
        keyring_from("a:c2VjcmV0LXZhbHVl")
    assert "c2VjcmV0" not in str(refused.value)
    assert "secret" not in repr(a_keyring().current)
