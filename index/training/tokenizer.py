"""The German tokenizer: Unigram pieces without word starts, so that compound parts share rows."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

UNKNOWN, PADDING, START, END = "[UNK]", "[PAD]", "[CLS]", "[SEP]"
SPECIALS = [PADDING, UNKNOWN, START, END]
WORD = re.compile(r"\w+|[^\w\s]")
RAREST, FLATNESS = 3, 0.7
SPELLINGS = {"ß": "ss", "ä": "ae", "ö": "oe", "ü": "ue"}


def german_normalizer() -> normalizers.Normalizer:
    """NFKC, lower case, and one spelling: ß as ss, umlauts as ae, oe, ue."""
    steps = [normalizers.Replace(letter, plain) for letter, plain in SPELLINGS.items()]
    return normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase(), *steps])


NORMALIZER = german_normalizer()


def plain(text: str) -> str:
    """Write a text as the tokenizer sees it: `Straßenübergang` as `strassenuebergang`."""
    return str(NORMALIZER.normalize_str(text))


def word_counts(texts: Iterable[str]) -> Counter[str]:
    """Count the words of all texts as the tokenizer sees them."""
    counts = Counter[str]()
    for text in texts:
        counts.update(WORD.findall(plain(text)))
    return counts


def train_tokenizer(counts: Mapping[str, int], pieces: int) -> Tokenizer:
    """Train a Unigram tokenizer on word counts to the power of 0.7, of words seen three times or more."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = german_normalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    trainer = trainers.UnigramTrainer(
        vocab_size=pieces, special_tokens=SPECIALS, unk_token=UNKNOWN, show_progress=False
    )
    tokenizer.train_from_iterator(flattened(counts), trainer)
    return tokenizer


def flattened(counts: Mapping[str, int]) -> Iterator[str]:
    """Yield each frequent word as often as the flattened count says, several on a line."""
    for word, count in counts.items():
        if count >= RAREST:
            yield " ".join([word] * round(count**FLATNESS))


def framed(tokenizer: Tokenizer) -> Tokenizer:
    """Return a copy that wraps texts in start and end marks, as BERT's body expects."""
    copy = Tokenizer.from_str(tokenizer.to_str())
    marks = [(START, copy.token_to_id(START)), (END, copy.token_to_id(END))]
    copy.post_processor = processors.TemplateProcessing(single=f"{START} $A {END}", special_tokens=marks)
    return copy
