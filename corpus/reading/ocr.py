"""Text recognition by Debian's tesseract, where it and the extra `ocr` are installed."""

import importlib.util
import shutil
from typing import Any

from PIL import Image

LANGUAGE = "deu"
SURE = 30.0  # of 100; words that tesseract is less sure of are left out

WordBox = tuple[str, float, float, float, float, float]


class NoRecognition(Exception):
    """Tesseract, its German or pytesseract is not installed."""


def words(image: Image.Image, scale: float, seconds: float) -> list[WordBox]:
    """The words on a picture: text, x0, y0, x1, y1 in points from the top left, and the size of the letters.

    Raises NoRecognition where nothing can recognise text, RuntimeError after `seconds`.
    """
    if importlib.util.find_spec("pytesseract") is None or shutil.which("tesseract") is None:
        raise NoRecognition
    import pytesseract  # noqa: PLC0415  an extra: not everybody has it

    if LANGUAGE not in pytesseract.get_languages():
        raise NoRecognition
    found = pytesseract.image_to_data(
        image.convert("L"), lang=LANGUAGE, timeout=seconds, output_type=pytesseract.Output.DICT
    )
    return _words(found, scale)


def _words(found: dict[str, list[Any]], scale: float) -> list[WordBox]:
    """Words with the height of their line, since "aus" is lower than "Haug"."""
    lines: dict[tuple[int, int, int], list[int]] = {}
    for index, text in enumerate(found["text"]):
        if text.strip() and float(found["conf"][index]) >= SURE:
            key = (found["block_num"][index], found["par_num"][index], found["line_num"][index])
            lines.setdefault(key, []).append(index)
    boxes = []
    for members in lines.values():
        top = min(found["top"][index] for index in members) / scale
        bottom = max(found["top"][index] + found["height"][index] for index in members) / scale
        for index in members:
            left, wide = found["left"][index] / scale, found["width"][index] / scale
            boxes.append((found["text"][index].strip(), left, top, left + wide, bottom, bottom - top))
    return boxes
