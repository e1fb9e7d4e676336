"""Files by digest: kept once, sealed, verified when read; uploads judged by content."""

from pathlib import Path

import pytest

from storage.encryption import keyring_from, new_key
from storage.files import FileKind, FileStore, accepted, digest_of
from storage.refusals import FileAltered, FileKindNotAllowed, FileMissing, FileTooLarge

A_PDF = b"%PDF-1.7\n" + b"lease of the premises" * 100
KEY_A = new_key("a", draw=lambda size: b"a" * size)
KEY_B = new_key("b", draw=lambda size: b"b" * size)


def a_store(folder: Path, keys: str = KEY_A) -> FileStore:
    return FileStore((folder / "files").as_uri(), keyring_from(keys))


def a_plain_store(folder: Path) -> FileStore:
    return FileStore((folder / "files").as_uri(), None)


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_read_by_the_digest_of_its_content(tmp_path: Path):
    store = a_store(tmp_path)
    digest = store.put(A_PDF)
    assert digest == digest_of(A_PDF)
    assert store.exists(digest)
    assert store.get(digest) == A_PDF


def test_a_file_lies_two_folders_deep_under_its_digest(tmp_path: Path):
    digest = a_store(tmp_path).put(A_PDF)
    place = tmp_path / "files" / digest[:2] / digest[2:4] / f"{digest}.sealed"
    assert files_in(tmp_path) == [place]


def test_keeping_a_file_twice_writes_it_once(tmp_path: Path):
    store = a_store(tmp_path)
    store.put(A_PDF)
    before = [(path, path.stat().st_mtime_ns) for path in files_in(tmp_path)]
    store.put(A_PDF)
    assert [(path, path.stat().st_mtime_ns) for path in files_in(tmp_path)] == before


def test_nothing_of_a_sealed_file_can_be_read_from_the_disk(tmp_path: Path):
    a_store(tmp_path).put(A_PDF)
    assert b"lease" not in files_in(tmp_path)[0].read_bytes()


def test_the_folder_is_closed_to_other_accounts(tmp_path: Path):
    a_store(tmp_path).put(A_PDF)
    assert (tmp_path / "files").stat().st_mode & 0o077 == 0


def test_sealing_can_be_switched_off(tmp_path: Path):
    digest = a_plain_store(tmp_path).put(A_PDF)
    assert files_in(tmp_path)[0].read_bytes() == A_PDF
    assert a_store(tmp_path).get(digest) == A_PDF


@pytest.mark.parametrize("sealed", [True, False])
def test_an_altered_file_is_not_handed_out(tmp_path: Path, sealed: bool):
    store = a_store(tmp_path) if sealed else a_plain_store(tmp_path)
    digest = store.put(A_PDF)
    [path] = files_in(tmp_path)
    kept = path.read_bytes()
    path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    with pytest.raises(FileAltered):
        store.get(digest)


def test_a_file_put_in_the_place_of_another_is_not_handed_out(tmp_path: Path):
    store = a_store(tmp_path)
    digest, other = store.put(A_PDF), store.put(b"%PDF-1.7 another")
    [place] = tmp_path.rglob(f"{digest}.sealed")
    [wrong] = tmp_path.rglob(f"{other}.sealed")
    place.write_bytes(wrong.read_bytes())
    with pytest.raises(FileAltered):
        store.get(digest)


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(FileMissing, match=digest_of(A_PDF)[:12]):
        a_store(tmp_path).get(digest_of(A_PDF))


def test_after_rotation_the_older_key_is_not_needed(tmp_path: Path):
    digest = a_store(tmp_path, KEY_A).put(A_PDF)
    a_store(tmp_path, KEY_B + KEY_A).rotate(digest)
    assert a_store(tmp_path, KEY_B).get(digest) == A_PDF


def test_rotation_seals_what_was_kept_plain(tmp_path: Path):
    digest = a_plain_store(tmp_path).put(A_PDF)
    a_store(tmp_path).rotate(digest)
    assert [path.suffix for path in files_in(tmp_path)] == [".sealed"]
    assert a_store(tmp_path).get(digest) == A_PDF


def test_a_store_may_lie_in_a_bucket():
    store = FileStore("memory://bucket/files", keyring_from(KEY_A))
    assert store.get(store.put(A_PDF)) == A_PDF


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (A_PDF, FileKind.PDF),
        (b"\x89PNG\r\n\x1a\n...", FileKind.PNG),
        (b"\xff\xd8\xff\xe0...", FileKind.JPEG),
    ],
)
def test_an_upload_is_known_by_its_first_bytes(content: bytes, kind: FileKind):
    assert accepted(content, limit=10_000) is kind


@pytest.mark.parametrize("content", [b"", b"MZ\x90", b"<script>", b"PK\x03\x04", b" %PDF-1.7"])
def test_other_kinds_are_refused(content: bytes):
    with pytest.raises(FileKindNotAllowed, match="PDF, PNG or JPEG"):
        accepted(content, limit=10_000)


def test_an_upload_over_the_limit_is_refused_with_both_sizes():
    accepted(A_PDF, limit=len(A_PDF))
    with pytest.raises(FileTooLarge, match=r"has 3\.0 MB; at most 2\.0 MB"):
        accepted(b"%PDF-" + b"0" * 2_999_995, limit=2_000_000)
