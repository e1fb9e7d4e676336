"""The organisation: units, places, and the officers who may be drawn."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from matters.mistakes import MistakesFound
from matters.office import Officer
from matters.reading import SHIPPED, read_library

OFFICE = read_library(SHIPPED).office


def an_office(tmp_path: Path, old: str, new: str) -> Path:
    """The shipped library with one thing written otherwise."""
    for name in ("registers.yaml", "checks.yaml", "blocks.yaml", "calendars"):
        source = SHIPPED / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    written = (SHIPPED / "office.yaml").read_text("utf-8")
    assert old in written
    (tmp_path / "office.yaml").write_text(written.replace(old, new, 1), "utf-8")
    return tmp_path


def an_officer(certificate: str = "33020011001", until: date | None = None) -> Officer:
    return Officer(
        account="a", name="李建国", department="water", certificate=certificate, licence_until=until
    )


def test_an_officer_without_a_certificate_goes_on_no_visit():
    assert not an_officer(certificate="").may_enforce(date(2026, 3, 2))
    assert an_officer().may_enforce(date(2026, 3, 2))


def test_a_certificate_is_valid_on_its_last_day_and_not_after_it():
    officer = an_officer(until=date(2026, 3, 2))
    assert officer.may_enforce(date(2026, 3, 2))
    assert not officer.may_enforce(date(2026, 3, 3))


def test_every_shipped_officer_is_another_one_of_a_department_that_has_two_at_least():
    accounts = [one.account for one in OFFICE.officers]
    assert len(set(accounts)) == len(accounts)
    departments = [one.department for one in OFFICE.officers]
    assert min(departments.count(key) for key in set(departments)) >= 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("name: 周敏, department: market-regulation", "name: 周敏, department: market", "部门“market”"),
        ("name: 周敏, department: market-regulation, unit: food-inspection",
         "name: 周敏, department: market-regulation, unit: food", "内设机构“food”"),
        ("key: food-inspection", "key: licensing", "“licensing”重复"),
        ("account: market-regulation-2", "account: market-regulation-3", "“market-regulation-3”重复"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_organisation_is_named_with_its_line(tmp_path, old, new, said):
    with pytest.raises(MistakesFound) as wrong:
        read_library(an_office(tmp_path, old, new))
    told = [one.sentence("zh") for one in wrong.value.mistakes]
    assert any(said in one and "office.yaml:" in one for one in told), told
