"""Takes signs out of a text that nobody sees, such as one that turns the words after it around."""

import unicodedata

UNSEEN = ("Cc", "Cf", "Cs", "Co")  # control, direction, halves of signs, private ones


def without_unseen(text: str) -> str:
    """The text without unseen signs; ends of lines and tabs stay."""
    if text.isprintable():  # most are: nothing in it is unseen
        return text
    return "".join(sign for sign in text if sign in "\r\n\t" or unicodedata.category(sign) not in UNSEEN)
