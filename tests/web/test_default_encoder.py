"""The encoder that is used where nothing is set, on the sample documents."""

from pathlib import Path

from assistant.inquiry import Inquiry
from corpus.archive import Archive
from corpus.catalogue import Catalogue
from corpus.intake import plan, take_in
from corpus.reading.limits import Limits
from corpus.sample.examples import DOCUMENTS
from index.build import build
from web.services import INDEX, encoder_of, open_services
from web.settings import Settings, settings


def test_the_default_encoder_finds_and_answers_in_other_words_than_those_of_the_documents(
    tmp_path: Path,
) -> None:
    chosen = settings().model_copy(update={"encoder": Settings.model_fields["encoder"].default})
    catalogue = Catalogue(tmp_path)
    list(take_in(catalogue, Archive(tmp_path), plan(catalogue, [DOCUMENTS]).todo, Limits()))
    build(catalogue, tmp_path / INDEX, encoder_of(chosen))
    catalogue.close()
    services = open_services(chosen, tmp_path)
    hits = services.index.search("Senioren ohne Kontakte", 5)
    assert any("Besuchsdienst" in hit.passage.text for hit in hits)
    assert hits[0].why.dense_share > 0
    asked = Inquiry("Was wird für Alleinerziehende empfohlen?")
    assert services.adviser.advise(asked).answer.statements
