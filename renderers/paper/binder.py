"""PDF of one page or more, bound from drawings of one page each.

Graphviz draws what is on a page. All that makes a document of it is added here: the
sizes of the pages, their links, the bookmarks, the title.
Source: ISO 32000-1, 7.7 (documents and pages), 12.3 and 12.5 (destinations and links).
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from urllib.parse import quote

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    BooleanObject,
    Fit,
    NameObject,
    RectangleObject,
    TextStringObject,
)

from .._outline import Outline, anchor
from ..picture.scene import Scene
from ..picture.setting import Text, clean
from .pages import Page

_ESCAPED = "%#?&=/:;,+@!$'()*~.-_[]"

_Place = tuple[int, Fit]
"""What can be led to: a page, counted from 0, and how far up it."""


def bound(pages: Sequence[Page], drawn: Sequence[bytes]) -> bytes:
    """Bind *pages*, each *drawn* as PDF, with a bookmark for each if there are several.

    Raises `ValueError` for a drawing that cannot be read.
    """
    writer = PdfWriter()
    scenes = [page.scene for page in pages]
    for scene, one in zip(scenes, drawn, strict=True):
        _add_page(writer, scene, one)
    _add_links(writer, scenes)
    if len(pages) > 1:
        _add_bookmarks(writer, pages)
    _add_title(writer, pages[0].outline)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _add_page(writer: PdfWriter, scene: Scene, drawn: bytes) -> None:
    try:
        (read,) = PdfReader(BytesIO(drawn), strict=True).pages
        page = writer.add_page(read, excluded_keys=["/Annots"])
        _put(page, scene)
    except Exception as error:  # pypdf raises whatever it comes upon
        raise ValueError(error) from error


def _put(page: PageObject, scene: Scene) -> None:
    """Scale what is drawn on a page, and put it at the upper left of its scene."""
    contents = page.get_contents()
    if contents is None:
        raise ValueError("nothing is drawn on its page")
    scale, up = scene.scale, scene.height - float(page.mediabox.height)
    # its operations are kept as they are: to parse them takes as long as to draw them
    drawing = scale, scale, scale * up, contents.get_data()
    contents.set_data(b"q %.5f 0 0 %.5f 0 %.3f cm\n%b\nQ\n" % drawing)
    page.replace_contents(contents.flate_encode())
    page.mediabox = _rectangle(scene, 0, 0, scene.width, scene.height)
    page[NameObject("/Tabs")] = NameObject("/S")


def _rectangle(
    scene: Scene, left: float, top: float, right: float, bottom: float
) -> RectangleObject:
    """Measure from the lower left of a page what a scene has from its upper left."""
    sides = left, scene.height - bottom, right, scene.height - top
    first, *others = (round(side * scene.scale, 2) for side in sides)
    return RectangleObject((first, *others))


def _place(number: int, scene: Scene, y: float = 0) -> _Place:
    up = round((scene.height - y) * scene.scale, 2)
    return number, Fit.xyz(left=0, top=up)


# ------------------------------------------------------------------ links


def _add_links(writer: PdfWriter, scenes: Sequence[Scene]) -> None:
    """Link words to addresses, and to places on their own page rather than others."""
    places = [dict(_places(number, scene)) for number, scene in enumerate(scenes)]
    for number, scene in enumerate(scenes):
        for link in _links(scene, ChainMap(places[number], *places)):
            writer.add_annotation(number, link)


def _places(number: int, scene: Scene) -> Iterator[tuple[str, _Place]]:
    """Give each thing on a page that can be led to, by its name."""
    yield f"page-{number + 1}", _place(number, scene)
    for drawn in (state for run in scene.runs for state in run.states):
        top = min(y for _, y in drawn.shapes[0].points)
        yield anchor(drawn.state), _place(number, scene, top)


def _links(scene: Scene, places: Mapping[str, _Place]) -> Iterator[Link]:
    for text in scene.texts:
        where = _rectangle(scene, *_sides(text))
        name = text.url.removeprefix("#")
        if name in places:
            number, fit = places[name]
            yield Link(rect=where, target_page_index=number, fit=fit)
        elif text.url and text.url != f"#{name}":
            yield Link(rect=where, url=quote(name, safe=_ESCAPED))


def _sides(text: Text) -> tuple[float, float, float, float]:
    return text.left, text.top, text.left + text.width, text.top + text.height


# ------------------------------------------------------------------ the document


def _add_bookmarks(writer: PdfWriter, pages: Sequence[Page]) -> None:
    for number, page in enumerate(pages):
        _, fit = _place(number, page.scene)
        writer.add_outline_item(title=clean(page.title), page_number=number, fit=fit)
    writer.page_mode = "/UseOutlines"


def _add_title(writer: PdfWriter, outline: Outline) -> None:
    """Say what the document is called, and which language a voice has to read it in."""
    title = clean(outline.expand(outline.flow.title))
    writer.metadata = {"/Title": title, "/Creator": "ama-flow"}
    writer.root_object[NameObject("/Lang")] = TextStringObject(outline.flow.language)
    shown = writer.create_viewer_preferences()
    shown[NameObject("/DisplayDocTitle")] = BooleanObject(value=True)
