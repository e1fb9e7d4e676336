"""What happens to the clocks of the whole case, one fact each; `matters.case` puts them together."""

from typing import Literal

from matters.happened import Happened


class BundleExtended(Happened):
    """The head of the government gave the whole bundle more time, once (Act 42(2))."""

    fact: Literal["bundle-extended"] = "bundle-extended"
    reason: str
    approval: str
    """The document by which it was approved, with its number."""
