"""The fixed German phrases of the assistant, from `data/phrases.yaml`."""

from functools import lru_cache

from assistant.wording import DATA
from corpus.yaml_text import read_yaml


def phrase(name: str, **values: object) -> str:
    """The phrase of this name with its values filled in; an unknown name is a KeyError."""
    return _phrases()[name].format(**values)


@lru_cache(maxsize=1)
def _phrases() -> dict[str, str]:
    listed: dict[str, str] = read_yaml((DATA / "phrases.yaml").read_text(encoding="utf-8"))
    return listed
