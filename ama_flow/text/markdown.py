"""Words in CommonMark, so that they are read as they are.

Sources: CommonMark 0.31.2; GitHub Flavored Markdown 0.29 for what GitHub adds.
"""

from __future__ import annotations

import re

from ama_flow.text.addresses import safe

_MARKUP = re.compile(
    r"[\\`*\[\]<>~|#$]"  # marks something up wherever it stands
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore that is not within a word
    r"|&(?=#?\w+;)"  # an entity
    r"|(?<=www)\.|:(?=//)|(?<!\w)@(?=\w)"  # what GitHub makes a link of
)
_LINE_START = re.compile(r"^(\d+)(?=[.)](?:\s|$))|^(?=[-+=](?:[-=:\s]|$)|:-)")
_END = re.compile(r"\A\s|\s\Z")
_CONTROL = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]")
_AUTOLINK = re.compile(
    r"(?!.*(?:xn--|&#?\w+;))"
    r"(?:https?://[a-z0-9.-]+(?:[/?#][A-Za-z0-9._~:/?#@!$'()*+,;=&-]*)?"
    r"|[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
)
_PLAIN_URL = re.compile(r"(?!.*&#?\w+;)[^()]+")


def escape(words: str) -> str:
    """Write one line of *words* so that they are read as they are."""
    return whole_line(mark(words))


def mark(words: str) -> str:
    """Write a part of a line so that it is read as it is, wherever it stands."""
    return _CONTROL.sub(_entity, _MARKUP.sub(r"\\\g<0>", words))


def whole_line(line: str) -> str:
    """Escape what means something only at the beginning or the end of a line."""
    line = _LINE_START.sub(r"\1\\", line)
    return _END.sub(_entity, line)


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def strong(words: str) -> str:
    """Stress written *words* that stand between spaces."""
    return f"**{words}**"


def link(words: str, url: str) -> str:
    """Make written *words* lead to *url*, if that is safe to follow."""
    if not safe(url):
        return words
    if _PLAIN_URL.fullmatch(url):
        return f"[{words}]({url})"
    return f"[{words}](<{url.replace('&', '&amp;')}>)"


def address(text: str, url: str) -> str:
    """Show an address to the letter, and lead to *url* if that is safe to follow."""
    if _AUTOLINK.fullmatch(text) and url in (text, f"mailto:{text}"):
        return f"<{text}>"
    return link(escape(text), url)
