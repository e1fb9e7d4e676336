"""`make bench`: prints the speed table and writes `bench/results.json`."""

import argparse
import json
import os
import platform
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import checks, fuzz, gateway, live, pure, starting, watch
from bench.row import Row

RESULTS = Path(__file__).with_name("results.json")


def main() -> None:
    """Measure everything, or only the parts named; `fuzz` stands alone and leaves the other figures."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=…")
    parser.add_argument(
        "parts", nargs="*", default=["pure", "live", "gateway", "checks", "watch", "starting"]
    )
    parser.add_argument("--cases", type=int, default=1000, help="cases of the saturation row")
    parser.add_argument("--inputs", type=int, default=100_000, help="inputs of the part fuzz")
    parser.add_argument("--seed", type=int, default=1, help="what its inputs are drawn with")
    wanted = parser.parse_args()
    if wanted.parts == ["fuzz"]:
        rows = list(fuzz.rows(wanted.inputs, wanted.seed))
        Console(width=max(Console().width, 120)).print(_table(rows))
        raise SystemExit(0 if all(row.kept is not False for row in rows) else 1)
    found = list(_rows(wanted.parts, wanted.cases))
    Console(width=max(Console().width, 120)).print(_table(found))
    machine = {"cores": os.cpu_count(), "python": platform.python_version()}
    results = {"machine": machine, "rows": [asdict(row) | {"kept": row.kept} for row in found]}
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _rows(parts: list[str], cases: int) -> Iterator[Row]:
    for part in parts:
        match part:
            case "pure":
                yield from pure.rows()
            case "live":
                yield from live.rows(cases)
            case "gateway":
                yield from gateway.rows()
            case "checks":
                yield from checks.rows()
            case "watch":
                yield from watch.rows()
            case "starting":
                yield from starting.rows()
            case _:
                raise SystemExit(
                    f"no such part: {part}; there are pure, live, gateway, checks, watch, starting, and fuzz alone"
                )


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
