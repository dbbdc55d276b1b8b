"""A language model of the city's own, if it has one: it may rephrase chosen sentences, never answer alone."""

import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import httpx
import yaml

from assistant.answer import Statement
from assistant.errors import ModelUnavailable
from assistant.grounding import check
from assistant.wording import DATA
from corpus.reading.sentences import sentences

MARK = re.compile(r"\s*\[(\d{1,2})\]")
MOST_CHARACTERS = 4000
TRIES = 2
END = "[DONE]"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible server: `url` up to and with /v1, seconds to wait in all."""

    url: str
    model: str
    key: str = ""
    seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence to show: `rephrased` is false where the document's own sentence stands instead."""

    statement: Statement
    rephrased: bool


class ModelWriter:
    """Rephrases statements through a language model and keeps of its words only what their sources say."""

    def __init__(self, endpoint: Endpoint, client: httpx.Client | None = None) -> None:
        self.endpoint = endpoint
        self.client = client or httpx.Client(timeout=httpx.Timeout(endpoint.seconds, connect=3.0))

    def rephrase(
        self, question: str, statements: Sequence[Statement], sources: Mapping[int, str], plain: bool = False
    ) -> list[Written]:
        """The statements in the model's words where grounded, in the documents' words where not.

        `sources` holds the quote of each citation number: what the model adds from elsewhere is dropped.
        When the server is slow, gone or talks nonsense, all statements come back as they were.
        """
        own = [Written(statement, rephrased=False) for statement in statements]
        try:
            said = self._said(question, statements, plain)
        except ModelUnavailable:
            return own
        kept = [written for text in said if (written := _grounded(text, sources))]
        cited = {n for written in kept for n in written.statement.citations}
        missing = [written for written in own if not cited.issuperset(written.statement.citations)]
        return kept + missing if kept else own

    def stream(self, question: str, statements: Sequence[Statement], plain: bool = False) -> Iterator[str]:
        """The model's words as they come, unchecked: never to be shown alone. Raises ModelUnavailable."""
        length = 0
        for part in self._parts(_request(self.endpoint.model, question, statements, plain)):
            length += len(part)
            if length > MOST_CHARACTERS:
                return
            yield part

    def _said(self, question: str, statements: Sequence[Statement], plain: bool) -> list[str]:
        """The sentences of the model, each with its marks; tried again once when the server fails."""
        for tried in range(1, TRIES + 1):
            try:
                return _marked_sentences("".join(self.stream(question, statements, plain)))
            except ModelUnavailable:
                if tried == TRIES:
                    raise
        return []

    def _parts(self, request: dict[str, object]) -> Iterator[str]:
        headers = {"Authorization": f"Bearer {self.endpoint.key}"} if self.endpoint.key else {}
        url = f"{self.endpoint.url.rstrip('/')}/chat/completions"
        latest = time.monotonic() + self.endpoint.seconds
        try:
            with self.client.stream("POST", url, json=request, headers=headers) as response:
                response.raise_for_status()
                yield from map(_part, _in_time(response.iter_lines(), latest))
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


def _in_time(lines: Iterator[str], latest: float) -> Iterator[str]:
    for line in lines:
        if time.monotonic() > latest:
            raise TimeoutError
        yield line


def _part(line: str) -> str:
    """The words in one line of the event stream; raises ValueError for a line that is not of the protocol."""
    if not line.startswith("data:") or (data := line[len("data:") :].strip()) == END:
        return ""
    try:
        choices = json.loads(data)["choices"]
        return str(choices[0]["delta"].get("content") or "") if choices else ""
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise ValueError(data) from error


def _marked_sentences(text: str) -> list[str]:
    """Sentences with the marks that belong to them, also where a mark stands behind the full stop."""
    before = re.sub(r"([.!?])((?:\s*\[\d{1,2}\])+)", r"\2\1", text)
    return [before[start:end] for start, end in sentences(before)]


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
    listed: dict[str, str] = yaml.safe_load((DATA / "prompts.yaml").read_text(encoding="utf-8"))
    return listed
