"""A program: DOT on standard input, a drawing on standard output.

It runs as a process of its own, so that no graph can take the caller down.
"""

from __future__ import annotations

import sys

UNAVAILABLE = 69
"""The exit code where pygraphviz cannot be used. Source: EX_UNAVAILABLE, sysexits.h."""


BETWEEN = "\n//\x01\n"
"""What stands between two graphs: a comment that is in no flow."""


def main() -> None:
    """Draw each graph in the format that is the first argument; others are options."""
    try:
        from pygraphviz import AGraph  # noqa: PLC0415 - it may lack a library
    except ImportError as error:
        sys.stderr.write(f"pygraphviz does not load: {error}")
        sys.exit(UNAVAILABLE)
    form, *arguments = sys.argv[1:]
    for source in sys.stdin.buffer.read().decode().split(BETWEEN):
        graph = AGraph(string=source)
        drawn = graph.draw(format=form, prog="dot", args=" ".join(arguments))
        sys.stdout.buffer.write(drawn)


if __name__ == "__main__":
    main()
