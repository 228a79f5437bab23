"""Small forms, declared: which values they ask for, in which words. What a field looks like follows from its type."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

# What a field offers to choose from: values, each with its words.
type_of_choices = Sequence[tuple[Any, str]]


@dataclass(frozen=True, slots=True)
class Ask:
    """How a form asks for one value: its label, and what stands with it.

    `choices` are what it is chosen from, `nothing` the words for no choice, `rows` the lines to write in. What does not
    tell anything alone, such as a day that stands there beforehand, has `tells` false.
    """

    label: str
    _: KW_ONLY
    help: str = ""
    example: str = ""
    rows: int = 1
    longest: int = 0
    choices: type_of_choices | None = None
    nothing: str = ""
    needed: bool = False
    beside: bool = False
    tells: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One record that a form may give: its values, how each is asked for, and the verb that writes it down.

    `at` is where its fields stand in the form, `about` what stands above them, `usual` what stands in them beforehand,
    `fixed` holds values that nobody is asked for. `needs` names what must be there first. One with
    `otherwise` is read only where nothing before it was given. As a form of its own it has a `title` and a `button`,
    `warning` and `intro` stand above its fields, `hint` below.
    """

    values: type[Any]
    asks: Mapping[str, Ask]
    write: Callable[[Any, Any], Any]
    at: str = ""
    about: str = ""
    usual: Mapping[str, Any] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    needs: str = ""
    otherwise: str = ""
    title: str = ""
    button: str = ""
    warning: tuple[str, str] | None = None
    intro: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """What was given in one part of a form. Problems name their field after where it stands, such as `g12-contact`."""

    at: str
    values: Any
    write: Callable[[Any, Any], Any]
