"""The words of signals: what wants attention, and how it ends."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from dugout.values.refused import Refused

LONGEST_SIGNAL = 5_000


class Severity(IntEnum):
    """How much a signal matters; the number is the order."""

    INFO = 1
    WATCH = 2
    SERIOUS = 3
    CRITICAL = 4

    @property
    def label(self) -> str:
        return self.name.lower()

    @classmethod
    def named(cls, label: str) -> "Severity":
        """The severity of a label. Refused for any other text."""
        for one in cls:
            if one.label == label:
                return one
        raise Refused.because(
            "There is no such severity.", "Choose info, watch, serious or critical.", "severity"
        )


# From here on nobody may be blindsided: those who meet the client are told.
TELLS_FROM = Severity.SERIOUS


class SignalState(StrEnum):
    """How far a signal is; not stored, it follows from who claimed and who resolved it."""

    OPEN = "open"
    CLAIMED = "claimed"
    RESOLVED = "resolved"


class SignalSource(StrEnum):
    PERSON = "person"
    RULE = "rule"
    API = "api"
    WEBHOOK = "webhook"
    IMPORT = "import"
    EMAIL = "email"


class SignalOutcome(StrEnum):
    """How a signal was resolved."""

    MENDED = "mended"
    ANSWERED = "answered"
    WON = "won"
    NO_ACTION = "no_action"
    FALSE_ALARM = "false_alarm"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisedSignal:
    """A signal as somebody raises it. `kind` is one of `SIGNAL_KINDS`, `source_id` de-duplicates."""

    account_id: int
    kind: str
    severity: Severity
    text: str
    source: SignalSource = SignalSource.PERSON
    source_id: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalKind:
    """A kind of signal, with the position that usually raises it (its code; `client` or empty for others)."""

    key: str
    label: str
    position: str
    good: bool = False


SIGNAL_KINDS: tuple[SignalKind, ...] = (
    SignalKind(key="payment_late", label="payment late", position="1b"),
    SignalKind(key="credit_limit", label="credit limit reached", position="1b"),
    SignalKind(key="billing_dispute", label="billing dispute", position="1b"),
    SignalKind(key="mis_shipped", label="mis-shipped", position="2b"),
    SignalKind(key="short_shipped", label="short-shipped", position="2b"),
    SignalKind(key="unexpected_delivery", label="unexpected delivery", position="2b"),
    SignalKind(key="delivery_late", label="delivery late", position="2b"),
    SignalKind(key="licence_not_delivered", label="licence or key not delivered", position="2b"),
    SignalKind(key="implementation_behind", label="implementation behind", position="ss"),
    SignalKind(key="design_concern", label="design concern", position="ss"),
    SignalKind(key="chance_for_something_new", label="chance for something new", position="ss", good=True),
    SignalKind(key="severe_ticket", label="severe ticket", position="3b"),
    SignalKind(key="tickets_piling_up", label="tickets piling up", position="3b"),
    SignalKind(key="installation_trouble", label="installation trouble", position="3b"),
    SignalKind(key="repeat_fault", label="repeat fault", position="3b"),
    SignalKind(key="silence", label="silence", position="am"),
    SignalKind(key="contact_left", label="contact left", position="am"),
    SignalKind(key="champion_left", label="champion left", position="am"),
    SignalKind(key="promise_due", label="promise due or broken", position="am"),
    SignalKind(key="competitor_seen", label="competitor seen", position="cf"),
    SignalKind(key="upsell_chance", label="upsell chance", position="am", good=True),
    SignalKind(key="renewal_near", label="renewal near", position="am"),
    SignalKind(key="contraction_risk", label="contraction risk", position="am"),
    SignalKind(key="detractor_answer", label="detractor answer", position="client"),
    SignalKind(key="complaint", label="complaint", position="client"),
    SignalKind(key="praise", label="praise", position="client", good=True),
)
SIGNAL_KIND = {kind.key: kind for kind in SIGNAL_KINDS}
