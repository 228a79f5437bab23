"""How the packages above add kinds, record kinds and consumers."""

from collections.abc import Iterable

from dugout.history.terms import CONSUMERS, KINDS, RECORD_KINDS, Consumer, EntryKind, RecordKind


def add_kinds(*kinds: EntryKind) -> None:
    for kind in kinds:
        KINDS.register(kind.key, kind)


def add_record_kinds(*kinds: RecordKind) -> None:
    for kind in kinds:
        RECORD_KINDS.register(kind.key, kind)


def add_consumers(consumers: Iterable[Consumer]) -> None:
    """Adds consumers; each may name only kinds that are already known: its own, or of a package below."""
    for consumer in consumers:
        for kind in consumer.kinds:
            KINDS.get(kind)
        CONSUMERS.register(consumer.key, consumer)
