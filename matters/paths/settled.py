"""What a search has settled so far, and what follows from it."""

from matters.paths.judging import SOMETHING, Open, still_open
from matters.paths.world import YES_NO, Thing, World

_UNSETTLED = object()


class Settled:
    """What a search has settled so far, over the names of a world."""

    def __init__(self, world: World, values: dict[str, object] | None = None) -> None:
        self.world = world
        self.values: dict[str, object] = {} if values is None else values
        self._asked: dict[str, bool] = {}
        self._trail: list[str] = []

    def settle(self, atom: str, value: object) -> int:
        """Sets the atom; what it gives back is for `undo`."""
        self.values[atom] = value
        return len(self._trail)

    def undo(self, atom: str, mark: int) -> None:
        """As if the atom had not been settled."""
        del self.values[atom]
        while len(self._trail) > mark:
            del self._asked[self._trail.pop()]

    def forget(self) -> None:
        """What was worked out from the values, after they were changed otherwise."""
        self._asked.clear()
        self._trail.clear()

    def _is_asked(self, thing: Thing) -> object:
        """Whether it is asked at all; what is sure stays so until it is undone."""
        if thing.asked_if is None:
            return True
        found = self._asked.get(thing.path)
        if found is not None:
            return found
        asked = thing.asked_if(self)
        if isinstance(asked, bool):
            self._asked[thing.path] = asked
            self._trail.append(thing.path)
        return asked

    def value(self, path: str) -> object:
        """The answer, None where there is none, or what to settle next."""
        found = self.values.get(path, _UNSETTLED)
        if found is not _UNSETTLED:
            return found
        thing = self.world.things.get(path)
        if thing is None:
            return still_open(path)
        asked = self._is_asked(thing)
        if asked is not True:
            return None if asked is False else asked
        if thing.computed is not None:
            return thing.computed.value(self)
        return thing.answers[0] if len(thing.answers) == 1 else still_open(path)

    def given(self, path: str) -> object:
        """Whether there is an answer."""
        found = self.values.get(path, _UNSETTLED)
        if found is not _UNSETTLED:
            return found is not None
        thing = self.world.things.get(path)
        if thing is None:
            return still_open(path)
        asked = self._is_asked(thing)
        if asked is True and thing.computed is not None:
            value = thing.computed.value(self)
            return value if type(value) is Open else value is not None
        if asked is True and not thing.always:
            return still_open(path)
        return asked

    def truth(self, path: str) -> object:
        """Whether the answer counts as yes; a list does if it holds anything."""
        value = self.value(path)
        if type(value) is Open:
            return value
        if value is not SOMETHING:
            return bool(value)
        thing = self.world.things[path]
        return self._holds_any(thing) if thing.members or thing.more else True

    def _holds_any(self, thing: Thing) -> object:
        undecided: object = False
        for atom in (*thing.members, *((thing.more,) if thing.more else ())):
            one = self.free(atom)
            if one is True:
                return True
            if one is not False and undecided is False:
                undecided = one
        return undecided

    def member(self, path: str, text: object, atom: str) -> object:
        """Whether the list holds it."""
        found = self.values.get(atom, _UNSETTLED)
        if found is not _UNSETTLED:
            return found
        given = self.given(path)
        return given if given is not True else still_open(atom)

    def free(self, atom: str) -> object:
        """What was settled for it."""
        found = self.values.get(atom, _UNSETTLED)
        if found is not _UNSETTLED:
            return found
        choices = self.world.free.get(atom, YES_NO)
        return choices[0] if len(choices) == 1 else still_open(atom)

    def choices(self, atom: str) -> tuple[object, ...]:
        """What the atom may be settled as."""
        thing = self.world.things.get(atom)
        return thing.answers if thing is not None else self.world.free.get(atom, YES_NO)
