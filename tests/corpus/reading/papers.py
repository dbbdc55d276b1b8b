"""Small PDF files written byte by byte, good and hostile, for the tests of reading."""

import zlib
from pathlib import Path


def pdf(path: Path, objects: dict[int, bytes], root: int = 1) -> Path:
    """Writes numbered objects as a PDF with a correct cross-reference table."""
    body = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    size = max(objects) + 1
    body += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        body += b"%010d %05d %c \n" % (
            (places[number], 0, ord("n")) if number in places else (0, 0, ord("f"))
        )
    body += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)
    path.write_bytes(bytes(body))
    return path


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """A stream object, plain."""
    return b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(content), extra, content)


def flate(content: bytes) -> bytes:
    """A stream object, deflated."""
    return stream(zlib.compress(content, 9), b"/Filter /FlateDecode ")


def one_page(path: Path, content: bytes, page: bytes = b"", content_object: bytes | None = None) -> Path:
    """A PDF of one A4 page with Helvetica as /F1 and Helvetica-Bold as /F2 in WinAnsi."""
    return pages(path, [content], page, content_object)


def pages(path: Path, contents: list[bytes], page: bytes = b"", content_object: bytes | None = None) -> Path:
    """A PDF with one A4 page for each content stream (or whole stream object, when it begins with "<<")."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    numbers = [10 + 2 * index for index in range(len(contents))]
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(contents), b" ".join(b"%d 0 R" % number for number in numbers)),
        3: font % b"Helvetica",
        4: font % b"Helvetica-Bold",
    }
    for number, content in zip(numbers, contents, strict=True):
        objects[number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> %s >>" % (number + 1, page)
        )
        whole = content if content.startswith(b"<<") else stream(content)
        objects[number + 1] = content_object or whole
    return pdf(path, objects)


def text(x: float, y: float, words: str, size: float = 11, font: str = "F1", extra: str = "") -> bytes:
    """Operators that print one line with its baseline at x, y from the bottom left."""
    safe = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT {extra} /{font} {size} Tf {x} {y} Td ({safe}) Tj ET\n".encode("cp1252")


def bomb(path: Path) -> Path:
    """A page whose content stream unpacks to 400 MiB."""
    return one_page(path, endless())


def endless(size: int = 400 << 20) -> bytes:
    """A stream object that unpacks to `size` bytes of drawing."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"0 0 m " * 170_000) for _ in range(size >> 20)) + packer.flush()
    return stream(packed, b"/Filter /FlateDecode ")


def nested_bomb(path: Path) -> Path:
    """A page whose content stream is deflated three times over, each a thousand times larger."""
    packed = zlib.compress(zlib.compress(zlib.compress(b" " * (500 << 20), 9), 9), 9)
    filters = b"/Filter [/FlateDecode /FlateDecode /FlateDecode] "
    return one_page(path, b"", content_object=stream(packed, filters))


def page_tree_loop(path: Path) -> Path:
    """A page tree that holds itself."""
    return pdf(
        path,
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Count 3 /Kids [3 0 R 2 0 R] /Parent 3 0 R >>",
            3: b"<< /Type /Pages /Count 2 /Kids [2 0 R 3 0 R] /Parent 2 0 R >>",
        },
    )


def deep_tree(path: Path, depth: int = 20_000) -> Path:
    """A page tree with one page at the bottom of `depth` nodes."""
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    for number in range(2, depth + 2):
        objects[number] = b"<< /Type /Pages /Count 1 /Kids [%d 0 R] /Parent %d 0 R >>" % (
            number + 1,
            number - 1,
        )
    objects[depth + 2] = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>" % (depth + 1)
    return pdf(path, objects)


def empty_pages(path: Path, count: int) -> Path:
    """A PDF of empty pages."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
    }
    return pdf(path, objects | dict.fromkeys(range(3, count + 3), page))


def form_loop(path: Path) -> Path:
    """A page that draws a form that draws itself, many times."""
    form = stream(
        b"/X Do " * 50,
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 5 0 R >> >> ",
    )
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /XObject << /X 5 0 R >> >> >>",
        4: stream(b"/X Do"),
        5: form,
    }
    return pdf(path, objects)


def form_explosion(path: Path, levels: int = 9, wide: int = 10) -> Path:
    """Forms that draw ten forms that draw ten forms ... : a thousand million drawings in two kilobytes."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /XObject << /X 5 0 R >> >> >>",
        4: stream(b"/X Do"),
    }
    for number in range(5, 5 + levels):
        extra = (
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> >> "
        )
        objects[number] = stream(b"/X Do " * wide, extra % (number + 1))
    leaf = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
    objects[5 + levels] = stream(b"0 0 m 100 100 l S", leaf)
    return pdf(path, objects)
