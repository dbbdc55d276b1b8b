"""The description of the interface in German, for programs and for the page `/docs`."""

from functools import cached_property
from typing import Any

from fastapi import FastAPI

from web.texts import entries, text


class Interface(FastAPI):
    """An application whose OpenAPI document says in German what each address takes and answers."""

    def openapi(self) -> dict[str, Any]:
        """The document, put together once; a missing text of ours always raises KeyError."""
        return self._described

    @cached_property
    def _described(self) -> dict[str, Any]:
        return _in_german(super().openapi())  # which keeps one without our texts as `openapi_schema`


def _in_german(described: dict[str, Any]) -> dict[str, Any]:
    told = entries("interface")
    described["info"]["description"] = text("interface.about")
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            operation.update(told["operations"][f"{method.upper()} {path}"])
            for status, answer in operation["responses"].items():
                answer["description"] = told["answers"].get(status, answer["description"])
            for parameter in operation.get("parameters", ()):
                parameter.setdefault("description", told["parameters"].get(parameter["name"]))
    for name, schema in described["components"]["schemas"].items():
        schema["description"] = told["schemas"][name]
    return described
