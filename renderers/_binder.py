"""PDF with several pages, bound from drawings of one page each.

What Graphviz has drawn stays as it is: streams and fonts. All that makes a document of
it is written here: the pages, their links, the bookmarks, the title. Of the drawings,
which cairo has written, no more is read than where their objects are.
Source: ISO 32000-1, 7.3 (objects), 7.5 (file structure), 12.3 and 12.5 (links).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import quote

_HEADER = b"%PDF-1.5\n%\xb5\xed\xae\xfb\n"
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_STREAM = re.compile(rb">>\s*stream\r?\n")
_ESCAPED = "%#?&=/:;,+@!$'*~.-_[]"


Sides = tuple[float, float, float, float]
"""Where something is: its left, upper, right and lower side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A page to bind, *width* by *height* points, with its *drawn* PDF at a *scale*.

    *links* are where each one is on the page, from its upper left, and the address;
    those that begin with # lead to one of *places*, by their heights, here or elsewhere.
    """

    title: str
    drawn: bytes
    width: float
    height: float
    scale: float
    links: tuple[tuple[Sides, str], ...]
    places: Mapping[str, float]


def bound(leaves: Sequence[Leaf], title: str, language: str) -> bytes:
    """Bind pages, with a bookmark for each where there are several.

    Raises `ValueError` for a drawing that is not as cairo writes it.
    """
    return _Document(leaves).whole(title, language)


class _Document:
    """Objects of one document: the catalog, all pages, the information, and the rest."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self.leaves = leaves
        self.objects: list[bytes] = [b""] * (3 + len(leaves))
        self.known: dict[bytes, int] = {}
        self.elsewhere = {
            name: (number, place)
            for number, leaf in enumerate(leaves)
            for name, place in leaf.places.items()
        }

    def whole(self, title: str, language: str) -> bytes:
        for number, leaf in enumerate(self.leaves):
            self.objects[self._page(number) - 1] = self._written(number, leaf)
        kids = b" ".join(b"%d 0 R" % self._page(n) for n in range(len(self.leaves)))
        catalog = [b"/Type /Catalog /Pages 2 0 R /Lang ", _string(language)]
        catalog.append(b" /ViewerPreferences << /DisplayDocTitle true >>")
        if len(self.leaves) > 1:
            catalog.append(b" /PageMode /UseOutlines /Outlines ")
            catalog.append(b"%d 0 R" % self._bookmarks())
        self.objects[0] = b"<< %b >>" % b"".join(catalog)
        pages = (kids, len(self.leaves))
        self.objects[1] = b"<< /Type /Pages /Kids [ %b ] /Count %d >>" % pages
        self.objects[2] = b"<< /Title %b /Creator (ama-flow) >>" % _string(title)
        return _file(self.objects)

    @staticmethod
    def _page(number: int) -> int:
        return 4 + number

    def _add(self, body: bytes) -> int:
        """Add an object, or find it: pages have the same letters now and then."""
        if body not in self.known:
            self.objects.append(body)
            self.known[body] = len(self.objects)
        return self.known[body]

    def _written(self, number: int, leaf: Leaf) -> bytes:
        found = _Drawing(leaf.drawn)
        contents, resources = (
            self._copied(found, found.of_page(name))
            for name in ("Contents", "Resources")
        )
        scale, up = leaf.scale, leaf.height - leaf.scale * found.height
        begin = self._add(_stream(b"q %.5f 0 0 %.5f 0 %.3f cm\n" % (scale, scale, up)))
        end = self._add(_stream(b"\nQ\n"))
        notes = b" ".join(b"%d 0 R" % self._add(n) for n in self._links(number, leaf))
        return (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 %.2f %.2f ]"
            b" /Contents [ %d 0 R %d 0 R %d 0 R ] /Resources %d 0 R /Tabs /S"
            b" /Group << /Type /Group /S /Transparency /I true /CS /DeviceRGB >>"
            b" /Annots [ %b ] >>"
        ) % (leaf.width, leaf.height, begin, contents, end, resources, notes)

    def _copied(self, drawing: _Drawing, number: int) -> int:
        """Copy an object, and those that it refers to, under new numbers."""
        body = drawing.objects[number]
        begin = _STREAM.search(body)
        head, rest = (
            (body[: begin.start()], body[begin.start() :]) if begin else (body, b"")
        )

        def renumbered(match: re.Match[bytes]) -> bytes:
            return b"%d 0 R" % self._copied(drawing, int(match[1]))

        return self._add(_REFERENCE.sub(renumbered, head) + rest)

    def _links(self, number: int, leaf: Leaf) -> Iterator[bytes]:
        for (left, top, right, bottom), url in leaf.links:
            sides = (left, leaf.height - bottom, right, leaf.height - top)
            where = self._action(number, leaf, url)
            if where:
                yield (
                    b"<< /Type /Annot /Subtype /Link /Border [ 0 0 0 ]"
                    b" /Rect [ %.2f %.2f %.2f %.2f ] %b >>"
                ) % (*sides, where)

    def _action(self, number: int, leaf: Leaf, url: str) -> bytes:
        if not url.startswith("#"):
            address = quote(url, safe=_ESCAPED).encode()
            return b"/A << /S /URI /URI (%b) >>" % address
        name = url[1:]
        if name in leaf.places:
            return b"/Dest %b" % self._place(number, leaf.places[name])
        if name in self.elsewhere:
            return b"/Dest %b" % self._place(*self.elsewhere[name])
        return b""

    def _place(self, number: int, y: float) -> bytes:
        up = self.leaves[number].height - y
        return b"[ %d 0 R /XYZ 0 %.2f null ]" % (self._page(number), up)

    def _bookmarks(self) -> int:
        """Add a row of bookmarks, one for each page."""
        root, count = len(self.objects) + 1, len(self.leaves)
        ends = (root + 1, root + count, count)
        self.objects.append(
            b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % ends
        )
        for number, leaf in enumerate(self.leaves):
            here = root + 1 + number
            beside = b" /Prev %d 0 R" % (here - 1) if number else b""
            if number + 1 < count:
                beside += b" /Next %d 0 R" % (here + 1)
            dest = self._place(number, 0)
            self.objects.append(
                b"<< /Title %b /Parent %d 0 R%b /Dest %b >>"
                % (_string(leaf.title), root, beside, dest)
            )
        return root


