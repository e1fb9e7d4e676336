"""Groups by API: described in the schema, taken as arrays, and told to each department as far as it may read."""

from hall.api.matter_answers import view_of
from hall.api.matter_schema import answers_schema
from hall.purposes import readable_rows, visible_fields
from matters.rules import rows_of
from tests.hall.firms import a_firm, the_matter


def test_the_schema_of_the_answers_describes_the_rows() -> None:
    properties = answers_schema(the_matter())["properties"]
    assert isinstance(properties, dict)
    partners = properties["partners"]
    assert (partners["type"], partners["minItems"], partners["maxItems"]) == ("array", 2, 4)
    assert partners["items"]["properties"]["amount"]["type"] == "number"
    assert partners["items"]["additionalProperties"] is False
    assert "capital" not in properties


def test_a_matter_tells_what_is_asked_for_each_of_several() -> None:
    partners, staff = view_of(the_matter()).groups
    assert (partners.path, partners.least, partners.most) == ("partners", 2, 4)
    assert (staff.when, staff.readers) == ("has_staff", ("staff-insurance",))
    assert {one.path: one.readers for one in staff.fields}["wage"] == ("staff-insurance",)
    assert partners.fields[2].purpose.zh == "合伙企业设立登记"


def test_a_department_gets_only_the_rows_that_its_step_reads() -> None:
    insurance = visible_fields(the_matter(), ["officer"], "human-resources", ["staff-insurance"])
    assert "staff.wage" in insurance
    assert not any(path.startswith("partners.") for path in insurance)
    rows = rows_of(a_firm()["partners"])
    assert readable_rows("partners", rows, {"partners.name"}) == (
        {"name": "周海"},
        {"name": "宁波甬上投资有限公司"},
    )
