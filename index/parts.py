"""The two indexes of a generation: one of all passages, one of those that the public may see.

The public's counts its own words and lengths, so that no score tells of a document that it may not see.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.document import ANYBODY
from index.contents import Contents
from index.engine import PUBLIC_FOLDER, Engine


@dataclass(frozen=True, slots=True)
class Part:
    """What an index holds (the document of each passage key), and how that differs from an older index."""

    older: Path | None
    owners: Mapping[int, str]
    gone: list[int]
    new: list[int]

    @classmethod
    def of(cls, owners: Mapping[int, str], older: Path | None) -> "Part":
        """Beside what the older one holds, if there is one to build upon."""
        held = Contents.read(older).owners().keys() if older else frozenset[int]()
        return cls(older, owners, sorted(held - owners.keys()), sorted(owners.keys() - held))

    def to_index(self, engine: Engine) -> list[int]:
        """The passages whose words the engine is to be given."""
        anew = self.older is None or (bool(self.gone) and engine.takes_all_after_removal)
        return sorted(self.owners) if anew else self.new


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything, and what the public may see, None where that has always been everything."""

    whole: Part
    public: Part | None

    @classmethod
    def of(cls, catalogue: Catalogue, older: Path | None) -> "Parts":
        """What the catalogue asks for, beside an older generation.

        A part for the public stays when the last internal document goes: its numbers are not to move.
        """
        owners = catalogue.owners()
        shown = {one.id for one in catalogue.documents() if one.description.shown_to(ANYBODY)}
        seen = {key: document for key, document in owners.items() if document in shown}
        before = older / PUBLIC_FOLDER if older and (older / PUBLIC_FOLDER).is_dir() else None
        apart = before is not None or len(seen) < len(owners)
        return cls(Part.of(owners, older), Part.of(seen, before or older) if apart else None)

    @property
    def to_encode(self) -> list[int]:
        """The passages whose vectors are needed.

        Those of what turns public are made anew: the whole index compressed them beside what is internal.
        """
        return sorted({*self.whole.new, *(self.public.new if self.public else ())})
