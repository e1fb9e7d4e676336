from datetime import datetime, timedelta, timezone
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.letters import write_letter
from forms.rendering import Seal, render_pdf
from forms.signatures import AuthorityUnreadable, Examined, Holds, authorities, examine
from forms.signing import KeyUnusable, sign_pdf, signing_key
from tests.forms.authorities import ENDS, PASSWORD, an_authority, an_rsa_key
from tests.forms.letter_builders import a_context, a_kind

MORNING = datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=8)))
REASON = "制发文书 甬市监许准〔2026〕3号"
CITY = an_authority()
KEY = CITY.key_for("market-regulation")


@cache
def a_notice() -> bytes:
    return render_pdf(write_letter(a_kind("grant"), a_context()), Seal.DEMO)


@cache
def a_signed_notice() -> bytes:
    return sign_pdf(a_notice(), KEY, MORNING, REASON)


def test_a_signed_notice_says_who_signed_when_and_why() -> None:
    signature = examine(a_signed_notice(), authorities(CITY.pem)).signature
    assert signature is not None
    assert (signature.by, signature.at, signature.reason) == ("market-regulation", MORNING, REASON)
    assert signature.issuer == "测试根证书 Test CA"
    assert signature.trusted


def test_the_pages_stay_as_they_were() -> None:
    assert a_signed_notice().startswith(a_notice())


def test_the_same_notice_signed_again_is_the_same_file() -> None:
    assert sign_pdf(a_notice(), KEY, MORNING, REASON) == a_signed_notice()


def test_an_rsa_key_signs_too_and_the_same_each_time() -> None:
    key = CITY.key_for("police", an_rsa_key())
    twice = [sign_pdf(a_notice(), key, MORNING, REASON) for _ in range(2)]
    assert twice[0] == twice[1]
    assert examine(twice[0], authorities(CITY.pem)).holds is Holds.YES


def test_a_notice_without_a_signature_is_called_so() -> None:
    assert examine(a_notice()) == Examined(Holds.UNSIGNED)


def test_what_another_authority_certified_holds_but_is_not_trusted() -> None:
    stranger = sign_pdf(a_notice(), an_authority().key_for("market-regulation"), MORNING, REASON)
    signature = examine(stranger, authorities(CITY.pem)).signature
    assert signature is not None
    assert signature.trusted is False


def test_without_an_authority_to_look_for_nothing_is_said_of_trust() -> None:
    signature = examine(a_signed_notice()).signature
    assert signature is not None
    assert signature.trusted is None


@settings(max_examples=200)
@given(place=st.integers(0, 10**9), other=st.integers(1, 255))
def test_one_altered_byte_anywhere_is_found_out(place: int, other: int) -> None:
    altered = bytearray(a_signed_notice())
    altered[place % len(altered)] ^= other
    assert examine(bytes(altered)).holds is not Holds.YES


@settings(max_examples=300)
@given(place=st.integers(0, 10**9), other=st.integers(1, 255))
def test_one_altered_byte_in_the_signature_itself_is_found_out(place: int, other: int) -> None:
    altered = bytearray(a_signed_notice())
    behind = len(altered) - len(a_notice())
    altered[len(a_notice()) + place % behind] ^= other
    assert examine(bytes(altered)).holds is not Holds.YES


def test_what_is_appended_to_a_signed_notice_is_found_out() -> None:
    assert examine(a_signed_notice() + b"\n% more").holds is Holds.ALTERED


def test_a_page_put_in_place_of_the_signed_one_is_found_out() -> None:
    other = render_pdf(write_letter(a_kind("refusal"), a_context()), Seal.DEMO)
    behind = a_signed_notice()[len(a_notice()) :]
    assert examine(other + behind).holds is Holds.ALTERED


def test_a_signature_outside_the_certificates_time_is_refused() -> None:
    with pytest.raises(KeyUnusable, match="certificate is valid from"):
        sign_pdf(a_notice(), KEY, ENDS + timedelta(days=1), REASON)


def test_a_key_does_not_open_with_a_wrong_password() -> None:
    with pytest.raises(KeyUnusable, match="password is wrong"):
        signing_key("police", CITY.file_for("police"), f"{PASSWORD}!")


def test_a_file_that_is_no_key_is_refused() -> None:
    with pytest.raises(KeyUnusable, match="file is damaged"):
        signing_key("police", b"no key", PASSWORD)


@pytest.mark.parametrize("content", [b"", b"no certificate", b"-----BEGIN CERTIFICATE-----"])
def test_an_authority_that_is_no_certificate_is_refused(content: bytes) -> None:
    with pytest.raises(AuthorityUnreadable):
        authorities(content)
