"""Rows of the catalogue turned into documents, pages and passages, and back."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from corpus.database import Row
from corpus.document import Box, Description, Document, Page, Passage, Span, TextSource, Visibility


def described(description: Description) -> dict[str, object]:
    """The columns of a description."""
    return asdict(description) | {
        "areas": json.dumps(description.areas, ensure_ascii=False),
        "origins": json.dumps(dict(description.origins), ensure_ascii=False),
    }


def document(row: Row) -> Document:
    """The document in a row."""
    description = Description(
        title=row["title"],
        year=row["year"],
        kind=row["kind"],
        areas=tuple(json.loads(row["areas"])),
        publisher=row["publisher"],
        series=row["series"],
        language=row["language"],
        visibility=Visibility(row["visibility"]),
        origins=json.loads(row["origins"]),
        hidden=bool(row["hidden"]),
        weight=row["weight"],
    )
    return Document(
        row["id"],
        row["sha256"],
        row["file"],
        description,
        row["page_count"],
        row["added_at"],
        row["replaced_by"],
    )


def page(row: Row) -> Page:
    """The page in a row."""
    source = TextSource(row["source"])
    return Page(row["number"], row["label"], row["text"], row["width"], row["height"], source)


def passage(row: Row) -> Passage:
    """The passage in a row."""
    spans = tuple(
        Span(page, start, end, tuple(Box(*box) for box in boxes))
        for page, start, end, boxes in json.loads(row["spans"])
    )
    headings = tuple(json.loads(row["headings"]))
    return Passage(row["id"], row["document_id"], row["ordinal"], row["text"], headings, spans)


def passage_rows(document_id: str, passages: Sequence[Passage]) -> Iterator[tuple[object, ...]]:
    """The values of passages, for columns in the order of the schema after the key."""
    for one in passages:
        spans = [[s.page, s.start, s.end, [[b.x0, b.y0, b.x1, b.y1] for b in s.boxes]] for s in one.spans]
        headings = json.dumps(one.headings, ensure_ascii=False)
        passage_id = f"{document_id}-{one.ordinal}"
        yield passage_id, document_id, one.ordinal, one.text, headings, json.dumps(spans)
