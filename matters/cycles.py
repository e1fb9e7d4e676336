"""Circles in what waits for what."""

from collections.abc import Iterable, Mapping


def cycle_in(edges: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """One circle, first and last the same, e.g. a → b → a; empty if there is none."""
    finished: set[str] = set()
    for start in edges:
        way: list[str] = []
        stack = [(start, iter(edges[start]))] if start not in finished else []
        while stack:
            name, following = stack[-1]
            if name not in way:
                way.append(name)
            step = next((one for one in following if one not in finished), None)
            if step is None:
                finished.add(name)
                way.remove(name)
                stack.pop()
            elif step in way:
                return (*way[way.index(step) :], step)
            else:
                stack.append((step, iter(edges.get(step, ()))))
    return ()
