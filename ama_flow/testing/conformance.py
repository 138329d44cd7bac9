"""What every renderer must do, whatever it writes."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator

from hypothesis import Phase, given, settings

from ama_flow.model import Flow, Options, Renderer
from ama_flow.registry import renderer as registered
from ama_flow.testing import nasty
from ama_flow.testing.sample import SAMPLE
from ama_flow.text import blocks, expand, plain

Said = tuple[str, str]
"""What something is of, and the words of it."""
Read = Callable[[bytes], str]
"""Gives the words of a document as its reader sees them, with its addresses."""

_SEEDS = ("1", "2", "3")
_RENDER = """
import pickle, sys
sys.path[:] = pickle.load(sys.stdin.buffer)
from ama_flow.registry import render
flow, name = pickle.load(sys.stdin.buffer)
sys.stdout.buffer.write(render(flow, name))
"""


def assert_renderer(
    renderer: Renderer | str,
    *,
    read: Read | None = None,
    whole: bool = True,
    examples: int = 20,
) -> None:
    """Hold that *renderer* is one that can be relied on.

    It says what it gives. It gives bytes, the same ones each time; one that is given
    by its name, as it is installed, also in other processes, where sets have another
    order. Every state, link, contact and way on of a flow is in the document, unless
    it is not *whole*, as a summary or a picture in pixels is not. Nothing that a text
    may hold makes it fail, in so many *examples*; and with *read*, which undoes the
    syntax of the target, each line of that is in the document too. Raises
    ``AssertionError``, and what the renderer raises.
    """
    __tracebackhide__ = True
    found = registered(renderer) if isinstance(renderer, str) else renderer
    _says_what_it_gives(found)
    document = _rendered(found, SAMPLE)
    if whole:
        _holds(
            found,
            _said(SAMPLE) if read else _words(SAMPLE),
            (read or _decoded)(document),
        )
    if isinstance(renderer, str):
        _is_the_same_elsewhere(renderer, SAMPLE)
    _takes_anything(found, read if whole else None, examples)


def _says_what_it_gives(renderer: Renderer) -> None:
    name = renderer.name
    assert re.fullmatch(r"(\.[a-z0-9]+)+", renderer.suffix), (
        f"{name}: the suffix is {renderer.suffix!r}, and not like '.md'"
    )
    assert re.match(r"[a-z]+/[a-z0-9.+-]+(;|$)", renderer.media_type), (
        f"{name}: the media type is {renderer.media_type!r}, and not like 'text/plain'"
    )
    assert renderer.summary, f"{name}: the summary is empty"


def _rendered(renderer: Renderer, flow: Flow) -> bytes:
    """Render *flow* twice, and once more from a copy that shares nothing with it."""
    options = Options()
    document: object = renderer.render(flow, options)
    assert isinstance(document, bytes), (
        f"{renderer.name}: it gives {type(document).__name__}, and not bytes"
    )
    copy = pickle.loads(pickle.dumps(flow))  # noqa: S301 - it was pickled just now
    for again in (flow, copy):
        assert renderer.render(again, options) == document, (
            f"{renderer.name}: the same flow gives other bytes the next time"
        )
    return document


def _is_the_same_elsewhere(name: str, flow: Flow) -> None:
    given = pickle.dumps(sys.path) + pickle.dumps((flow, name))
    documents = {
        subprocess.run(  # noqa: S603 - this Python, with what is written above
            [sys.executable, "-c", _RENDER],
            input=given,
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in _SEEDS
    }
    assert len(documents) == 1, f"{name}: another process gives other bytes"


def _takes_anything(renderer: Renderer, read: Read | None, examples: int) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.generate, Phase.shrink),
    )
    @given(flow=nasty.flows())
    def takes(flow: Flow) -> None:
        document = renderer.render(flow, Options())
        if read:
            _holds(renderer, _said(flow), read(document))

    takes()


def _holds(renderer: Renderer, said: Iterable[Said], document: str) -> None:
    """Hold that a *document* has all that is *said*."""
    seen = _squeezed(document)
    for what, words in said:
        assert _squeezed(words) in seen, (
            f"{renderer.name}: {what} is not in the document: {words!r}"
        )


def _words(flow: Flow) -> Iterator[Said]:
    """Give the words of what is said, as marks of the target may stand in between."""
    for what, said in _said(flow):
        yield from ((what, word) for word in re.findall(r"\w+", said))


def _said(flow: Flow) -> Iterator[Said]:
    """Give what a whole document of *flow* says, each with what it is of."""
    for what, text in _texts(flow):
        yield what, expand(flow, text)
    for what, text in _prose(flow):
        yield from ((what, line) for line in plain(blocks(flow, text)).split("\n"))


def _texts(flow: Flow) -> Iterator[Said]:
    yield from (("the flow", flow.title), ("the version", flow.version))
    for link in flow.links.values():
        yield from ((f"the link {link.id!r}", said) for said in (link.title, link.url))
    for contact in flow.contacts.values():
        for said in (contact.name, contact.phone, contact.email, contact.url):
            yield f"the contact {contact.id!r}", said
    for state in flow.states.values():
        what = f"the state {state.id!r}"
        yield what, state.title
        yield from (
            (f"the phase of {what}", flow.phases[phase].title)
            for phase in filter(None, (state.phase,))
        )
        for fact in state.needs:
            yield f"the need {fact!r} of {what}", flow.facts[fact].title
        for way in state.transitions:
            yield f"the way on {way.trigger!r} of {what}", way.title


def _prose(flow: Flow) -> Iterator[Said]:
    yield "the text of the flow", flow.text
    for state in flow.states.values():
        yield f"the text of the state {state.id!r}", state.text


def _squeezed(words: str) -> str:
    """Leave out spaces and hyphens where words are cut, and what XML cannot hold."""
    held = re.sub("[\ufffe\uffff]", "\ufffd", "".join(words.split()))
    return held.replace("\u2010", "")


def _decoded(document: bytes) -> str:
    try:
        return document.decode()
    except UnicodeDecodeError:
        raise AssertionError(
            "the document is not UTF-8 text: give read, or whole=False"
        ) from None
