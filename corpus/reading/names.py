"""File names as they may be shown and stored."""

import os


def shown(name: str) -> str:
    """A file name as it may be shown and stored: what no font can print is replaced."""
    readable = os.fsencode(name).decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in readable)
