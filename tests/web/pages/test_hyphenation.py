import pytest

from web.pages.hyphenation import breakable


@pytest.mark.parametrize(
    ("word", "parted"),
    [
        ("Jugendarbeitslosigkeit", "Jugend-arbeitslosigkeit"),
        ("Übergangsquote", "Übergangs-quote"),
        ("Armutsgefährdungsquote", "Armuts-gefährdungs-quote"),
        ("Sprachförderbedarf", "Sprach-förder-bedarf"),
        ("Alleinerziehende", "Allein-erziehende"),
        ("Einwohnerinnen und Einwohner", "Einwohner-innen und Einwohner"),
        ("SGB-II-Quote", "SGB-II-Quote"),
        ("Auffälligkeiten", "Auffälligkeiten"),
    ],
)
def test_long_compounds_may_be_parted_where_their_words_meet(word: str, parted: str) -> None:
    assert breakable(word).replace("\u00ad", "-") == parted


def test_a_name_with_a_slash_may_go_on_behind_it_and_signs_of_html_stay_signs() -> None:
    assert breakable("Alstaden/Lirich <b>") == "Alstaden/<wbr>Lirich &lt;b&gt;"
