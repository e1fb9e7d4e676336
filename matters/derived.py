"""Derived fields as conditions see them: computed when first looked at, from what the case knows then."""

from collections.abc import Iterator, Mapping

from matters.spec import Matter

Scope = Mapping[str, object]


class Derived:
    """The derived fields of one case, each computed once and only if it is asked for (no circle is endless)."""

    def __init__(self, matter: Matter, seen: Scope) -> None:
        self._matter, self._seen = matter, seen
        self._found: dict[str, object] = {}

    def value(self, path: str) -> object:
        """What the field comes to, or none where it is not asked for. Raises `ExpressionFailed`."""
        if path in self._found:
            return self._found[path]
        # A published matter has no circles; one that has finds nothing instead of no end.
        self._found[path] = None
        try:
            value = self._computed(path)
        finally:
            del self._found[path]
        if not self._matter.derives_from_steps:
            # How steps stand changes without anybody looking anew.
            self._found[path] = value
        return value

    def _computed(self, path: str) -> object:
        conditions, derive = self._matter.derived[path]
        if not all(one.holds(self._seen) for one in conditions):
            return None
        return derive.evaluate(self._seen)


class BlockSeen(Mapping[str, object]):
    """A block of which some fields are derived: looked at one by one, as they may name each other."""

    def __init__(
        self, answered: Mapping[str, object], derived: Mapping[str, str], of: Derived
    ) -> None:
        self._answered, self._derived, self._of = answered, derived, of

    def __getitem__(self, key: str) -> object:
        if key in self._derived:
            return self._of.value(self._derived[key])
        return self._answered[key]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._answered, *self._derived)))

    def __len__(self) -> int:
        return len({*self._answered, *self._derived})
