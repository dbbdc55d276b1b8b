"""How hard a German text is to read: the first new Wiener Sachtextformel (Bamberger and Vanecek, 1984)."""

import re

from bs4 import BeautifulSoup

WORD = re.compile(r"[A-Za-zÄÖÜäöüß]+")
SENTENCE_END = re.compile(r"[.!?:](?=\s|$)|\n")
VOWELS = re.compile(r"(?:au|eu|äu|ei|ai|ie|ee|oo|aa|[aeiouyäöü])", re.IGNORECASE)
BLOCKS = ("p", "li", "h1", "h2", "h3", "dt", "dd", "caption", "label", "summary")
LONG_WORD = 6
MANY_SYLLABLES = 3


def page_text(html: str) -> str:
    """The running text of a page, one block a line; code and names of settings are no language."""
    main = BeautifulSoup(html, "lxml").find("main")
    assert main is not None
    for part in main.find_all(["code", "svg", "table"]):
        part.decompose()
    for line_break in main.find_all("br"):
        line_break.replace_with("\n")
    blocks = [one for one in main.find_all(BLOCKS) if one.find(BLOCKS) is None]
    return "\n".join(re.sub(r"[ \t]+", " ", one.get_text()) for one in blocks)


def template_text(source: str) -> str:
    """The fixed words of a template, one block a line; what is filled in counts as the word "Wert"."""
    fixed = re.sub(r"\{#.*?#\}|\{%.*?%\}", " ", source, flags=re.DOTALL)
    filled = re.sub(r"\{\{.*?\}\}", "Wert", fixed, flags=re.DOTALL)
    soup = BeautifulSoup(filled, "lxml")
    for part in soup.find_all(["code", "svg"]):
        part.decompose()
    blocks = [one for one in soup.find_all((*BLOCKS, "button", "th", "option")) if one.find(BLOCKS) is None]
    return "\n".join(" ".join(one.get_text().split()) for one in blocks)


def words(text: str) -> int:
    """How many words a text has."""
    return len(WORD.findall(text))


def school_year(text: str) -> float:
    """The school year from which on a text can be read, about 4 (easy) to 15 (very hard)."""
    words = WORD.findall(text)
    sentences = [part for part in SENTENCE_END.split(text) if WORD.search(part)]
    many = 100 * sum(syllables(word) >= MANY_SYLLABLES for word in words) / len(words)
    one = 100 * sum(syllables(word) == 1 for word in words) / len(words)
    long = 100 * sum(len(word) > LONG_WORD for word in words) / len(words)
    return 0.1935 * many + 0.1672 * len(words) / len(sentences) + 0.1297 * long - 0.0327 * one - 0.875


def syllables(word: str) -> int:
    """How many syllables a word has, counted by its vowels and diphthongs; at least one."""
    return max(1, len(VOWELS.findall(word)))
