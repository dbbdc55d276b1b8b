"""`lotse search` and `lotse ask`."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.figure_wording import printed_as
from assistant.inquiry import Inquiry, Wording
from assistant.page_wording import page_text
from assistant.references import Reference, Style, written
from corpus.document import Visibility
from web.api.advice_shapes import AdviceShape
from web.api.facet_shapes import FacetsShape
from web.api.questions import answer_shape, search_shape
from web.api.shapes import HitShape, SearchShape
from web.citing import reference
from web.commands.find import show_crisis, show_institutions
from web.commands.options import (
    AreaOption,
    DataOption,
    JsonOption,
    KindOption,
    YearOption,
    existing_data,
    whole_signs,
)
from web.commands.output import print_json, show
from web.filters import filters
from web.services import Services, open_services
from web.settings import settings
from web.texts import table, text, title_text

EarlierOption = Annotated[
    list[str] | None, typer.Option("--earlier", metavar="FRAGE", help=text("option.earlier"))
]
NeedOption = Annotated[str | None, typer.Option("--need", metavar="BEDARF", help=text("option.need"))]
PlaceOption = Annotated[str | None, typer.Option("--place", metavar="ORT", help=text("option.place"))]
LanguageOption = Annotated[
    str | None, typer.Option("--language", metavar="SPRACHE", help=text("option.wished_language"))
]
WordingOption = Annotated[Wording | None, typer.Option("--wording", help=text("option.wording"))]
EVERYTHING = tuple(Visibility)
MOST_HITS = 100


def search(
    query: Annotated[
        str, typer.Argument(metavar="WÖRTER", help=text("argument.query"), callback=whole_signs)
    ],
    data: DataOption = None,
    k: Annotated[int, typer.Option("-k", metavar="ZAHL", min=1, max=MOST_HITS, help=text("option.k"))] = 10,
    year: YearOption = None,
    kind: KindOption = None,
    area: AreaOption = None,
    facets: Annotated[bool, typer.Option("--facets", help=text("option.facets"))] = False,
    cite: Annotated[Style | None, typer.Option("--cite", metavar="FORM", help=text("option.cite"))] = None,
    json: JsonOption = False,
) -> None:
    """Find passages."""
    narrowed = filters(year, kind, area, EVERYTHING)
    services = _services(data)
    found = search_shape(services, query, k, narrowed, facets)
    if json:
        print_json(found)
    elif cite:
        show(written([_reference(services, hit) for hit in found.hits], cite).rstrip())
    else:
        _show_hits(found)


def ask(
    question: Annotated[
        str, typer.Argument(metavar="FRAGE", help=text("argument.question"), callback=whole_signs)
    ],
    data: DataOption = None,
    year: YearOption = None,
    kind: KindOption = None,
    area: AreaOption = None,
    earlier: EarlierOption = None,
    need: NeedOption = None,
    place: PlaceOption = None,
    language: LanguageOption = None,
    wording: WordingOption = None,
    json: JsonOption = False,
) -> None:
    """Answer a question with sentences from the documents."""
    narrowed = filters(year, kind, area, EVERYTHING)
    inquiry = Inquiry(question, tuple(earlier or ()), need, place, wording=wording, language=language)
    answer = answer_shape(_services(data), inquiry, narrowed)
    if json:
        print_json(answer)
    else:
        show_answer(answer)


def show_answer(answer: AdviceShape) -> None:
    """Print an answer with its sources, or the refusal with what came close; crisis numbers come first."""
    show_crisis(answer.crisis, answer.meant.gentle)
    _show_places(answer)
    _show_figures(answer)
    if answer.message != answer.figures_message:
        show(answer.message)
    for statement in answer.answer:
        mark = f" ({text('asking.rephrased')})" if statement.rephrased else ""
        show("• " + statement.text + " " + "".join(f"[{n}]" for n in statement.citations) + mark)
    show()
    for citation in answer.citations:
        where = page_text(citation.page, citation.page_label)
        show(f"[{citation.n}] {title_text(citation.document.title, citation.document.year)}, {where}")
    for nearest in answer.nearest:
        where = page_text(nearest.page, nearest.page_label)
        show(f"– {title_text(nearest.document.title, nearest.document.year)}, {where}: {nearest.heading}")
    for note in filter(None, (*answer.notes, answer.meant.told)):
        show(note)
    if back := answer.meant.asks_back:
        show(back.text + " " + " | ".join(choice.label for choice in back.choices))


def _show_figures(answer: AdviceShape) -> None:
    if answer.figures_message:
        show(answer.figures_message)
    for figure in answer.figures:
        told = ", ".join(str(part) for part in (figure.indicator, figure.place, figure.period) if part)
        show(f"• {told}: {printed_as(figure)} ({figure.source})")


def _show_places(answer: AdviceShape) -> None:
    for told in answer.meant.directory:
        show(told.title)
        for line in told.lines:
            show(f"• {line.name}: {line.text}")
        show(told.silence)
    if answer.institutions:
        show(answer.understood)
        show_institutions(answer.institutions)
        show()


def _services(data: Path | None) -> Services:
    return open_services(settings(), existing_data(data))


def _show_hits(found: SearchShape) -> None:
    if not found.hits:
        show(text("search.none", query=found.query))
    for hit in found.hits:
        _show_hit(hit)
    if found.facets:
        _show_facets(found.facets)


def _show_facets(facets: FacetsShape) -> None:
    show(text("search.facet_total", passages=facets.passages, documents=facets.documents))
    for key, name in table("search.facet_names").items():
        counts = ", ".join(f"{one.value} ({one.documents})" for one in getattr(facets, key))
        if counts:
            show(text("search.facet_line", name=name, counts=counts))


def _reference(services: Services, hit: HitShape) -> Reference:
    document = services.catalogue.document(hit.document.id)
    page = services.catalogue.page(document.id, hit.page)
    return reference(document, page, hit.text, "", hit.passage)


def _show_hit(hit: HitShape) -> None:
    where = page_text(hit.page, hit.page_label)
    show(f"{hit.rank}. {title_text(hit.document.title, hit.document.year)}, {where}")
    if hit.heading:
        show(f"   {hit.heading}")
    show("   " + " ".join(hit.text.split()))
    show()
