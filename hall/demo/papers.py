"""The notices of a demonstration, laid out as files that anybody can open."""

from collections.abc import Iterable
from pathlib import Path

from flows.installation import Installation
from hall.demo.verdicts import Verdict


def export(house: Installation, verdicts: Iterable[Verdict], folder: Path) -> int:
    """Write each notice to `<folder>/<case>/<number>.pdf`; how many there are. Raises FileMissing."""
    count = 0
    for one in verdicts:
        place = folder / one.played.number
        for notice in one.notices:
            if notice.file is None:
                continue
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{notice.number}.pdf").write_bytes(house.files.get(notice.file))
            count += 1
    return count
