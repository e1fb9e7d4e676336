"""Identifiers of people, companies and licences: checked, and made for demonstrations and tests.

Areas are not refused: codes change, and a number keeps the code of its day (GB/T 2260, domain 5.3).
"""

import re
from datetime import date
from typing import Literal

from stdnum.cn import ric, uscc
from stdnum.iso7064 import mod_11_10

from matters.errors import OneGoError
from matters.words import Frozen, Text

LONGEST_LIFE = 150
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
CREDIT_CODE = re.compile(r"[1-9ANY][1-9A][0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}")
MOBILE = re.compile(r"1[3-9][0-9]{9}")
FOOD_LICENCE = re.compile(r"JY[123][0-9]{13}")


class IdNumber(Frozen):
    """A right resident identity number (GB 11643) and what it says of its holder."""

    number: str
    area: str
    birth: date
    sex: Literal["male", "female"]

    def age(self, today: date) -> int:
        """Full years on that day."""
        had_birthday = (today.month, today.day) >= (self.birth.month, self.birth.day)
        return today.year - self.birth.year - (not had_birthday)


class CreditCode(Frozen):
    """A right unified social credit code (GB 32100) and its parts."""

    code: str
    registrar: str
    area: str
    organisation: str


class WrongIdentifier(OneGoError):
    """An identifier that cannot be right; the sentence says why and never repeats it."""

    status = 422


def bare(text: str) -> str:
    """What a text says however it is written: upper case, no blanks, no full-width forms."""
    narrow = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    return "".join(narrow.split()).upper()


def compact(text: str) -> str:
    """The number as it is kept: upper case, no blanks or hyphens, no full-width forms."""
    return bare(text).replace("-", "")


def check_id_number(text: str, today: date) -> IdNumber:
    """The identity number, read. Raises WrongIdentifier (GB 11643-1999, domain 5.1)."""
    number = compact(text)
    name = Text(zh="身份证号", en="The identity number")
    _need_length(name, number, 18)
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9X]", number):
        raise WrongIdentifier(
            zh="身份证号前17位应为数字，末位为数字或X。请对照证件核对。",
            en="The first 17 characters of an identity number are digits, the last a digit or X."
            " Compare it with the card.",
        )
    birth = _birth_date(number, today)
    if ric.calc_check_digit(number) != number[-1]:
        raise _wrong_check_character(name)
    sex: Literal["male", "female"] = "male" if int(number[16]) % 2 else "female"
    return IdNumber(number=number, area=number[:6], birth=birth, sex=sex)


def check_credit_code(text: str) -> CreditCode:
    """The credit code, read. Raises WrongIdentifier (GB 32100-2015; inner code GB 11714)."""
    code = compact(text)
    name = Text(zh="统一社会信用代码", en="The credit code")
    _need_length(name, code, 18)
    if not CREDIT_CODE.fullmatch(code):
        raise WrongIdentifier(
            zh="统一社会信用代码由数字和大写字母组成（不含I、O、S、V、Z），第3至8位为数字。请对照营业执照核对。",
            en="A credit code has digits and letters (never I, O, S, V, Z), with digits at places"
            " 3 to 8. Compare it with the business licence.",
        )
    organisation = code[8:17]
    # Codes of nine places existed before the long ones, so the inner digit has its own rule.
    if organisation_check(organisation[:8]) != organisation[8]:
        raise WrongIdentifier(
            zh="统一社会信用代码第9至17位（组织机构代码）的校验码不正确。请对照营业执照核对。",
            en="Places 9 to 17 of the credit code (organisation code) fail their own check."
            " Compare it with the business licence.",
        )
    if uscc.calc_check_digit(code) != code[-1]:
        raise _wrong_check_character(name)
    return CreditCode(code=code, registrar=code[:2], area=code[2:8], organisation=organisation)


def check_mobile(text: str) -> str:
    """The mobile number in eleven digits. Raises WrongIdentifier."""
    number = compact(text).removeprefix("+86")
    if not MOBILE.fullmatch(number):
        raise WrongIdentifier(
            zh="手机号应为11位数字，以13至19开头。请核对。",
            en="A mobile number has 11 digits and begins with 13 to 19. Check it.",
        )
    return number


def check_food_licence_number(text: str) -> str:
    """The food licence number, JY and 14 digits (MOD 11,10). Raises WrongIdentifier."""
    number = compact(text)
    name = Text(zh="食品经营许可证编号", en="The food licence number")
    _need_length(name, number, 16)
    if not FOOD_LICENCE.fullmatch(number):
        raise WrongIdentifier(
            zh="食品经营许可证编号由“JY”和14位数字组成，首位数字为1至3。请对照许可证核对。",
            en="A food licence number is JY and 14 digits, the first of them 1 to 3."
            " Compare it with the licence.",
        )
    if not mod_11_10.is_valid(number[2:]):
        raise _wrong_check_character(name)
    return number


def id_number(area: str, birth: date, sequence: int) -> str:
    """A right identity number; an odd sequence (0-999) is a man's, an even one a woman's."""
    body = f"{area}{birth:%Y%m%d}{sequence:03d}"
    return body + str(ric.calc_check_digit(body + "0"))


def organisation_check(body: str) -> str:
    """The check character of eight characters of an organisation code (GB 11714)."""
    total = sum(int(c, 36) * weight for c, weight in zip(body, ORGANISATION_WEIGHTS, strict=True))
    rest = 11 - total % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def credit_code(area: str, organisation: str, registrar: str = "91") -> str:
    """A right credit code from eight characters of an organisation code (91: enterprise)."""
    body = f"{registrar}{area}{organisation}{organisation_check(organisation)}"
    return body + str(uscc.calc_check_digit(body))


def food_licence_number(form: int, area: str, serial: int) -> str:
    """A right food licence number; form 1 sells, 2 serves meals, 3 is a canteen."""
    body = f"{form}{area}{serial:06d}"
    return f"JY{body}{mod_11_10.calc_check_digit(body)}"


def _need_length(name: Text, number: str, length: int) -> None:
    if len(number) != length:
        raise WrongIdentifier(
            zh=f"{name.zh}应为{length}位，现填写了{len(number)}位。请核对。",
            en=f"{name.en} has {length} characters; {len(number)} were given. Check it.",
        )


def _birth_date(number: str, today: date) -> date:
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise WrongIdentifier(
            zh="身份证号第7至14位不是真实的出生日期。请对照证件核对。",
            en="Places 7 to 14 of the identity number are no real date of birth."
            " Compare it with the card.",
        ) from None
    if birth > today:
        raise WrongIdentifier(
            zh="身份证号中的出生日期晚于今天。请对照证件核对。",
            en="The date of birth in the identity number lies in the future."
            " Compare it with the card.",
        )
    if today.year - birth.year > LONGEST_LIFE:
        raise WrongIdentifier(
            zh=f"身份证号中的出生日期距今超过{LONGEST_LIFE}年。请对照证件核对。",
            en=f"The date of birth in the identity number is over {LONGEST_LIFE} years ago."
            " Compare it with the card.",
        )
    return birth


def _wrong_check_character(name: Text) -> WrongIdentifier:
    return WrongIdentifier(
        zh=f"{name.zh}的校验码不正确，可能有一位输错。请逐位核对。",
        en=f"{name.en} fails its check character: one place may be mistyped. Compare each place.",
    )
