"""QR codes, drawn as SVG so that paper and screen show the same sharp picture."""

import io
from functools import lru_cache

import segno

MASK = 2


@lru_cache(maxsize=256)  # drawing costs milliseconds, and paper and screen ask for the same one
def qr_svg(url: str) -> str:
    """The QR code of an address, as one SVG picture with its quiet zone.

    Error level M: a creased or stamped corner still reads. The same address gives the same bytes.
    """
    drawn = io.BytesIO()
    # Readers undo any mask (ISO/IEC 18004); to try all eight for the evenest picture takes three quarters of the time.
    code = segno.make(url, error="m", micro=False, mask=MASK)
    code.save(drawn, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=4)
    return drawn.getvalue().decode()
