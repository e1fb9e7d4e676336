"""A clock that a test puts forward, for itself and for a worker in another process."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flows.installation import read_clock


@dataclass(frozen=True)
class SetForward:
    """The real clock, so many seconds ahead as a file says."""

    file: Path

    def __call__(self) -> datetime:
        return read_clock() + self.ahead

    @property
    def ahead(self) -> timedelta:
        try:
            return timedelta(seconds=float(self.file.read_text()))
        except FileNotFoundError:
            return timedelta()

    def forward(self, by: timedelta) -> None:
        """Let that much time pass at once, for all who look at this clock."""
        made = self.file.with_suffix(".new")
        made.write_text(str((self.ahead + by).total_seconds()))
        made.replace(self.file)


def clock_of(data_dir: Path) -> SetForward:
    """The clock of an installation."""
    return SetForward(data_dir / "seconds-ahead")
