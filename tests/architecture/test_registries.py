"""What packages contribute at start-up is complete when the app is ready, and stays as it is."""

import pkgutil
import sys
from importlib import import_module
from typing import Any

import pytest

import dugout
from dugout.gates.terms import CONDITIONS
from dugout.selling.models import Gate
from dugout.selling.terms import EVIDENCE
from dugout.values.registry import Registry, RegistryError

TERMS = [name for _, name, _ in pkgutil.walk_packages(dugout.__path__, "dugout.") if ".terms" in name]


def registries() -> dict[str, Registry[Any]]:
    """Every register that stands in a module of ours, by its name."""
    for name in TERMS:
        import_module(name)
    ours = [module for name, module in list(sys.modules.items()) if name.startswith("dugout.")]
    found = [value for module in ours for value in vars(module).values() if isinstance(value, Registry)]
    return {one.name: one for one in found}


@pytest.mark.parametrize("name", sorted(registries()))
def test_a_register_is_frozen_when_the_app_is_ready(name: str) -> None:
    registry = registries()[name]
    assert registry.frozen
    with pytest.raises(RegistryError):
        registry.register("too late", object())


def test_the_registers_are_those_that_we_know() -> None:
    assert {"entry kinds", "record kinds", "consumers", "gate conditions", "kinds of evidence"} <= set(
        registries()
    )


@pytest.mark.parametrize("key", sorted(CONDITIONS.keys()))
def test_a_condition_brings_its_facts_and_its_form_or_the_verb_that_meets_it(key: str) -> None:
    """Whichever package it comes from: what is read from a sale is a column of its statement."""
    condition = CONDITIONS.get(key)
    assert condition.reads
    if condition.of == "opportunity":
        assert all(facts.column for facts in condition.reads)
        assert condition.form or condition.met_by
    assert len(key) <= Gate._meta.get_field("condition").max_length


def test_facts_of_a_sale_have_names_of_their_own() -> None:
    """By its name each is a column of the one statement that reads them all."""
    facts = {one for of in CONDITIONS.values() for one in of.reads if of.of == "opportunity"}
    assert len({one.key for one in facts}) == len(facts)


@pytest.mark.parametrize("key", sorted(EVIDENCE.keys()))
def test_a_kind_of_evidence_is_declared_whole(key: str) -> None:
    kind = EVIDENCE.get(key)
    columns = {field.name for field in kind.model._meta.get_fields()} | {
        getattr(field, "attname", "") for field in kind.model._meta.get_fields()
    }
    for values in (kind.values, kind.kept or kind.values, kind.answers or kind.values):
        assert set(values.__dataclass_fields__) <= columns
    assert (kind.answers is None) == (kind.answer_form is None)
