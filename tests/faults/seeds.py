"""The seed of this run of the fault tests, printed at its end; ONEGO_FAULT_SEED repeats its lots."""

import os
import secrets

SEED = int(os.environ.get("ONEGO_FAULT_SEED") or secrets.randbelow(1_000_000))
TOLD: list[str] = []
"""What the end of the run shall tell besides."""
