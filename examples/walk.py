"""Use ama-flow as a library: check a flow, walk it, save, go on and render."""

from __future__ import annotations

import ama_flow

flow = ama_flow.load("ama_wvg")
report = ama_flow.check(flow)
print(f"problems: {len(report.problems)}, at most {report.figures.worst} answers")

session = ama_flow.Session(flow)
session.answer(False)  # noqa: FBT003 - no maatwerkbedrijf
session.send("lukt_niet")
print(flow.states[session.state].title)
print("or:", ", ".join(choice.title for choice in session.choices))

saved = session.to_dict()
again = ama_flow.Session.from_dict(flow, saved)
again.send("opgelost")
print(again.outcome, "at", again.state)

markdown = ama_flow.render(flow, "markdown").decode()
print(markdown.splitlines()[0])
