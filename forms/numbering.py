"""The number that a document of the office carries."""

from matters.errors import OneGoError


class NumberImpossible(OneGoError):
    """A document cannot carry this number."""

    def __init__(self, year: int, sequence: int) -> None:
        super().__init__(
            zh=f"无法编制文号：年份应为四位数，序号应从1开始（收到年份{year}、序号{sequence}）。"
            "请核对编号台账。",
            en=f"No document number: the year needs four digits and the sequence begins at 1"
            f" (got {year} and {sequence}). Check the number register.",
        )


def document_number(agency: str, series: str, year: int, sequence: int) -> str:
    """The 发文字号 of GB/T 9704, e.g. 甬市监许准〔2026〕12号.

    Full-width hexagonal brackets, the year in four digits, no leading zeros and no 第.
    Raises NumberImpossible for a year or a sequence that no document can have.
    """
    if not 1000 <= year <= 9999 or sequence < 1:  # noqa: PLR2004 (the bounds of four digits)
        raise NumberImpossible(year, sequence)
    return f"{agency}{series}〔{year}〕{sequence}号"
