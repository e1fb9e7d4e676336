"""`python -m forms.casefile FILE…`: verify case files where nothing else of OneGo is installed."""

import argparse
import sys
from pathlib import Path

from forms.casefile.telling import report_json, report_lines
from forms.casefile.verifying import verify


def main(arguments: list[str]) -> int:
    """Tell what does not agree; 0 if everything does."""
    parser = argparse.ArgumentParser(prog="python -m forms.casefile", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--head", default="", help="the chain's last hash, known from elsewhere")
    parser.add_argument("--language", choices=("zh", "en"), default="zh")
    given = parser.parse_args(arguments)
    agree = True
    for path in given.files:
        with path.open("rb") as source:
            report = verify(source, given.head)
        agree = agree and report.agrees
        lines = (
            [report_json(path.name, report)]
            if given.json
            else report_lines(path.name, report, given.language)
        )
        sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
