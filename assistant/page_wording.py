"""How a page is worded: by the number printed on it, and by its sheet in the file where that is another."""

from assistant.phrases import phrase


def page_number(sheet: int, label: str | None) -> str:
    """The number of a page as one looks it up: the printed one, the sheet where none is printed.

    Beside printed numbers a sheet without one says that it is a sheet, lest it be taken for that page.
    """
    return label or (str(sheet) if label is None else phrase("sheet", sheet=sheet))


def cited_page(sheet: int, label: str | None) -> str:
    """A page at the end of a source line."""
    number = page_number(sheet, label)
    return number if label == "" else phrase("page", number=number)


def page_text(sheet: int, label: str | None) -> str:
    """A page as a German reader expects it, with the sheet behind it where that is another number."""
    if not label or label == str(sheet):
        return cited_page(sheet, label)
    return phrase("page_of_sheet", number=label, sheet=sheet)
