"""Locks of the data folder."""

from pathlib import Path

import pytest

from storage.locks import became_alone, exclusive, is_held, serving, shared
from storage.refusals import DataFolderClosed


def test_a_lock_is_free_after_its_holder_left(tmp_path: Path):
    lock = tmp_path / "lock"
    with exclusive(lock):
        assert is_held(lock)
    assert not is_held(lock)


def test_only_the_last_of_those_who_share_becomes_alone(tmp_path: Path):
    lock = tmp_path / "lock"
    with shared(lock) as last:
        with shared(lock) as first:
            assert not became_alone(first)
        assert became_alone(last)


def test_a_folder_that_cannot_be_used_is_named_with_the_reason(tmp_path: Path):
    in_the_way = tmp_path / "data"
    in_the_way.write_text("a file")
    with pytest.raises(DataFolderClosed, match=f"{in_the_way} cannot be used"), serving(in_the_way):
        pass
