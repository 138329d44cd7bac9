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
    Moment,
    Moments,
    Phase,
    Rule,
    RuleForm,
    Source,
    State,
    Statement,
    Term,
    Transition,
    Trigger,
    Waiver,
)
from ama_flow.model.origin import Origin, Place, Route
from ama_flow.model.plugins import (
    Changes,
    Frontend,
    How,
    Marks,
    Options,
    Outcome,
    Renderer,
)
from ama_flow.model.problem import FlowError, Problem
from ama_flow.model.record import Record, fields, replace
from ama_flow.model.table import Row, Table
from ama_flow.model.trace import Answer, Trace

__all__ = [
    "ANSWER",
    "NEXT",
    "Answer",
    "Changes",
    "Condition",
    "Conditions",
    "Contact",
    "Fact",
    "FactType",
    "Flow",
    "FlowError",
    "Frontend",
    "How",
    "Kind",
    "Link",
    "Marks",
    "Moment",
    "Moments",
    "Options",
    "Origin",
    "Outcome",
    "Phase",
    "Place",
    "Problem",
    "Record",
    "Renderer",
    "Route",
    "Row",
    "Rule",
    "RuleForm",
    "Source",
    "State",
    "Statement",
    "Table",
    "Term",
    "Trace",
    "Transition",
    "Trigger",
    "Value",
    "Waiver",
    "fields",
    "holds",
    "replace",
]
