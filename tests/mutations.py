"""Mutations of a Python source: each of them one small change.

A mutation is named by the statement that it changes, before and after, so a page can
name it and survive that lines move.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

_OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
_NAMES = {"any": "all", "all": "any", "min": "max", "max": "min"}
_DROPPED = (ast.Expr, ast.AugAssign, ast.Continue, ast.Break, ast.Delete)

Change = Callable[[Any], None]
"""Changes a node in its place."""


class Mutation(NamedTuple):
    """One change to a *module*: the *function*, a *statement* there, what it becomes."""

    module: str
    function: str
    tree: ast.Module
    statement: ast.stmt
    changed: ast.stmt

    @property
    def before(self) -> str:
        """Give the first line of the statement."""
        return _line(self.statement)

    @property
    def after(self) -> str:
        """Give the first line of what it becomes."""
        return _line(self.changed)

    @property
    def name(self) -> str:
        """Name it, but for the module, in one line."""
        where = f"{self.function}: " if self.function else ""
        return f"{where}{self.before} -> {self.after}"

    @property
    def source(self) -> str:
        """Give the whole module with the change."""
        _replace(self.tree, self.statement, self.changed)
        source = ast.unparse(ast.fix_missing_locations(self.tree))
        _replace(self.tree, self.changed, self.statement)
        return source


def mutations(module: str, source: str) -> Iterator[Mutation]:
    """Give every mutation of the *source* of a module."""
    tree = ast.parse(source)
    for function, statement, node in _nodes(tree):
        for change in _changes(node, statement):
            changed = _changed(statement, node, change)
            yield Mutation(module, function, tree, statement, changed)


def _changed(statement: ast.stmt, node: ast.AST, change: Change) -> ast.stmt:
    """Give the statement with a change to one of its nodes."""
    if change is _drop:
        return ast.Pass()
    copies: dict[int, Any] = {}
    changed = copy.deepcopy(statement, copies)
    change(copies[id(node)])
    return changed


def _nodes(tree: ast.Module) -> Iterator[tuple[str, ast.stmt, ast.AST]]:
    """Give what may be changed, with its function and its statement."""
    for statement in tree.body:
        yield from _inside("", statement, statement)


def _inside(
    function: str, statement: ast.stmt, node: ast.AST
) -> Iterator[tuple[str, ast.stmt, ast.AST]]:
    if _is_said(node):
        return
    yield function, statement, node
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        function = f"{function}.{node.name}".lstrip(".")
    for child in ast.iter_child_nodes(node):
        if child is not getattr(node, "annotation", None) and child is not getattr(
            node, "returns", None
        ):
            own = child if isinstance(child, ast.stmt) else statement
            yield from _inside(function, own, child)


def _is_said(node: ast.AST) -> bool:
    """Say whether a node is words, types or imports: nothing that decides."""
    words = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    types = isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name)
    is_type = types and node.value.id[:1].isupper()  # type: ignore[attr-defined]
    imports = isinstance(node, ast.Import | ast.ImportFrom)
    return words or is_type or imports or isinstance(node, ast.JoinedStr)


def _changes(node: ast.AST, statement: ast.stmt) -> Iterator[Change]:
    """Give the changes that fit a node."""
    if node is statement and isinstance(node, _DROPPED):
        yield _drop
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        yield from (_never,) if isinstance(node, ast.While) else (_always, _never)
    yield from _in_expressions(node)


def _in_expressions(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Compare():
            yield _flip_compared
        case ast.BoolOp() | ast.BinOp() | ast.AugAssign() if type(node.op) in _OTHER:
            yield _flip
        case ast.UnaryOp(op=ast.Not()):
            yield _double
        case ast.Constant(value=bool()):
            yield _negate
        case ast.Constant(value=int()):
            yield from (_add, _subtract)
        case ast.comprehension(ifs=[_, *_]):
            yield _unfiltered
        case ast.Call(args=[_, _, *_]):
            yield _swap
        case ast.Name() if node.id in _NAMES:
            yield _rename


def _flip_compared(node: ast.Compare) -> None:
    node.ops = [_OTHER[type(node.ops[0])](), *node.ops[1:]]  # type: ignore[list-item]


def _flip(node: Any) -> None:  # noqa: ANN401 - any node with an operator
    node.op = _OTHER[type(node.op)]()


def _double(node: ast.UnaryOp) -> None:
    node.operand = ast.UnaryOp(ast.Not(), node.operand)


def _negate(node: ast.Constant) -> None:
    node.value = not node.value


def _add(node: ast.Constant) -> None:
    node.value += 1  # type: ignore[operator]


def _subtract(node: ast.Constant) -> None:
    node.value -= 1  # type: ignore[operator]


def _always(node: ast.If | ast.IfExp) -> None:
    node.test = ast.Constant(value=True)


def _never(node: ast.If | ast.IfExp | ast.While) -> None:
    node.test = ast.Constant(value=False)


def _unfiltered(node: ast.comprehension) -> None:
    node.ifs = []


def _swap(node: ast.Call) -> None:
    node.args[:2] = node.args[1::-1]


def _rename(node: ast.Name) -> None:
    node.id = _NAMES[node.id]


def _drop(_node: ast.stmt) -> None:
    """Leave out the statement: `mutations` puts another one in its place."""


def _line(statement: ast.stmt) -> str:
    """Give the first line of a statement, as Python would write it."""
    return ast.unparse(statement).partition("\n")[0]


def _replace(tree: ast.Module, old: ast.stmt, new: ast.stmt) -> None:
    for parent in ast.walk(tree):
        for _, held in ast.iter_fields(parent):
            if isinstance(held, list) and old in held:
                held[held.index(old)] = new
