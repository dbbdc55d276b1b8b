"""References to pages of documents as text, BibTeX, RIS and CSL-JSON."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.page_wording import page_number, page_text

LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)


class Style(StrEnum):
    """How references are written."""

    TEXT = "text"
    BIBTEX = "bibtex"
    RIS = "ris"
    CSL_JSON = "csl-json"


@dataclass(frozen=True, slots=True)
class Reference:
    """A page of a document as it is cited; `label` is the number printed on it, `sheet` that in the file.

    `quote` is what is cited of it, `url` where it can be read; either may be empty.
    """

    id: str
    title: str
    publisher: str | None
    year: int | None
    language: str
    label: str | None
    sheet: int
    quote: str
    url: str
    accessed: date

    @property
    def place(self) -> str:
        """The page as a German reader expects it, with the sheet where that is another number."""
        return page_text(self.sheet, self.label)

    @property
    def page(self) -> str:
        """The page as programs for references expect it."""
        return page_number(self.sheet, self.label)


def written(references: Sequence[Reference], style: Style) -> str:
    """The references in one style, in their order."""
    return WRITERS[style](references)


def _text(references: Sequence[Reference]) -> str:
    return "\n\n".join(map(_text_entry, references)) + "\n"


def _text_entry(one: Reference) -> str:
    author = one.publisher or "o. V."
    where = f" {one.url} (abgerufen am {one.accessed:%d.%m.%Y})." if one.url else ""
    said = f"\n»{_line(one.quote)}«" if one.quote else ""
    return f"{author} ({one.year or 'o. J.'}): {_line(one.title)}. {one.place}.{where}{said}"


def _bibtex(references: Sequence[Reference]) -> str:
    return "\n".join(map(_bibtex_entry, references))


def _bibtex_entry(one: Reference) -> str:
    fields = {
        "author": f"{{{_latex(one.publisher)}}}" if one.publisher else "",
        "title": f"{{{_latex(one.title)}}}",
        "institution": _latex(one.publisher or ""),
        "year": str(one.year or ""),
        "pages": _latex(one.page),
        "url": one.url,
        "urldate": one.accessed.isoformat() if one.url else "",
        "note": _latex(one.quote),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@techreport{{lotse-{one.id},\n{lines}}}\n"


def _ris(references: Sequence[Reference]) -> str:
    return "\r\n".join(map(_ris_entry, references))


def _ris_entry(one: Reference) -> str:
    tags = [
        ("TY", "RPRT"),
        ("ID", f"lotse-{one.id}"),
        ("AU", one.publisher or ""),
        ("TI", one.title),
        ("PY", str(one.year or "")),
        ("PB", one.publisher or ""),
        ("SP", one.page),
        ("LA", one.language),
        ("UR", one.url),
        ("Y2", f"{one.accessed:%Y/%m/%d}" if one.url else ""),
        ("N1", one.quote),
    ]
    lines = [f"{tag}  - {_line(value)}" for tag, value in tags if value]
    return "".join(f"{line}\r\n" for line in (*lines, "ER  - "))


def _csl_json(references: Sequence[Reference]) -> str:
    return json.dumps(list(map(_csl_item, references)), ensure_ascii=False, indent=2) + "\n"


def _csl_item(one: Reference) -> Mapping[str, object]:
    when = one.accessed
    item: dict[str, object] = {
        "id": f"lotse-{one.id}",
        "type": "report",
        "title": _line(one.title),
        "author": [{"literal": one.publisher}] if one.publisher else [],
        "publisher": one.publisher or "",
        "issued": {"date-parts": [[one.year]]} if one.year else {},
        "page": one.page,
        "language": one.language,
        "URL": one.url,
        "accessed": {"date-parts": [[when.year, when.month, when.day]]} if one.url else {},
        "note": _line(one.quote),
    }
    return {name: value for name, value in item.items() if value}


def _latex(text: str) -> str:
    return _line(text).translate(LATEX)


def _line(text: str) -> str:
    """Text on one line: no format but JSON could tell a new line from the end of a field."""
    return " ".join(text.split())


WRITERS: Mapping[Style, Callable[[Sequence[Reference]], str]] = {
    Style.TEXT: _text,
    Style.BIBTEX: _bibtex,
    Style.RIS: _ris,
    Style.CSL_JSON: _csl_json,
}
