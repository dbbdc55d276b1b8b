"""A language model of the city's own, if it has one: it may rephrase chosen sentences, never answer alone."""

import json
import logging
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import httpx

from assistant.answer import Statement, Written
from assistant.errors import ModelUnavailable
from assistant.grounding import check
from assistant.wording import DATA
from corpus.reading.sentences import sentences
from corpus.yaml_text import read_yaml

LOG = logging.getLogger("lotse.model")
MARK = re.compile(r"\s*\[(\d{1,2})\]")
MARKS_BEHIND = re.compile(r"([.!?])((?:\s*\[\d{1,2}\])+)")
MOST_CHARACTERS = 4000
MOST_LINE = 1 << 16
TRIES = 2
CONNECT_SECONDS = 3.0
END = "[DONE]"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible server: `url` up to and with /v1; words that come after `seconds` are too late."""

    url: str
    model: str
    key: str = ""
    seconds: float = 20.0


class ModelWriter:
    """Rephrases statements through a language model and keeps of its words only what their sources say."""

    def __init__(self, endpoint: Endpoint, client: httpx.Client | None = None) -> None:
        self.endpoint = endpoint
        self.client = client or httpx.Client()

    def written(
        self, question: str, statements: Sequence[Statement], quotes: Mapping[int, str], plain: bool = False
    ) -> Iterator[Written]:
        """Each checked sentence of the model as it comes, then the statements that it has left out.

        `quotes` holds the quote of each citation. A statement that says more than its quote (whose words they
        are, that they are old) is not handed over. When the server is slow, gone or talks nonsense, the
        statements come as they were.
        """
        handed = [one for one in statements if all(quotes.get(n) == one.text for n in one.citations)]
        sources = {n: quotes[n] for one in handed for n in one.citations}
        said, cited = set[str](), set[int]()
        for text in self._sentences(question, handed, plain) if handed else ():
            one = _grounded(text, sources)
            if one and one.statement.text not in said:
                said.add(one.statement.text)
                cited.update(one.statement.citations)
                yield one
        yield from (Written(one, False) for one in statements if not cited.issuperset(one.citations))

    def _sentences(self, question: str, statements: Sequence[Statement], plain: bool) -> Iterator[str]:
        """Whole sentences of the model with their marks; asked once more if it fails before it has begun."""
        request = _request(self.endpoint.model, question, statements, plain)
        latest = time.monotonic() + self.endpoint.seconds
        for _ in range(TRIES):
            begun = False
            try:
                for sentence in _whole_sentences(self._words(request, latest)):
                    begun = True
                    yield sentence
            except ModelUnavailable as error:
                LOG.warning("%s", error)
                if begun:
                    return
            else:
                return

    def _words(self, request: dict[str, object], latest: float) -> Iterator[str]:
        """The words of the model as they come, unchecked, and never without end."""
        headers = {"Authorization": f"Bearer {self.endpoint.key}"} if self.endpoint.key else {}
        url = f"{self.endpoint.url.rstrip('/')}/chat/completions"
        left = max(latest - time.monotonic(), 0.01)
        timeout = httpx.Timeout(left, connect=min(left, CONNECT_SECONDS))
        length = 0
        try:
            with self.client.stream("POST", url, json=request, headers=headers, timeout=timeout) as response:
                response.raise_for_status()
                for part in map(_part, _lines(response.iter_bytes(), latest)):
                    length += len(part)
                    if length > MOST_CHARACTERS:
                        return
                    yield part
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, ValueError) as error:
            raise ModelUnavailable(
                f"Das Sprachmodell unter {self.endpoint.url} antwortet nicht ({type(error).__name__}). "
                "Die Antwort steht in den Worten der Dokumente. Adresse prüfen: LOTSE_MODEL_URL"
            ) from error


def _request(model: str, question: str, statements: Sequence[Statement], plain: bool) -> dict[str, object]:
    prompts = _prompts()
    listed = "\n".join(
        prompts["sentence"].format(n=statement.citations[0], text=statement.text) for statement in statements
    )
    system = f"{prompts['system']} {prompts['plain']}" if plain else prompts["system"]
    return {
        "model": model,
        "stream": True,
        "temperature": 0,
        "max_tokens": 600,
        "messages": [
            {"role": "system", "content": system},
            {"role": "user", "content": prompts["question"].format(question=question, sentences=listed)},
        ],
    }


def _lines(chunks: Iterator[bytes], latest: float) -> Iterator[str]:
    """The lines in what a server sends; one that sends no line ends, or too slowly, is given up."""
    rest = b""
    for chunk in chunks:
        if time.monotonic() > latest:
            raise TimeoutError
        *lines, rest = (rest + chunk).split(b"\n")
        yield from (line.decode("utf-8", "replace") for line in lines)
        if len(rest) > MOST_LINE:
            raise ValueError(MOST_LINE)


def _part(line: str) -> str:
    """The words in one line of the event stream; raises ValueError for a line that is not of the protocol."""
    if not line.startswith("data:") or (data := line[len("data:") :].strip()) == END:
        return ""
    try:
        choices = json.loads(data)["choices"]
        return str(choices[0]["delta"].get("content") or "") if choices else ""
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise ValueError(data) from error


def _whole_sentences(parts: Iterator[str]) -> Iterator[str]:
    """Each sentence as soon as the next one has begun, with the marks that stand behind its full stop."""
    text = ""
    for part in parts:
        text = MARKS_BEHIND.sub(r"\2\1", text + part)
        spans = sentences(text)
        if len(spans) > 1 and text[spans[-1][0]].isalpha():
            yield from (text[start:end] for start, end in spans[:-1])
            text = text[spans[-1][0] :]
    yield from (text[start:end] for start, end in sentences(text))


def _grounded(text: str, sources: Mapping[int, str]) -> Written | None:
    """The sentence if it cites sources that exist and says what they say."""
    cited = tuple(dict.fromkeys(int(n) for n in MARK.findall(text)))
    sentence = MARK.sub("", text).strip()
    if not cited or any(n not in sources for n in cited):
        return None
    parts = [source[start:end] for n in cited for source in [sources[n]] for start, end in sentences(source)]
    return Written(Statement(sentence, cited), rephrased=True) if check(sentence, parts).grounded else None


@lru_cache(maxsize=1)
def _prompts() -> dict[str, str]:
    listed: dict[str, str] = read_yaml((DATA / "prompts.yaml").read_text(encoding="utf-8"))
    return listed
