"""QR codes, drawn as SVG so that paper and screen show the same sharp picture."""

import re
from functools import lru_cache

import zxingcpp

_DRAWN = re.compile(r'<svg width="(?P<side>\d+)" .*?(?P<squares><path d="[^"]+"\s*/>)', re.DOTALL)


@lru_cache(maxsize=256)  # paper and screen ask for the same one
def qr_svg(url: str) -> str:
    """The QR code of an address (ISO/IEC 18004), as one SVG picture with its quiet zone.

    Error level M: a creased or stamped corner still reads. The same address gives the same bytes.
    """
    code = zxingcpp.create_barcode(url, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn = _DRAWN.search(code.to_svg())
    if drawn is None:
        raise RuntimeError("zxing-cpp draws QR codes in another way now: see _DRAWN.")
    side, squares = drawn.groups()
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">{squares}</svg>'
