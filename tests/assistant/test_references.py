"""References are read back by parsers that others have written."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from assistant.references import Reference, Style, written

PLAIN = Reference(
    id="3f2a9c01b7de-12",
    title="Sozialbericht 2023",
    publisher="Stadt Oberhausen",
    year=2023,
    language="de",
    label="4",
    sheet=5,
    quote="Im Sozialraum Mitte ist die Quote am höchsten.",
    url="http://lotse.example/quelle/3f2a9c01b7de/5?stelle=3f2a9c01b7de-12",
    accessed=date(2026, 11, 26),
)
NASTY = 'Kosten & Nutzen: 5 % von 100 $ #1_a {b} ~c^2 \\d "e" @f,\nTY  - BOOK\nER  - '
PRINTED = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
}
ONE_LINE = " ".join(NASTY.split())
SIGNS = st.text(st.sampled_from('aä9 &%$#_{}~^\\"@,=-\n'), min_size=1).filter(str.strip)


def read_latex(field: str) -> str:
    """What LaTeX would print of a field."""
    inner = field[1:-1] if field.startswith("{") else field
    return re.sub(r"\\(text\w+)\{\}|\\(.)", lambda found: PRINTED.get(found[1], found[2]), inner)


def test_a_reference_as_text_reads_as_in_a_german_list_of_sources() -> None:
    assert written([PLAIN], Style.TEXT) == (
        "Stadt Oberhausen (2023): Sozialbericht 2023. S. 4 (Blatt 5). "
        "http://lotse.example/quelle/3f2a9c01b7de/5?stelle=3f2a9c01b7de-12 (abgerufen am 26.11.2026).\n"
        "»Im Sozialraum Mitte ist die Quote am höchsten.«\n"
    )


def test_what_is_not_known_is_said_or_left_out() -> None:
    bare = replace(PLAIN, publisher=None, year=None, url="", quote="", label="5")
    assert written([bare], Style.TEXT) == "o. V. (o. J.): Sozialbericht 2023. S. 5.\n"
    assert set(json.loads(written([bare], Style.CSL_JSON))[0]) == {"id", "type", "title", "page", "language"}
    entry = parse_string(written([bare], Style.BIBTEX), "bibtex").entries["lotse-3f2a9c01b7de-12"]
    assert set(entry.fields) == {"title", "pages"}
    assert "url" not in rispy.loads(written([bare], Style.RIS))[0]


@pytest.mark.parametrize("style", Style)
def test_several_references_keep_their_order(style: Style) -> None:
    several = [replace(PLAIN, id=f"x-{n}", title=f"Bericht {n}") for n in (3, 1, 2)]
    text = written(several, style)
    assert sorted(range(3), key=lambda n: text.index(several[n].title)) == [0, 1, 2]


@given(SIGNS, SIGNS)
def test_bibtex_is_read_back_whatever_signs_it_holds(title: str, quote: str) -> None:
    odd = replace(PLAIN, id="odd", title=title, quote=quote)
    entries = parse_string(written([odd, PLAIN], Style.BIBTEX), "bibtex").entries
    assert list(entries) == ["lotse-odd", f"lotse-{PLAIN.id}"]
    fields = entries["lotse-odd"].fields
    assert read_latex(fields["title"]) == " ".join(title.split())
    assert read_latex(fields["note"]) == " ".join(quote.split())


@given(SIGNS, SIGNS)
def test_ris_is_read_back_whatever_signs_it_holds(title: str, quote: str) -> None:
    first, second = rispy.loads(written([replace(PLAIN, title=title, quote=quote), PLAIN], Style.RIS))
    assert first["title"] == " ".join(title.split())
    assert first["notes"] == [" ".join(quote.split())]
    assert second["title"] == PLAIN.title


def test_no_sign_of_a_title_ends_a_ris_entry_early() -> None:
    (entry,) = rispy.loads(written([replace(PLAIN, title=NASTY)], Style.RIS))
    assert entry["title"] == ONE_LINE
    assert entry["type_of_reference"] == "RPRT"


def test_csl_json_holds_what_citation_programs_ask_for() -> None:
    (item,) = json.loads(written([replace(PLAIN, title=NASTY)], Style.CSL_JSON))
    assert item["title"] == ONE_LINE
    assert item["type"] == "report"
    assert item["issued"] == {"date-parts": [[2023]]}
    assert item["accessed"] == {"date-parts": [[2026, 11, 26]]}
    assert item["author"] == [{"literal": "Stadt Oberhausen"}]
