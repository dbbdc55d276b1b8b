"""Which passages a generation holds, and which document each belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.ranking import Flags, Keys

FILE = "passages.npz"


@dataclass(frozen=True, slots=True)
class Contents:
    """Passage keys, ascending; `places[i]` is the index in `documents` of the document of `keys[i]`."""

    keys: Keys
    places: npt.NDArray[np.int32]
    documents: tuple[str, ...]

    @classmethod
    def of(cls, owners: Mapping[int, str]) -> "Contents":
        """From the document id of each passage key."""
        keys = sorted(owners)
        documents = sorted(set(owners.values()))
        number = {document: place for place, document in enumerate(documents)}
        places = np.array([number[owners[key]] for key in keys], dtype=np.int32)
        return cls(np.array(keys, dtype=np.int64), places, tuple(documents))

    @classmethod
    def read(cls, generation: Path) -> "Contents":
        """From a generation's folder."""
        with np.load(generation / FILE) as arrays:
            documents = tuple(str(document) for document in arrays["documents"])
            return cls(arrays["keys"], arrays["places"], documents)

    def write(self, generation: Path) -> None:
        """Into a generation's folder."""
        documents = np.array(self.documents, dtype=np.str_)
        np.savez(generation / FILE, keys=self.keys, places=self.places, documents=documents)

    def owners(self) -> dict[int, str]:
        """The document id of each passage key."""
        return {int(key): self.documents[place] for key, place in zip(self.keys, self.places, strict=True)}

    def places_of(self, keys: Keys) -> npt.NDArray[np.int32]:
        """The index in `documents` of the document that each passage belongs to."""
        found: npt.NDArray[np.int32] = self.places[np.searchsorted(self.keys, keys)]
        return found

    def documents_of(self, keys: Keys) -> list[str]:
        """The id of the document that each passage belongs to."""
        return [self.documents[place] for place in self.places_of(keys)]

    def flags(self, documents: frozenset[str]) -> Flags:
        """A flag for each number up to the highest key: is it a passage of one of these documents?"""
        chosen = np.array([document in documents for document in self.documents], dtype=np.bool_)
        return self.flags_of(self.keys[chosen[self.places]] if len(self.places) else self.keys)

    def flags_of(self, keys: Keys) -> Flags:
        """A flag for each number up to the highest key: is it among these keys?"""
        found = np.zeros(int(self.keys[-1]) + 1 if len(self.keys) else 0, dtype=np.bool_)
        found[keys] = True
        return found
