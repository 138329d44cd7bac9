"""The JSON Schema of flow files, made from the format.

Source: JSON Schema 2020-12. A schema says less than the loader: names that
refer to each other, and how kinds and structure fit, are the loader's.
"""

from __future__ import annotations

from typing import Any

from ama_flow.loader import shapes
from ama_flow.loader.format import FLOW, MATCH, NUMBER
from ama_flow.loader.shapes import Shape

Schema = dict[str, Any]

_ONE_LINE: Schema = {"type": "string", "pattern": r"^[^\n\t]*\S[^\n\t]*$"}
_PLAIN: dict[type, Schema] = {
    shapes.Text: _ONE_LINE,
    shapes.Exact: _ONE_LINE,
    shapes.Prose: {"type": "string", "pattern": r"\S"},
    shapes.Regex: {"type": "string", "format": "regex"},
    shapes.Yes: {"type": "boolean"},
    shapes.Day: {"type": "string", "format": "date"},
    shapes.Ref: {"type": "string"},
    shapes.Anything: {},
}
_MOMENT: Schema = {
    "type": "string",
    "pattern": f"^{shapes.ID.regex}(/{shapes.ID.regex})?$",
    "description": "a state, or an answer in it: state/trigger",
}
_VALUE: Schema = {"type": ["boolean", "string", "number"]}
_VALUES: Schema = {
    "anyOf": [
        _VALUE,
        {"type": "array", "items": _VALUE, "minItems": 1},
        {
            "type": "object",
            "properties": {"min": _VALUE, "max": _VALUE},
            "additionalProperties": False,
            "minProperties": 1,
        },
    ]
}


def schema() -> Schema:
    """Give the schema of a flow file as it is in JSON, with dates as strings."""
    made = _schema(FLOW)
    shared = made["properties"]["transitions"]["items"]["properties"]
    shared["source"] = {"anyOf": [_schema(_SOURCES), _schema(MATCH)]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"ama-flow, format {NUMBER}",
        **made,
    }


_SOURCES = shapes.OneOrMore(shapes.Ref("states"))


def _schema(shape: Shape) -> Schema:
    match shape:
        case shapes.Listing(item=item, unique=unique):
            return {"type": "array", "items": _schema(item), "uniqueItems": unique}
        case shapes.OneOrMore(item=item):
            one = _schema(item)
            return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}
        case shapes.Moment(table=table):
            return {"anyOf": [_MOMENT, _keys(table)]}
        case shapes.Named():
            return _named(shape)
        case shapes.Keys():
            return _keys(shape)
        case _:
            return _scalar(shape)


def _scalar(shape: Shape) -> Schema:
    match shape:
        case shapes.Pattern(regex=regex, what=what):
            return {"type": "string", "pattern": f"^({regex})$", "description": what}
        case shapes.OneOf(words=words):
            return {"enum": list(words)}
        case shapes.Integer(low=low, high=high):
            return {"type": "integer", "minimum": low, "maximum": high}
        case shapes.Values(many=many):
            return dict(_VALUES if many else _VALUE)
        case _:
            return dict(_PLAIN[type(shape)])


def _named(shape: shapes.Named) -> Schema:
    return {
        "type": "object",
        "propertyNames": _schema(shape.ids),
        "additionalProperties": _schema(shape.row),
        "minProperties": 1,
    }


def _keys(shape: shapes.Keys) -> Schema:
    return {
        "type": "object",
        "properties": {key: _schema(inner) for key, inner in shape.keys.items()},
        "required": list(shape.required),
        "additionalProperties": False,
    }


if __name__ == "__main__":
    import json

    print(json.dumps(schema(), indent=2, ensure_ascii=False))  # noqa: T201
