import pytest

from assistant.finding.languages import languages_of
from assistant.finding.phrases import How, Phrase, PhraseTable
from assistant.finding.words import all_keys, content_of, key_of, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Überschuldung", "Ueberschuldung"),
        ("überschuldet", "uberschuldet"),
        ("Straße", "strasse"),
        ("kiralık", "kiralik"),
        ("zasiłek", "zasilek"),
        ("مدرسة", "المدرسة"),
        ("ещё", "еще"),
    ],
)
def test_one_word_in_two_spellings_has_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_short_words_keep_their_umlauts() -> None:
    assert key_of("hört") != key_of("Hort")


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Ich suche eine Wohnung", "de"),
        ("I am looking for a flat", "en"),
        ("Kiralık ev arıyorum", "tr"),
        ("أبحث عن شقة", "ar"),
        ("Шукаю квартиру і роботу", "uk"),
        ("Ищу квартиру и работу", "ru"),
        ("Я потерял работу", "ru"),
        ("не хочу жить", "ru"),
        ("не хочу жити", "uk"),
        ("Szukam mieszkania dla mnie", "pl"),
        ("Caut un apartament în oraș", "ro"),
        ("Schuldnerberatung", "de"),
    ],
)
def test_the_language_of_a_sentence_is_recognised(sentence: str, language: str) -> None:
    assert languages_of(sentence)[0] == language
    assert "de" in languages_of(sentence)


def found(text: str, phrase: str, language: str = "de") -> list[How]:
    table = PhraseTable([Phrase(phrase, content_of(phrase, language), language, "x")])
    return [one.how for one in table.find(words_of(text), (language,))]


@pytest.mark.parametrize(
    ("text", "phrase", "how"),
    [
        ("Ich habe Schulden", "Schulden", [How.EXACT]),
        ("wegen einer Schuld", "Schulden", [How.STEM]),
        ("Schuldnerberatungstermin", "Schuldnerberatung", [How.PART]),
        ("wohn geld stelle", "Wohngeld", [How.EXACT]),
        ("schuldnerberatug", "Schuldnerberatung", [How.TYPO]),
        ("ich kann die Miete schon wieder nicht zahlen", "Miete nicht zahlen", [How.EXACT]),
        ("die Miete ist hoch, aber Strom kann ich doch wirklich nicht zahlen", "Miete nicht zahlen", []),
        ("Wetter", "Sportwetten", []),
    ],
)
def test_a_phrase_is_found_by_form_and_nearness(text: str, phrase: str, how: list[How]) -> None:
    assert found(text, phrase) == how


@pytest.mark.parametrize(
    ("text", "phrase", "language"),
    [
        ("borçlarımı ödeyemiyorum", "borç", "tr"),
        ("нет квартиры", "квартира", "ru"),
        ("szukam mieszkania", "mieszkanie", "pl"),
        ("locuințe sociale", "locuință", "ro"),
    ],
)
def test_endings_of_other_languages_do_not_matter(text: str, phrase: str, language: str) -> None:
    assert found(text, phrase, language) != []


def test_fillers_may_be_missing_but_a_single_word_is_not_enough() -> None:
    assert content_of("Angst vor meinem Mann", "de") == all_keys("Angst vor Mann")
    assert content_of("älter werden", "de") == all_keys("älter werden")


def test_the_end_of_a_clause_counts_where_it_is_asked_for() -> None:
    table = PhraseTable([Phrase("kann nicht mehr", all_keys("kann nicht mehr"), "de", "x", last=True)])
    assert table.find(words_of("Ich kann nicht mehr."), ("de",))
    assert table.find(words_of("Ich kann nicht mehr und alles ist schwer"), ("de",))
    assert table.find(words_of("Ich kann nicht mehr arbeiten"), ("de",)) == []


def test_a_very_long_text_is_read_up_to_a_limit() -> None:
    assert len(words_of("Schulden " * 10_000)) < 300
