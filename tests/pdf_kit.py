"""PDF files, built byte by byte: lines of Helvetica at places, pictures, hidden words. Deterministic; nothing is read from disk."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 612, 792
LEFT, TOP = 72, 700
LEADING = 14


@dataclass
class Sheet:
    """One page under construction."""

    operations: list[str] = field(default_factory=list[str])
    y: float = TOP
    picture: bool = False

    def line(self, text: str, *, size: float = 11, bold: bool = False, x: float = LEFT, y: float | None = None, extra: str = "") -> Sheet:
        """Set one line; below the last one, or at a height. `extra` are operators in front of it: colors, ways of drawing."""
        place = self.y if y is None else y
        told = text.encode("cp1252").decode("latin-1").replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        self.operations.append(f"q {extra} BT /F{2 if bold else 1} {size} Tf {x} {place} Td ({told}) Tj ET Q")
        if y is None:
            self.y -= LEADING * max(1.0, size / 11)
        return self

    def paragraph(self, *lines: str) -> Sheet:
        """Set lines of one paragraph, and a gap below."""
        for text in lines:
            self.line(text)
        self.y -= LEADING * 0.7
        return self

    def scan(self) -> Sheet:
        """Lay a picture over the whole page."""
        self.picture = True
        return self


def pdf(*sheets: Sheet, packed: bool = True, image: bytes = b"\x80" * 100, extra: Sequence[bytes] = (), trailer: bytes = b"") -> bytes:
    """Give a PDF of these pages. `image` is the gray of the picture, `extra` further streams, `trailer` further keys of the trailer."""
    objects: list[bytes] = []
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    kids = " ".join(f"{6 + 2 * place} 0 R" for place in range(len(sheets)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode())
    objects += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>".encode()
        for font in ("Helvetica", "Helvetica-Bold")
    ]
    side = max(1, int(len(image) ** 0.5))
    objects.append(
        f"<< /Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace /DeviceGray /BitsPerComponent 8 ".encode()
        + f"/Length {side * side} >>\nstream\n".encode()
        + image[: side * side]
        + b"\nendstream"
    )
    for place, sheet in enumerate(sheets):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {7 + 2 * place} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /I 5 0 R >> >> >>".encode()
        )
        drawn = "\n".join([*(["q 612 0 0 792 0 0 cm /I Do Q"] if sheet.picture else []), *sheet.operations]).encode("latin-1")
        objects.append(stream(drawn, packed=packed))
    objects += extra
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places: list[int] = []
    for number, held in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + held + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R ".encode() + trailer + f" >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def stream(data: bytes, *, packed: bool = True) -> bytes:
    """Give a stream object of these bytes."""
    held = zlib.compress(data, 9) if packed else data
    return f"<< /Length {len(held)}{' /Filter /FlateDecode' if packed else ''} >>\nstream\n".encode() + held + b"\nendstream"
