"""A matter in an archive: the same bytes each time, and nothing that was changed on the way is let in."""

import contextlib
import io
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matters.workbench.packing import (
    MANIFEST,
    Manifest,
    Package,
    PackageWrong,
    package_of,
    packed,
    unpacked,
    uses_of,
)
from matters.workbench.packing_entries import entries_of, with_entries
from tests.builders import a_check, a_matter, a_step, an_issue

FILES = {"matter/shop.yaml": "matter: shop\n", "blocks/person.yaml": "block: person\n"}
MANIFEST_OF_SHOP = Manifest(matter="shop", version=1, digest="d", calendar="cn", files={})
PACKAGE = package_of(MANIFEST_OF_SHOP, FILES)


def an_archive(files: Mapping[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def with_manifest(package: Package, **files: str) -> dict[str, str]:
    return {MANIFEST: package.manifest.model_dump_json(), **package.files, **files}


def test_what_is_packed_is_unpacked():
    assert unpacked(packed(PACKAGE)) == PACKAGE
    assert unpacked(packed(PACKAGE)).digest == PACKAGE.digest


def test_the_same_matter_gives_the_same_archive():
    again = package_of(MANIFEST_OF_SHOP, dict(reversed(FILES.items())))
    assert packed(again) == packed(PACKAGE)


def test_a_file_that_was_changed_is_refused():
    archive = an_archive(with_manifest(PACKAGE, **{"matter/shop.yaml": "matter: shop2\n"}))
    with pytest.raises(PackageWrong, match="does not fit its digest"):
        unpacked(archive)


def test_a_file_that_is_missing_or_added_is_refused():
    less = {name: text for name, text in with_manifest(PACKAGE).items() if "blocks" not in name}
    for files in (less, with_manifest(PACKAGE, **{"checks/more.yaml": "x"})):
        with pytest.raises(PackageWrong, match="not those of its manifest"):
            unpacked(an_archive(files))


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "matter/../x.yaml", "matter/a/b.yaml", "office.yaml",
     "matter\\x.yaml", "blocks/.yaml", "letters/x.py"],
)  # fmt: skip
def test_a_file_that_would_lie_elsewhere_is_refused(name: str):
    package = package_of(MANIFEST_OF_SHOP, {**FILES, name: "x"})
    with pytest.raises(PackageWrong, match="may not be there"):
        unpacked(packed(package))


def test_what_is_no_package_is_refused():
    for content in (b"", b"PK", b"no archive", an_archive({"a": "b"}), packed(PACKAGE)[:-20]):
        with pytest.raises(PackageWrong):
            unpacked(content)
    with pytest.raises(PackageWrong, match="manifest"):
        unpacked(an_archive(FILES))


def test_an_archive_that_swells_is_refused_before_it_is_read():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("matter/shop.yaml", b"0" * 20_000_000)
    with pytest.raises(PackageWrong, match="too large"):
        unpacked(archive.getvalue())


@settings(max_examples=600)
@example(b"\x00\x02", 3514)
@given(st.binary(max_size=400), st.integers(min_value=0))
def test_no_damage_goes_unnoticed_or_raises_anything_else(damage: bytes, at: int):
    whole = packed(PACKAGE)
    place = at % len(whole)
    content = whole[:place] + damage + whole[place + len(damage) :]
    with contextlib.suppress(PackageWrong):
        assert unpacked(content).files == PACKAGE.files


def test_all_that_a_matter_uses_is_named():
    matter = a_matter(
        a_step("food"), a_step("fire"), an_issue("one", ("food",)), checks=(a_check("licence"),)
    )
    uses = uses_of(matter)
    assert uses.departments == ("bureau", "food", "fire")
    assert (uses.blocks, uses.checks) == (("company",), ("licence",))
    assert "certificate" in uses.letters


SHARED = """# What all use.

blocks:
  # who applies
  - block: person
    name: 个人  # people
    fields:
      - {key: name, label: 姓名}

  - block: agent
    name: 代理人
    fields: []
# the end
other: 1
"""


def test_entries_are_cut_out_with_their_comments():
    found = entries_of(SHARED, "blocks.yaml", "blocks")
    assert list(found) == ["person", "agent"]
    assert found["person"].startswith("- block: person\n  name: 个人  # people\n")
    assert found["agent"].endswith("fields: []")


def test_entries_are_put_in_their_own_place_and_new_ones_at_the_end():
    entries = {
        "person": "- block: person\n  name: 自然人\n  fields: []",
        "child": "- block: child\n  name: 子女",
    }
    text = with_entries(SHARED, "blocks.yaml", "blocks", entries)
    assert (
        text.index("自然人") < text.index("代理人") < text.index("子女") < text.index("# the end")
    )
    assert entries_of(text, "blocks.yaml", "blocks")["person"] == entries["person"]
    assert "# who applies" in text
    assert with_entries(text, "blocks.yaml", "blocks", entries) == text


def test_the_same_entries_change_nothing():
    found = entries_of(SHARED, "blocks.yaml", "blocks")
    assert with_entries(SHARED, "blocks.yaml", "blocks", found) == SHARED


def test_a_list_that_is_not_there_is_begun():
    text = with_entries("other: 1\n", "checks.yaml", "checks", {"a": "- check: a\n  name: 甲"})
    assert entries_of(text, "checks.yaml", "checks") == {"a": "- check: a\n  name: 甲"}
