import pytest

from assistant.finding.needs import NeedReader
from assistant.finding.words import words_of
from corpus.directory.needs import load_needs, taxonomy_of

READER = NeedReader(load_needs())


def needs(sentence: str) -> list[str]:
    return [one.need.id for one in READER.read(words_of(sentence), ("de",))]


@pytest.mark.parametrize(
    ("meant", "alike"),
    [
        ("Mein Mann hat mich geschlagen, wieder Schläge", "Beratung nach einem Schlaganfall"),
        ("Ich will zur Kur", "Ein Kurs für Anfänger"),
        ("Vorbereitung auf die Geburt", "Geburtsurkunde beantragen"),
        ("Ich will die Scheidung", "Das war meine Entscheidung"),
        ("Der Vater zahlt keinen Unterhalt", "Eine gute Unterhaltung"),
        ("Ich bin einsam", "Wir kochen gemeinsam"),
        ("Er ist Spieler", "Mein Kind will spielen"),
        ("Ich habe keine Bleibe", "Kann ich in Deutschland bleiben"),
    ],
)
def test_words_that_only_look_alike_are_no_need(meant: str, alike: str) -> None:
    assert needs(meant) != []
    assert not set(needs(meant)) & set(needs(alike))


def test_a_city_says_itself_which_words_only_look_alike() -> None:
    need = {"id": "boote", "label": "Bootsverleih", "everyday": ["Boot"], "unless": ["Bootcamp"]}
    situation = {"id": "freizeit", "label": "Freizeit", "needs": [need]}
    reader = NeedReader(taxonomy_of({"situations": [situation]}, "Test"))

    def found(sentence: str) -> int:
        return len(reader.read(words_of(sentence), ("de",)))

    assert (found("ein Boot leihen"), found("ein Bootcamp"), found("ein Bootcamp mit Boot")) == (1, 0, 1)


def test_a_landlord_who_throws_somebody_out_is_a_loss_of_the_dwelling() -> None:
    for sentence in ("vermieter schmeißt mich raus", "mein vermieter wirft mich raus"):
        assert needs(sentence)[0] == "wohnungsverlust"


def test_a_compound_of_known_words_is_no_misspelt_other_one() -> None:
    assert "arzt" not in " ".join(needs("Kinderarmut"))
    assert needs("Kinderarmut") == []
    assert needs("Kinderartz") != []
