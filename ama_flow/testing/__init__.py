"""For tests of flows, of renderers, and of what is built on them.

Strategies of Hypothesis draw flows, walks and texts; `state_machine` plays a flow;
`assert_next` and `assert_renderer` hold what must be so. It needs Hypothesis:
``pip install "ama-flow[testing]"``. See docs/testing.md.
"""

from importlib.util import find_spec

if find_spec("hypothesis") is None:
    raise ImportError(
        "ama_flow.testing needs Hypothesis: pip install 'ama-flow[testing]'"
    )

from ama_flow.testing.asserts import assert_next
from ama_flow.testing.broken import Broken, broken_flows
from ama_flow.testing.conformance import assert_renderer
from ama_flow.testing.machine import FlowMachine, state_machine
from ama_flow.testing.nasty import flows as nasty_flows
from ama_flow.testing.nasty import nasty_text
from ama_flow.testing.sound import flows
from ama_flow.testing.values import values
from ama_flow.testing.walks import answers, walk, walks

__all__ = [
    "Broken",
    "FlowMachine",
    "answers",
    "assert_next",
    "assert_renderer",
    "broken_flows",
    "flows",
    "nasty_flows",
    "nasty_text",
    "state_machine",
    "values",
    "walk",
    "walks",
]
