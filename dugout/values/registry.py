"""A register that packages fill at start-up and that is then frozen: the way up by contribution."""

from collections.abc import ItemsView, KeysView, ValuesView
from difflib import get_close_matches
from typing import Any, Generic, TypeVar
from weakref import WeakSet

T = TypeVar("T")
# All that were made, so that none is forgotten when start-up is over.
_MADE: "WeakSet[Registry[Any]]" = WeakSet()


class NotRegistered(LookupError):
    """Nobody contributed this key."""


class RegistryError(RuntimeError):
    """A register was filled or read at the wrong time, or twice: a mistake of ours, found at start-up."""


class Registry(Generic[T]):
    """Values by key, in the order in which they were registered.

    `name` is the plural that error messages use ("entry kinds"). With `require_frozen` nothing can be read
    before `freeze()`: for a register of which half would give a wrong answer instead of an error.
    """

    def __init__(self, name: str, *, require_frozen: bool = False) -> None:
        self.name = name
        self._require_frozen = require_frozen
        self._frozen = False
        self._values: dict[str, T] = {}
        _MADE.add(self)

    @property
    def frozen(self) -> bool:
        return self._frozen

    def register(self, key: str, value: T) -> None:
        """Adds a value. RegistryError after the freeze, or when the key is there already."""
        if self._frozen:
            raise RegistryError(f"{self.name} are frozen; {key!r} comes too late. Register it at start-up.")
        if key in self._values:
            raise RegistryError(f"{self.name} already hold {key!r}. Give one of the two another key.")
        self._values[key] = value

    def freeze(self) -> None:
        """Ends registration. A second call changes nothing."""
        self._frozen = True

    def get(self, key: str) -> T:
        """The value of a key. NotRegistered names the nearest keys there are."""
        values = self._readable()
        try:
            return values[key]
        except KeyError:
            near = get_close_matches(key, values, n=3) or list(values)[:10]
            known = f"Near it: {', '.join(near)}." if near else "Nothing is registered at all."
            raise NotRegistered(f"{self.name} hold no {key!r}. {known}") from None

    def keys(self) -> KeysView[str]:
        return self._readable().keys()

    def values(self) -> ValuesView[T]:
        return self._readable().values()

    def items(self) -> ItemsView[str, T]:
        return self._readable().items()

    def __contains__(self, key: object) -> bool:
        return key in self._readable()

    def __len__(self) -> int:
        return len(self._readable())

    def _readable(self) -> dict[str, T]:
        if self._require_frozen and not self._frozen:
            raise RegistryError(f"{self.name} were read before start-up was over.")
        return self._values


def freeze_all() -> None:
    """Start-up is over: no register takes anything more."""
    for registry in _MADE:
        registry.freeze()
