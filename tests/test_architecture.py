import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("corpus", "index", "assistant", "web")
SOURCES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
MOST_LINES = 300
MOST_BODY_LINES = 50
HEAVY = (
    "sqlite3",
    "faiss",
    "tantivy",
    "pypdf",
    "pypdfium2",
    "docx",
    "bs4",
    "sentence_transformers",
    "onnxruntime",
    "model2vec",
    "prometheus_client",
    "structlog",
    "limits",
    "argon2",
    "authlib",
    "joserfc",
    "typst",
)


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """The syntax of a file, parsed once for all the questions about it."""
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


@cache
def imports(path: Path) -> frozenset[str]:
    plain = {alias.name for node in nodes(path) if isinstance(node, ast.Import) for alias in node.names}
    return frozenset(plain | {node.module or "" for node in nodes(path) if isinstance(node, ast.ImportFrom)})


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_imports_only_look_down(path: Path) -> None:
    own = FLOORS.index(path.relative_to(ROOT).parts[0])
    above = [imported for imported in imports(path) if imported.split(".")[0] in FLOORS[own + 1 :]]
    assert above == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_file_is_a_small_room(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_function_fits_on_a_screen(path: Path) -> None:
    functions = [node for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [f.name for f in functions if (f.end_lineno or 0) - f.body[0].lineno >= MOST_BODY_LINES]
    assert long == []


@pytest.mark.parametrize("library", HEAVY)
def test_a_heavy_library_is_imported_by_one_file(library: str) -> None:
    importing = {name(p) for p in SOURCES if any(i.split(".")[0] == library for i in imports(p))}
    assert len({path for path in importing if "/training/" not in path}) == 1, importing


def test_only_the_settings_read_the_environment() -> None:
    reading = {name(p) for p in SOURCES if "os.environ" in p.read_text("utf-8") or "getenv" in p.read_text()}
    assert {path for path in reading if "/training/" not in path} <= {"web/settings.py"}


def test_a_package_file_holds_one_docstring() -> None:
    for path in SOURCES:
        if path.name == "__init__.py":
            body = ast.parse(path.read_text("utf-8")).body
            assert len(body) == 1, name(path)
            assert isinstance(body[0], ast.Expr), name(path)
