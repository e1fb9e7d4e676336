"""`make bench`: prints the speed table and writes `bench/results.json`."""

import argparse
import json
import os
import platform
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import checks, fuzz, gateway, letters, live, pure, signatures, starting, watch
from bench.row import Row

RESULTS = Path(__file__).with_name("results.json")
PARTS: Mapping[str, Callable[[argparse.Namespace], Iterator[Row]]] = {
    "pure": lambda _: pure.rows(),
    "letters": lambda wanted: letters.rows(wanted.letters),
    "signatures": lambda _: signatures.rows(),
    "live": lambda wanted: live.rows(wanted.cases),
    "gateway": lambda _: gateway.rows(),
    "checks": lambda _: checks.rows(),
    "watch": lambda _: watch.rows(),
    "starting": lambda _: starting.rows(),
}


def main() -> None:
    """Measure everything, or only the parts named; `fuzz` stands alone and leaves the other figures."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=…")
    parser.add_argument("parts", nargs="*", default=list(PARTS))
    parser.add_argument("--cases", type=int, default=1000, help="cases of the saturation row")
    parser.add_argument("--letters", type=int, default=1000, help="notices of the row on memory")
    parser.add_argument("--inputs", type=int, default=100_000, help="inputs of the part fuzz")
    parser.add_argument("--seed", type=int, default=1, help="what its inputs are drawn with")
    wanted = parser.parse_args()
    if wanted.parts == ["fuzz"]:
        rows = list(fuzz.rows(wanted.inputs, wanted.seed))
        Console(width=max(Console().width, 120)).print(_table(rows))
        raise SystemExit(0 if all(row.kept is not False for row in rows) else 1)
    found = list(_rows(wanted))
    Console(width=max(Console().width, 120)).print(_table(found))
    machine = {"cores": os.cpu_count(), "python": platform.python_version()}
    results = {"machine": machine, "rows": [asdict(row) | {"kept": row.kept} for row in found]}
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _rows(wanted: argparse.Namespace) -> Iterator[Row]:
    for part in wanted.parts:
        if part not in PARTS:
            raise SystemExit(f"no such part: {part}; there are {', '.join(PARTS)}, and fuzz alone")
        yield from PARTS[part](wanted)


def _table(rows: list[Row]) -> Table:
    table = Table("what", "figure", "budget", "kept", "note")
    for row in rows:
        sign = "≥" if row.more_is_better else "≤"
        budget = "" if row.budget is None else f"{sign} {row.budget:g} {row.unit}"
        kept = {True: "yes", False: "NO", None: ""}[row.kept]
        table.add_row(row.what, f"{row.figure:.3g} {row.unit}", budget, kept, row.note)
    return table


if __name__ == "__main__":
    main()
