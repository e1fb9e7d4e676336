"""What lists and public pages show of a personal value (PIPL 51, domain 3.15).

A company's credit code is public and always shown in full.
"""

import re

DOUBLE_SURNAMES = re.compile(
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯|端木|南宫|宇文|长孙"
)
STREET = re.compile(r"^.*?(?:街道|镇|乡)")
DISTRICT = re.compile(r"^.*?(?:区|县|市(?!.*[区县]))")


def mask_name(name: str) -> str:
    """The surname, and one star for each further character; a single one is only a star."""
    name = name.strip()
    double = DOUBLE_SURNAMES.match(name)
    kept = double.group() if double and double.group() != name else name[:1]
    return kept + "*" * (len(name) - len(kept)) if kept != name else "*" * len(name)


def mask_id(number: str) -> str:
    """The first three and last four places of an identity number."""
    return _middle_hidden(number, 3, 4)


def mask_mobile(number: str) -> str:
    """The first three and last four digits of a mobile number."""
    return _middle_hidden(number, 3, 4)


def mask_address(address: str) -> str:
    """The address down to its street or town, at least its district; the rest hidden."""
    found = STREET.match(address) or DISTRICT.match(address)
    return (found.group() if found else address[:3]) + "****"


def _middle_hidden(text: str, first: int, last: int) -> str:
    # A text too short to hide anything in is hidden whole.
    if len(text) <= first + last:
        return "*" * len(text)
    return text[:first] + "*" * (len(text) - first - last) + text[-last:]
