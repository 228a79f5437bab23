"""A mapping by the name under which it is shipped, or by the path of a file that somebody wrote."""

from pathlib import Path

from dugout.exchange.rules.cells import shown
from dugout.exchange.rules.mappings import read_mapping
from dugout.exchange.terms.mappings import SourceMapping
from dugout.values.refused import Refused

SHIPPED = Path(__file__).resolve().parent.parent / "mappings"
# A mapping is written by hand; what is larger is some other file.
LARGEST = 1_000_000


def shipped_names() -> list[str]:
    """The mappings that Dugout ships."""
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def mapping_of(source: str) -> SourceMapping:
    """The mapping of that name, else of that file. Refused when there is none, or it cannot be used."""
    path = SHIPPED / f"{source}.toml" if source in shipped_names() else Path(source)
    try:
        if not path.is_file():
            raise Refused.because(
                f"There is no mapping {shown(source)}: neither a shipped one ({', '.join(shipped_names())}) "
                "nor a file.",
                "Name one of them, or the path of a mapping that you wrote.",
                code="no-mapping",
            )
        if path.stat().st_size > LARGEST:
            raise Refused.because(f"{path} is not a mapping: it is too large.", "Name another file.")
        return read_mapping(path.read_text(encoding="utf-8"), name=path.name)
    except UnicodeDecodeError:
        raise Refused.because(f"{path} is not UTF-8 text.", "Save the mapping as UTF-8.") from None
    except (OSError, ValueError) as error:
        raise Refused.because(f"{shown(source)} cannot be read: {error}.", "Name another file.") from None
