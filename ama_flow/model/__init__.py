"""What a procedure is: plain values that never change.

Terms are those of the ``transitions`` library: state, transition, trigger,
source, dest, conditions, initial. Order is the order of the flow file.
"""

from ama_flow.model.conditions import (
    Condition,
    Conditions,
    Fact,
    FactType,
    Value,
    holds,
)
from ama_flow.model.flow import (
    ANSWER,
    NEXT,
    Contact,
    Flow,
    Kind,
    Link,
    Phase,
    Rule,
    Source,
    State,
    Statement,
    Term,
    Transition,
    Trigger,
    Waiver,
)
from ama_flow.model.plugins import Frontend, Options, Outcome, Renderer
from ama_flow.model.problem import FlowError, Origin, Place, Problem, Route
from ama_flow.model.table import Row, Table

__all__ = [
    "ANSWER",
    "NEXT",
    "Condition",
    "Conditions",
    "Contact",
    "Fact",
    "FactType",
    "Flow",
    "FlowError",
    "Frontend",
    "Kind",
    "Link",
    "Options",
    "Origin",
    "Outcome",
    "Phase",
    "Place",
    "Problem",
    "Renderer",
    "Route",
    "Row",
    "Rule",
    "Source",
    "State",
    "Statement",
    "Table",
    "Term",
    "Transition",
    "Trigger",
    "Value",
    "Waiver",
    "holds",
]
