"""Pages of a PDF as pictures, with boxes marked; runs inside the picture worker only."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageDraw

from corpus.errors import UnreadableFile
from corpus.reading import messages, pdf

MARKER = (255, 236, 130)  # the colour of a text marker
FRAME = (179, 0, 90)
ROOM = 4.0  # points between a box and its frame
MARGIN = 1.5  # points that a mark reaches beyond its box
PIXELS = 12_000_000  # of one picture; larger pages are drawn coarser
POINTS = 72


class Drawings:
    """Draws pages; keeps the last document open, since people leaf through one."""

    def __init__(self) -> None:
        self._key: tuple[str, int, str | None] | None = None
        self._document: Any = None

    def png(
        self,
        path: str,
        password: str | None,
        page: int,
        dpi: float,
        boxes: Sequence[Sequence[float]],
        part: Sequence[float] | None,
    ) -> bytes:
        """A page or a part of it as PNG; boxes (x0, y0, x1, y1 in points from the top left) are marked."""
        image, scale = self.image(path, password, page, dpi)
        image = _marked(image, boxes, scale) if boxes else image
        image = _cut(_framed(image, boxes, scale), part, scale) if part else image
        out = io.BytesIO()
        image.save(out, "PNG", compress_level=2)
        return out.getvalue()

    def image(self, path: str, password: str | None, page: int, dpi: float) -> tuple[Image.Image, float]:
        """A page as picture, and its pixels per point."""
        document = self._opened(path, password)
        if not 1 <= page <= len(document):
            raise UnreadableFile(messages.NO_SUCH_PAGE.format(page=page, count=len(document)))
        sheet = document[page - 1]
        try:
            width, height = sheet.get_size()
            scale = min(dpi / POINTS, (PIXELS / max(width * height, 1.0)) ** 0.5)
            return sheet.render(scale=scale, draw_annots=True).to_pil().convert("RGB"), scale
        finally:
            sheet.close()

    def _opened(self, path: str, password: str | None) -> Any:
        key = (path, Path(path).stat().st_mtime_ns, password)
        if key != self._key:
            if self._document is not None:
                self._document.close()
            self._key, self._document = None, None
            self._document = pdf.opened(Path(path), password)
            self._key = key
        return self._document


def _marked(image: Image.Image, boxes: Sequence[Sequence[float]], scale: float) -> Image.Image:
    """The picture with the boxes tinted; where boxes overlap the tint is not doubled."""
    layer = Image.new("RGB", image.size, "white")
    pen = ImageDraw.Draw(layer)
    for x0, y0, x1, y1 in boxes:
        place = [(x0 - MARGIN) * scale, (y0 - MARGIN) * scale, (x1 + MARGIN) * scale, (y1 + MARGIN) * scale]
        if place[0] <= place[2] and place[1] <= place[3]:
            pen.rectangle(place, fill=MARKER)
    return ImageChops.multiply(image, layer)


def _framed(image: Image.Image, boxes: Sequence[Sequence[float]], scale: float) -> Image.Image:
    """The picture with a frame around each box, since a tint alone is lost on the dark bar of a chart."""
    pen = ImageDraw.Draw(image)
    for x0, y0, x1, y1 in boxes:
        place = [(x0 - ROOM) * scale, (y0 - ROOM) * scale, (x1 + ROOM) * scale, (y1 + ROOM) * scale]
        if place[0] <= place[2] and place[1] <= place[3]:
            pen.rectangle(place, outline="white", width=6)
            pen.rectangle(place, outline=FRAME, width=3)
    return image


def _cut(image: Image.Image, part: Sequence[float], scale: float) -> Image.Image:
    """The part of a picture that lies on it; the whole where none of it does."""
    left, top, right, bottom = (int(side * scale) for side in part)
    place = (max(left, 0), max(top, 0), min(right, image.width), min(bottom, image.height))
    return image.crop(place) if place[0] < place[2] and place[1] < place[3] else image
