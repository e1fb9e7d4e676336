"""The audit of reads is written whatever the log's level."""

import logging
from collections.abc import Iterator

import pytest

from hall.console.settings import AUDIT, begin_log
from hall.pages import case_page
from storage.settings import read_settings


@pytest.fixture
def _levels_kept() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in (AUDIT, "httpx")]
    before = [one.level for one in loggers]
    yield
    for one, level in zip(loggers, before, strict=True):
        one.setLevel(level)


@pytest.mark.usefixtures("_levels_kept")
def test_reads_are_noted_also_where_only_errors_are_logged(tmp_path):
    begin_log(read_settings(data_dir=tmp_path, log_level="ERROR"))
    assert case_page.log.name == AUDIT
    assert case_page.log.isEnabledFor(logging.INFO)
