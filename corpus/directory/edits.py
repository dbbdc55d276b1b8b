"""Changes an institution by the columns that people know from the template."""

from collections.abc import Mapping

from corpus.directory.columns import FIELDS, from_columns, to_columns
from corpus.directory.known import Known
from corpus.directory.mappings import FOLDER, load_mapping
from corpus.directory.rows import institution_of
from corpus.directory.tables import Row
from corpus.errors import InvalidData
from corpus.institution import Institution
from corpus.unseen import without_unseen

TEMPLATE = FOLDER / "vorlage.yaml"


def edited(institution: Institution, changes: Mapping[str, str], known: Known) -> Institution:
    """The institution with some columns ("Telefon") changed; raises InvalidData for what cannot be used."""
    unknown = set(changes) - set(FIELDS)
    if unknown:
        possible = ", ".join(FIELDS)
        raise InvalidData(f"Unbekannte Angaben: {', '.join(sorted(unknown))}. Möglich sind: {possible}")
    row = Row(1, to_columns(institution) | {name: without_unseen(value) for name, value in changes.items()})
    return from_columns(row, institution_of(row, load_mapping(TEMPLATE), known.places, known.borders))
