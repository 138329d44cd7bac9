"""Draw one flow with several tools, measure the pictures, and write the page.

    pip install 'transitions[diagrams]' 'python-statemachine[diagrams]'
    npm install --no-save --no-package-lock state-machine-cat mermaid
    python -m benchmarks.side_by_side [--look FOLDER]

from the root of the project; it also takes Graphviz (`dot`), Node and Chromium. With
``--look`` each picture is photographed in light, dark and grey, to look at.
"""

from __future__ import annotations

import json
import subprocess
from importlib.metadata import version
from pathlib import Path

import click

from ama_flow import load

from . import page
from .browser import measured
from .measure import figures
from .tools import ROOT, TOOLS


@click.command()
@click.option("--look", type=click.Path(path_type=Path, exists=True))
def main(look: Path | None) -> None:
    """Compare the tools; the page is docs/side-by-side.md."""
    flow = load("ama_wvg")
    pictures = measured({name: draw(flow) for name, draw in TOOLS.items()})
    found = {one["name"]: figures(one, flow) for one in pictures}
    seen = Path(__file__).with_name("seen.md").read_text("utf-8")
    page.write(found, _versions(), seen)
    page.sheet(pictures)
    if look:
        page.look(pictures, look)
    for name, row in found.items():
        print(name, row)


def _versions() -> dict[str, str]:
    """Give the versions of what draws."""
    said = subprocess.run(["dot", "-V"], capture_output=True, text=True, check=True)
    found = {"Graphviz": said.stderr.split()[4]}
    for name in ("transitions", "python-statemachine"):
        found[name] = version(name)
    for name in ("state-machine-cat", "mermaid"):
        package = (ROOT / "node_modules" / name / "package.json").read_text("utf-8")
        found[name] = json.loads(package)["version"]
    return found


if __name__ == "__main__":
    main()
