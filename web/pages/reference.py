"""`/docs`: the OpenAPI description as a plain page, without a script from anywhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from web.pages.rendering import render

router = APIRouter()
SCHEMAS = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of a body: its name, type and meaning."""

    name: str
    kind: str
    meaning: str
    required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One address with its method, what it takes and what it answers."""

    method: str
    path: str
    summary: str
    description: str
    takes: tuple[Field, ...]
    answers: tuple[Field, ...]


@router.get("/docs", response_class=HTMLResponse)
def docs(request: Request) -> HTMLResponse:
    """Show every address of the HTTP interface."""
    return render(request, "docs.html", {"operations": list(operations(request.app.openapi()))})


def operations(described: dict[str, Any]) -> Iterator[Operation]:
    """The operations of an OpenAPI document."""
    schemas = described.get("components", {}).get("schemas", {})
    for path, methods in described["paths"].items():
        for method, said in methods.items():
            parameters = tuple(_parameter(one) for one in said.get("parameters", []))
            body = _fields(said.get("requestBody", {}), schemas)
            answers = _fields(said["responses"].get("200", {}), schemas)
            told = (said["summary"], said["description"])
            yield Operation(method.upper(), path, *told, parameters + body, answers)


def _parameter(said: dict[str, Any]) -> Field:
    return Field(
        said["name"], _kind(said["schema"]), said.get("description", ""), said.get("required", False)
    )


def _fields(said: dict[str, Any], schemas: dict[str, Any]) -> tuple[Field, ...]:
    schema = said.get("content", {}).get("application/json", {}).get("schema", {})
    named = schemas.get(schema.get("$ref", "").removeprefix(SCHEMAS), {})
    required = named.get("required", [])
    return tuple(
        Field(name, _kind(one), one.get("description", ""), name in required)
        for name, one in named.get("properties", {}).items()
    )


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(SCHEMAS)
    if "anyOf" in schema:
        return " | ".join(_kind(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"[{_kind(schema.get('items', {}))}]"
    return str(schema.get("type", "object"))
