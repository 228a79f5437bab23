"""Registers: filled once, in order, then frozen."""

import pytest

from dugout.values.registry import NotRegistered, Registry, RegistryError


def test_values_come_in_the_order_of_registration() -> None:
    kinds: Registry[int] = Registry("kinds")
    kinds.register("b", 2)
    kinds.register("a", 1)
    kinds.freeze()
    assert list(kinds.items()) == [("b", 2), ("a", 1)]
    assert (list(kinds.keys()), list(kinds.values()), len(kinds), "a" in kinds) == (
        ["b", "a"],
        [2, 1],
        2,
        True,
    )


def test_a_key_is_registered_once_and_not_after_the_freeze() -> None:
    kinds: Registry[int] = Registry("kinds")
    kinds.register("a", 1)
    with pytest.raises(RegistryError, match="already hold 'a'"):
        kinds.register("a", 2)
    kinds.freeze()
    kinds.freeze()
    with pytest.raises(RegistryError, match="frozen"):
        kinds.register("b", 2)
    assert (kinds.get("a"), len(kinds), kinds.frozen) == (1, 1, True)


def test_an_unknown_key_names_its_neighbours() -> None:
    kinds: Registry[int] = Registry("entry kinds")
    with pytest.raises(NotRegistered, match="Nothing is registered"):
        kinds.get("call")
    kinds.register("call_logged", 1)
    with pytest.raises(NotRegistered, match=r"entry kinds hold no 'call_loged'\. Near it: call_logged"):
        kinds.get("call_loged")


def test_a_register_that_must_be_whole_is_not_read_before() -> None:
    kinds: Registry[int] = Registry("kinds", require_frozen=True)
    kinds.register("a", 1)
    for read in (lambda: kinds.get("a"), kinds.keys, kinds.values, kinds.items, lambda: "a" in kinds):
        with pytest.raises(RegistryError, match="before start-up was over"):
            read()
    kinds.freeze()
    assert kinds.get("a") == 1
