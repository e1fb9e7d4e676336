"""What a signature costs: signing a notice, and looking whether a signature holds, in processor time."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.letters import a_letter
from bench.row import Row
from flows.signing_keys import keys_of
from forms.rendering import Seal, render_pdf
from forms.signatures import authorities, examine
from forms.signing import sign_pdf
from hall.demo_authority import AUTHORITY, make_demo_keys
from matters.reading import SHIPPED, read_library
from storage.settings import Settings

AT = datetime(2026, 3, 5, 1, tzinfo=UTC)
WAVE = 300
"""So many notices a wave may bring at once."""


def rows() -> Iterator[Row]:
    """Signing with ECDSA P-256, a whole wave of it, and verifying."""
    with TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), demo=True)
        make_demo_keys(settings, read_library(SHIPPED).office, AT)
        key = keys_of(settings).of("market-regulation")
        trusted = authorities((Path(folder) / "signing-demo" / AUTHORITY).read_bytes())
    if key is None:
        raise SystemExit("the demonstration has no key for market-regulation")
    pdf = render_pdf(a_letter(1), Seal.DEMO)
    signed = sign_pdf(pdf, key, AT, "bench")
    yield Row(
        "signature: sign one notice (PAdES, P-256)",
        _spent(50, lambda: sign_pdf(pdf, key, AT, "x")),
        "ms",
        5.0,
    )
    wave = _spent(WAVE, lambda: sign_pdf(pdf, key, AT, "x")) * WAVE / 1000
    yield Row(f"signature: all of a wave of {WAVE} notices", wave, "s", 2.0)
    checked = _spent(20, lambda: examine(signed, trusted))
    yield Row("signature: does it hold, who signed, certified by whom", checked, "ms", 20.0)


def _spent(times: int, do: Callable[[], object]) -> float:
    """Milliseconds of processor time each."""
    began = time.process_time()
    for _ in range(times):
        do()
    return (time.process_time() - began) / times * 1000
