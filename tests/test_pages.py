"""What the documents show of sessions is what happens."""

from __future__ import annotations

import re

import pytest

from tests.pages import PAGES, PART, ROOT, written

pytestmark = pytest.mark.checkout


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_what_happens(name: str) -> None:
    """Typed by hand or by a shell; ``python -m tests.pages`` makes it anew."""
    page = (ROOT / name).read_text("utf-8")
    assert re.search(r"\$ .*ama-flow", page)
    assert written(page) == page


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Typ 1 of 2: ", "Type 1 of 2: "),
        ("  2. Nee\n", ""),
        ("<kbd>ja</kbd>\n", "<kbd>ja</kbd>\nOpgelet!\n"),
        ("Deel: Vooraf", "Deel: Later"),
    ],
)
def test_a_page_that_shows_something_else_is_noticed(old: str, new: str) -> None:
    """It is made anew from what is typed in it, and from nothing else."""
    page = "# Ja\n\n<pre>$ <kbd>ama-flow run</kbd>\n<kbd>ja</kbd>\n</pre>\n"
    shown = written(page)
    assert old in shown
    assert written(shown.replace(old, new)) == shown


@pytest.mark.parametrize("name", PAGES)
def test_everything_that_is_shown_is_played(name: str) -> None:
    """No command stands in a page without what it does, and nothing is typed in vain."""
    page = (ROOT / name).read_text("utf-8")
    assert not re.search(r"^\$ |<pre>", PART.sub("", page), re.MULTILINE)


def test_a_shell_knows_files_clocks_and_exit_codes() -> None:
    """A page can show a file, set the clock, and tell how a command ended."""
    page = """\
```toml
# one.toml
maatwerkbedrijf = true
```
<!-- 2030-01-02T03:04+01:00 -->
```text
$ cat one.toml
$ ama-flow run --answers one.toml -a gekend_in_cobrha=nee --no-input --session one
$ echo $?
$ grep -c 2030-01-02T03:04:00+01:00 one
```
"""
    shown = written(page)
    assert "$ cat one.toml\nmaatwerkbedrijf = true\n$" in shown
    assert "$ echo $?\n10\n$ grep" in shown
    assert shown.endswith("one\n3\n```\n")
    assert written(shown) == shown