def _file(objects: Sequence[bytes]) -> bytes:
    """Write objects one after another, and where each one is."""
    parts, places, at = [_HEADER], [], len(_HEADER)
    for number, body in enumerate(objects, 1):
        written = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        places.append(b"%010d 00000 n \n" % at)
        parts.append(written)
        at += len(written)
    count = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, b"".join(places)))
    trailer = (
        b"trailer\n<< /Size %d /Root 1 0 R /Info 3 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    )
    return b"".join((*parts, trailer % (count, at)))


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content)


def _string(words: str) -> bytes:
    """Write words that a reader sees, as UTF-16 in hexadecimal digits."""
    clean = words.encode("utf-16-be", errors="replace")
    return b"<FEFF%b>" % clean.hex().upper().encode()


# ------------------------------------------------------------------ what was drawn


class _Drawing:
    """The objects of a drawing, by their numbers, and how high its page is."""

    def __init__(self, drawn: bytes) -> None:
        self.objects = dict(objects(drawn))
        (self.page,) = (
            body for body in self.objects.values() if re.search(rb"/Type /Page\b", body)
        )
        box = _found(rb"/MediaBox \[ ?([-\d. ]+?) ?\]", self.page)
        self.height = float(box.split()[3])

    def of_page(self, name: str) -> int:
        """Give the number of the object that the page has under *name*."""
        return int(_found(rb"/%b (\d+) 0 R" % name.encode(), self.page))


def objects(drawn: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the objects of a PDF by their numbers, without what is around them.

    Raises `ValueError` where they are not found.
    """
    start = int(_found(rb"startxref\s+(\d+)\s+%%EOF\s*$", drawn))
    is_table = drawn.startswith(b"xref", start)
    return _listed(drawn, start) if is_table else _packed(drawn, start)


def _found(pattern: bytes, where: bytes) -> bytes:
    match = re.search(pattern, where)
    if not match:
        raise ValueError(f"no {pattern!r} in what Graphviz drew")
    return match[1]


def _listed(drawn: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Read the objects that a table lists."""
    places = [int(at) for at in re.findall(rb"(\d{10}) \d{5} n", drawn[start:])]
    return _objects(drawn, places, start)


def _objects(
    drawn: bytes, places: Sequence[int], end: int
) -> Iterator[tuple[int, bytes]]:
    ordered = [*sorted({*places}), end]  # cairo 1.16 lists what it did not write too
    for place, following in pairwise(ordered):
        written = drawn[place:following]
        number = _found(rb"^(\d+) 0 obj", written)
        body = written[written.index(b"obj") + 3 : written.rindex(b"endobj")]
        yield int(number), body.strip(b"\r\n ")


def _packed(drawn: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Read the objects that a compressed table lists, which may be compressed too."""
    table = drawn[start:]
    widths = [int(wide) for wide in _found(rb"/W \[ ?([\d ]+?) ?\]", table).split()]
    rows, size = _unpacked(table), sum(widths)
    places = []
    for at in range(0, len(rows) - size + 1, size):
        kind, place = rows[at], rows[at + widths[0] : at + widths[0] + widths[1]]
        if kind == 1 and int.from_bytes(place) != start:
            places.append(int.from_bytes(place))
    for number, body in _objects(drawn, places, start):
        yield number, body
        if b"/Type /ObjStm" in body:
            yield from _inner(body)


def _inner(body: bytes) -> Iterator[tuple[int, bytes]]:
    """Read the objects that are together in a stream."""
    count, first = (int(_found(rb"/%b (\d+)" % n, body)) for n in (b"N", b"First"))
    content = _unpacked(body)
    numbers = [int(number) for number in content[:first].split()[: 2 * count]]
    places = [first + place for place in numbers[1::2]]
    ends = [*places[1:], len(content)]
    for number, place, end in zip(numbers[::2], places, ends, strict=True):
        yield number, content[place:end].strip(b"\r\n ")


def _unpacked(body: bytes) -> bytes:
    begin = _STREAM.search(body)
    content = body[begin.end() if begin else 0 :]
    is_packed = begin and b"/FlateDecode" in body[: begin.start()]
    return zlib.decompressobj().decompress(content) if is_packed else content
