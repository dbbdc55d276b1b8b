"""The county pages and questions of OMoS-QA (CC BY 4.0): sections, parallel blocks, questions."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from index.training.dictionary import SENTENCE_WORDS
from index.training.errors import MissingMaterial
from index.training.examples import Parallel, Question, Section

COUNTIES = ("lkaugsburg", "rems-murr-kreis")
BLOCKS = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "td"]
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LETTERS = re.compile(r"[A-Za-zÄÖÜäöüß]{3}")
ANSWER_WORDS = 110


@dataclass(frozen=True)
class Block:
    """One paragraph, list item or heading of a page."""

    text: str
    heading: bool


@dataclass(frozen=True)
class CountyPage:
    """A page of one county in one language, with the id of its English twin (itself where there is none)."""

    id: int
    county: str
    title: str
    twin: int
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """All blocks, one a line."""
        return "\n".join(block.text for block in self.blocks)


def county_pages(folder: Path, language: str) -> list[CountyPage]:
    """Read both counties' pages that have any text, in one language (`de` or `en`)."""
    pages = []
    for county in COUNTIES:
        rows = json.loads(existing(folder / "pages" / f"{county}_{language}_pages.json").read_text("utf-8"))
        pages += [page_of(row, county) for row in rows]
    return [page for page in pages if page.blocks]


def existing(path: Path) -> Path:
    """Return the path, or raise `MissingMaterial`."""
    if not path.exists():
        raise MissingMaterial(f"Die Datei {path} fehlt. Abhilfe: --pages auf den Ordner omosqa setzen")
    return path


def page_of(row: dict[str, Any], county: str) -> CountyPage:
    """Turn one page of the app's dump into a value."""
    twin = (row["available_languages"].get("en") or {}).get("id") or row["id"]
    return CountyPage(row["id"], county, row["title"], twin, blocks_of(row["content"]))


def blocks_of(html: str) -> tuple[Block, ...]:
    """Cut a page's HTML into its innermost blocks that hold a word."""
    found = []
    for tag in BeautifulSoup(html, "lxml").find_all(BLOCKS):
        text = " ".join(tag.get_text(" ").split())
        if LETTERS.search(text) and not tag.find(BLOCKS):
            found.append(Block(text, tag.name in HEADINGS))
    return tuple(found)


def parallel_blocks(german: list[CountyPage], english: list[CountyPage]) -> list[Parallel]:
    """Pair titles, and blocks one by one where both twins are built alike (same kinds in a row)."""
    twins = {page.id: page for page in english}
    found = []
    for page in german:
        twin = twins.get(page.twin)
        if twin is None:
            continue
        found.append(Parallel(page.title, twin.title, sentence=False))
        if [block.heading for block in page.blocks] == [block.heading for block in twin.blocks]:
            found += [pair_of(*pair) for pair in zip(page.blocks, twin.blocks, strict=True)]
    return list(dict.fromkeys(found))


def pair_of(german: Block, english: Block) -> Parallel:
    """Make a parallel pair of two blocks."""
    return Parallel(german.text, english.text, sentence=len(german.text.split()) >= SENTENCE_WORDS)


def page_sections(pages: list[CountyPage], first_group: int) -> list[Section]:
    """Cut pages at their headings; the sections of one page share its group."""
    sections = []
    for place, page in enumerate(pages):
        title, texts = page.title, list[str]()
        for block in (*page.blocks, Block("", heading=True)):
            if block.heading and texts:
                sections.append(Section(title, tuple(texts), first_group + place))
                texts = []
            if block.heading:
                title = f"{page.title} – {block.text}" if block.text else page.title
            else:
                texts.append(block.text)
    return sections


def questions(folder: Path, part: str) -> list[Question]:
    """Read the German questions of `train` or `dev`."""
    lines = existing(folder / f"{part}_de.jsonl").read_text("utf-8").splitlines()
    return [question_of(json.loads(line)) for line in lines if line]


def question_of(row: dict[str, Any]) -> Question:
    """Turn one record into a question with the passage around its first answer lines."""
    lines, answers = row["context"].splitlines(), row["answers"]
    passage = answer_passage(lines, min(answers)) if answers else ""
    return Question(str(row["id"]), row["question"], passage, int(row["pageId"]), bool(answers))


def answer_passage(lines: list[str], first: int) -> str:
    """Join the lines from one before the first answer on, up to about 110 words."""
    chosen: list[str] = []
    for line in lines[max(0, first - 1) :]:
        if chosen and sum(len(text.split()) for text in chosen) + len(line.split()) > ANSWER_WORDS:
            break
        chosen.append(line)
    return " ".join(chosen)
