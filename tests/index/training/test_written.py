from index.training.county_pages import Block, CountyPage
from index.training.examples import Question, Section
from index.training.written import read_written, rivals_of

RENT = "Wer eine Wohnung mietet und wenig Geld hat, bekommt auf Antrag Wohngeld vom Amt."
DOG = "Hunde sind an der Leine zu führen, auch im Wald und auf allen Wiesen am Fluss."
WALK = "Im Wald ist kein Hund erlaubt; eine Streife prüft das an jedem Morgen bei Sonnenaufgang."


def section(text: str, group: int) -> Section:
    return Section("", (text,), group)


def test_a_passage_that_shares_words_is_a_rival_and_one_without_any_is_not():
    found = rivals_of([section(RENT, 1), section(DOG, 2), section(WALK, 3)])
    assert [[rival.group for rival in rivals] for rivals in found] == [[], [3], [2]]


def test_a_passage_of_the_same_group_and_one_that_says_the_same_are_no_rivals():
    assert rivals_of([section(DOG, 1), section(WALK, 1)]) == [(), ()]
    assert rivals_of([section(DOG, 1), section(DOG, 2)]) == [(), ()]


def test_questions_are_read_with_the_passages_that_their_places_name():
    laws = [Section(f"§ {n} Titel {n}", (f"Absatz {n}: {RENT}",), n) for n in range(72_000)]
    asked = [
        Question("7", "Wer hilft?", "Das Amt hilft.", 12, answered=True),
        Question("8", "Und sonst?", "", 12, answered=False),
    ]
    written = read_written(laws[:3000], [], asked)
    assert written
    assert all(one.passage.startswith(f"§ {one.group} Titel") for one in written[:-1])
    assert (written[-1].question, written[-1].passage) == ("Wer hilft?", "Das Amt hilft.")


def test_of_a_page_that_is_kept_back_no_question_is_read():
    blocks = (Block("Titel", heading=True), Block(RENT, heading=False))
    pages = [CountyPage(-1, "lkaugsburg", "Seite", -1, blocks)]
    assert read_written([], pages, []) == ()
