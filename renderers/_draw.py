"""A program: DOT on standard input, a drawing on standard output.

It runs as a process of its own, so that no graph can take the caller down.
"""

from __future__ import annotations

import sys

UNAVAILABLE = 69
"""The exit code where pygraphviz cannot be used. Source: EX_UNAVAILABLE, sysexits.h."""


def main() -> None:
    """Draw in the format that is the first argument; others are for Graphviz."""
    try:
        from pygraphviz import AGraph  # noqa: PLC0415 - it may lack a library
    except ImportError as error:
        sys.stderr.write(f"pygraphviz does not load: {error}")
        sys.exit(UNAVAILABLE)
    form, *arguments = sys.argv[1:]
    graph = AGraph(string=sys.stdin.buffer.read().decode())
    drawn = graph.draw(format=form, prog="dot", args=" ".join(arguments))
    sys.stdout.buffer.write(drawn)


if __name__ == "__main__":
    main()
