"""The fixed German words around quoted sentences."""

from collections.abc import Sequence

from assistant.answer import Answer, Citation, Searched
from assistant.dialogue import Meant
from assistant.phrases import phrase


def introduction(citations: Sequence[Citation]) -> str:
    """The sentence that leads to the quoted ones and names their documents."""
    documents = list({citation.document.id: citation.document for citation in citations}.values())
    if len(documents) > 1:
        return phrase("found_several", count=len(documents))
    year = phrase("of_year", year=documents[0].year) if documents[0].year else ""
    return phrase("found_one", title=documents[0].title, year=year)


def small_talk(said: Meant) -> Answer:
    """A short kind answer to a greeting, thanks or talk beside the matter; nothing was searched for it."""
    return Answer(
        question=said.text,
        intent=said.intent,
        abstained=False,
        message=said.reply,
        statements=(),
        citations=(),
        nearest=(),
        searched=Searched(0, None, ()),
    )
