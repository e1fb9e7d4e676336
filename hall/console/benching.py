"""`onego bench`: the speed table, which lies beside the installed folders and not in the wheel."""

import subprocess
import sys
from pathlib import Path

from matters.errors import OneGoError

REPOSITORY = Path(__file__).parents[2]


class BenchMissing(OneGoError):
    """The command runs from a wheel, which carries no benchmarks."""

    status = 404

    def __init__(self) -> None:
        super().__init__(
            zh="此处没有性能测试程序。请在代码仓库中运行 make bench。",
            en="The benchmarks are not here. Run make bench in the repository.",
        )


def run_bench() -> int:
    """The exit code of the benchmarks. Raises BenchMissing."""
    if not (REPOSITORY / "bench" / "__main__.py").exists():
        raise BenchMissing
    return subprocess.run([sys.executable, "-m", "bench"], check=False, cwd=REPOSITORY).returncode
