"""Read a text with markdown-it, the one module that knows it.

Source: CommonMark 0.31.2, less what `Fault` names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from ama_flow.text.tokens import (
    Anchor,
    Block,
    Break,
    Code,
    CodeBlock,
    Emphasis,
    Fault,
    Inline,
    Items,
    Paragraph,
    Parsed,
    Text,
)

_DEEPEST = 20  # levels; markdown-it drops what is deeper than its own bound
_LABEL = re.compile(r"\[([^\[\]\\]+)\]")
_REFUSED = {
    "heading": "a heading",
    "blockquote": "a quotation",
    "hr": "a ruled line",
    "image": "an image",
}


def read(source: str) -> Parsed:
    """Give *source* as tokens, with every fault in it."""
    tokens = _PARSER.parse(source)
    reading = _Reading()
    if any(t.level > _DEEPEST for token in tokens for t in (token, *_inner(token))):
        reading.fault("text-depth", "markup within markup, too deep to read")
        return Parsed((), tuple(reading.faults))
    found = tuple(reading.blocks(SyntaxTreeNode(tokens).children))
    return Parsed(found, tuple(dict.fromkeys(reading.faults)))


def _inner(token: Token) -> list[Token]:
    return token.children or []


class _Reading:
    """One pass over the tree of a text; collects its faults."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, code: str, what: str) -> None:
        self.faults.append(Fault(code, what))

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> Iterator[Block]:
        for node in nodes:
            if node.type == "paragraph":
                yield Paragraph(tuple(self.inlines(node.children[0].children)))
            elif node.type in ("bullet_list", "ordered_list"):
                yield self.items(node)
            elif node.type in ("fence", "code_block"):
                yield CodeBlock(node.content.removesuffix("\n"))
            else:
                self.refuse(node)

    def items(self, node: SyntaxTreeNode) -> Items:
        items = tuple(tuple(self.blocks(item.children)) for item in node.children)
        if node.type == "bullet_list":
            return Items(items)
        return Items(items, start=int(node.attrs.get("start", 1)))

    def inlines(self, nodes: Iterable[SyntaxTreeNode]) -> Iterator[Inline]:
        kept = ""
        for node in nodes:
            if node.type in ("text", "softbreak"):
                kept += node.content or " " * (node.type == "softbreak")
                continue
            if kept:
                yield Text(kept)
                kept = ""
            yield from self.inline(node)
        if kept:
            yield Text(kept)

    def inline(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        if node.type == "code_inline":
            yield Code(node.content)
        elif node.type == "hardbreak":
            yield Break()
        elif node.type in ("em", "strong"):
            inlines = tuple(self.inlines(node.children))
            yield Emphasis(inlines, strong=node.type == "strong")
        elif node.type == "flow_link":
            yield self.anchor(node)
        else:
            self.refuse(node)

    def anchor(self, node: SyntaxTreeNode) -> Anchor:
        inlines = tuple(self.inlines(node.children))
        if any(child.type == "flow_link" for child in node.walk(include_self=False)):
            self.fault("text-link", "a link within a link")
        return Anchor(inlines, str(node.attrs["id"]))

    def refuse(self, node: SyntaxTreeNode) -> None:
        if node.type in ("html_block", "html_inline"):
            self.fault("text-html", f"raw HTML, {node.content.strip()!r:.40}")
        elif node.type == "link":
            self.fault("text-url", f"an address, {node.attrs['href']!r:.60}")
        else:
            self.fault("text-markup", _REFUSED[node.type])


def _flow_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's own signature
    """Read ``[words][id]``; the id is looked up by others."""
    start, outer_end = state.pos, state.posMax
    if state.src[start] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, start)
    label = _LABEL.match(state.src, end + 1) if end >= 0 else None
    if not label or label.end() > outer_end:
        return False
    if not silent:
        opened = state.push("flow_link_open", "a", 1)
        opened.attrs = {"id": label[1]}
        state.pos, state.posMax = start + 1, end
        state.md.inline.tokenize(state)
        state.push("flow_link_close", "a", -1)
    state.pos, state.posMax = label.end(), outer_end
    return True


class _Parser(MarkdownIt):
    """CommonMark with links of the flow; takes every address, to refuse it by name."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"maxNesting": 100})
        self.disable("reference")
        self.inline.ruler.before("link", "flow_link", _flow_link)

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - markdown-it's name
        return True


_PARSER = _Parser()
