"""What entries are read and checked by."""

from dataclasses import dataclass

from corpus.database import Database
from corpus.directory.needs import Taxonomy
from corpus.lists.own import OwnLists
from corpus.places.areas import Places
from corpus.places.geometry import Borders, stored_borders


@dataclass(frozen=True, slots=True)
class Known:
    """The areas, borders and needs in force."""

    places: Places
    borders: Borders
    taxonomy: Taxonomy


def known_to(database: Database) -> Known:
    """What a catalogue holds, or what comes with the program."""
    lists = OwnLists(database)
    return Known(lists.places(), stored_borders(database), lists.taxonomy())
