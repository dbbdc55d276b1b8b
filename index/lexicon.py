"""Makes the word list for splitting compounds: `python -m index.lexicon LAWS.jsonl.gz DICTIONARY`.

LAWS are German federal laws (public domain), DICTIONARY is the Ding list of Debian's trans-de-en
(GPL-2.0-or-later), so the list that comes out is under GPL-2.0-or-later.
"""

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from index.compounds import LEXICON, SHORTEST_HEAD, SHORTEST_MODIFIER

FAMILY = 4  # a modifier has been seen before at least so many different heads
MOST_HEADS = 60_000
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{3,}")
_WIDE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NOTES = re.compile(r"\{[^}]*\}|\[[^]]*\]|\([^)]*\)|<[^>]*>")
_PARTICLES = (
    "ab abge an ange auf aufge aus ausge aussen bei beige durch ein einge ent entge fort gegen hin her mit "
    "mitge nach nachge ueber um umge unter unver ver vor vorge weiter wieder zer zuge zurueck zusammen"
)
_HEADER = """\
# Words for splitting German compounds, made by index/lexicon.py from German federal laws (public domain)
# and the Ding dictionary by Frank Richter (GPL-2.0-or-later). This list is under GPL-2.0-or-later.
# word, how many compounds it ends, how many it begins
"""


def main(laws: Path, dictionary: Path) -> None:
    """Write the list beside the code."""
    counts = Counter(word for text in law_texts(laws) for word in nouns(text))
    counts.update(word for text in german_side(dictionary) for word in nouns(text))
    LEXICON.write_text(_HEADER + "".join(f"{line}\n" for line in lexicon(counts)), "utf-8")


def law_texts(path: Path) -> Iterator[str]:
    """The headings and paragraphs of all laws."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            section = json.loads(line)
            yield section["section"]
            yield from section["paragraphs"]


def german_side(path: Path) -> Iterator[str]:
    """The German half of each dictionary entry, without its notes."""
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield _NOTES.sub(" ", line.partition("::")[0])


def nouns(text: str) -> Iterator[str]:
    """Capitalised words of a text, folded."""
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].isupper() and word[1:].islower():
            yield word.lower().translate(_WIDE)


def lexicon(counts: Counter[str]) -> list[str]:
    """Lines of word, ends, begins: heads end compounds, modifiers (with linking letters) begin them."""
    families: dict[str, set[str]] = defaultdict(set)
    ends: Counter[str] = Counter()
    for word in counts:
        for cut in range(SHORTEST_MODIFIER, len(word) - SHORTEST_HEAD + 1):
            if counts.get(word[cut:], 0) > 1:
                families[word[:cut]].add(word[cut:])
                ends[word[cut:]] += 1
    modifiers = {
        word: len(heads)
        for word, heads in families.items()
        if len(heads) >= FAMILY and word not in _PARTICLES.split()
    }
    heads = dict(ends.most_common(MOST_HEADS))
    words = sorted(modifiers.keys() | heads.keys())
    return [f"{word}\t{heads.get(word, 0)}\t{modifiers.get(word, 0)}" for word in words]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
