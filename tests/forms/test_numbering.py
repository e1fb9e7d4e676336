import pytest

from forms.numbering import NumberImpossible, document_number


def test_a_number_has_hexagonal_brackets_and_no_leading_zeros():
    assert document_number("甬市监", "许准", 2026, 12) == "甬市监许准〔2026〕12号"


@pytest.mark.parametrize(("year", "sequence"), [(2026, 0), (2026, -1), (26, 1), (20260, 1)])
def test_a_year_or_sequence_that_no_document_has_is_refused(year, sequence):
    with pytest.raises(NumberImpossible, match="number register"):
        document_number("甬市监", "许准", year, sequence)
