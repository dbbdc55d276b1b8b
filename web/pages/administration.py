"""`/verwaltung`: what waits for those who keep this service."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.clusters import Clusters, ClusterState
from corpus.document import Visibility
from corpus.figures.reviews import Reviews
from corpus.uploads import Stage, Uploads
from web.access import Editor
from web.api.finder import corrections_of
from web.api.problems import services_of
from web.pages.operator import Operator
from web.pages.rendering import render
from web.pages.reviewing import overdue_entries

router = APIRouter(default_response_class=HTMLResponse)
STOCK = ("documents", "internal", "hidden")  # counted, but nothing to be done


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits: a name in `verwaltung.tasks`, how often, and the page where it is done."""

    name: str
    count: int
    address: str


@router.get("/verwaltung")
def overview(request: Request, _account: Editor) -> HTMLResponse:
    """Show what waits, what has been seen to, and what there is."""
    tasks = list(_tasks(request))
    shown = {
        "waiting": [one for one in tasks if one.count and one.name not in STOCK],
        "settled": [one for one in tasks if not one.count and one.name not in STOCK],
        "stock": [one for one in tasks if one.name in STOCK],
        "missing": Operator.of(services_of(request).settings).missing,
    }
    return render(request, "verwaltung.html", shown)


def _tasks(request: Request) -> Iterator[Task]:
    catalogue = services_of(request).catalogue
    uploads, clusters = Uploads(catalogue), Clusters(catalogue.database).all()
    described = [one.description for one in catalogue.documents()]
    yield Task("corrections", len(corrections_of(catalogue).queue()), "/verwaltung/korrekturen")
    yield Task("overdue", len(overdue_entries(request)), "/verwaltung/korrekturen#ueberfaellig")
    untagged = sum(not one.needs for one in services_of(request).finder.institutions())
    yield Task("untagged", untagged, "/verwaltung/einrichtungen?art=ohne-thema")
    questions = [len(one.questions) for one in clusters if one.state is not ClusterState.DONE]
    yield Task("questions", sum(questions), "/verwaltung/fragen")
    answered = sum(one.newly_answered for one in clusters if one.state is not ClusterState.DONE)
    if answered or services_of(request).settings.record_unanswered:  # "none" would say that all are answered
        yield Task("answered", answered, "/verwaltung/fragen")
    yield Task("figures", sum(Reviews(catalogue.database).counts().values()), "/verwaltung/zahlen")
    running = uploads.at(Stage.WAITING, Stage.READING, Stage.INDEXING)
    yield Task("running", len(running), "/verwaltung/hochgeladen")
    yield Task("failed", len(uploads.at(Stage.FAILED)), "/verwaltung/hochgeladen")
    yield Task("documents", len(described), "/verwaltung/dokumente")
    internal = sum(one.visibility is Visibility.INTERNAL for one in described)
    yield Task("internal", internal, "/verwaltung/dokumente?q=intern")
    yield Task("hidden", sum(one.hidden for one in described), "/verwaltung/dokumente?q=versteckt")
