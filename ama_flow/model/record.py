"""Records: frozen, slotted, made by keyword, equal when they hold the same.

They are what ``dataclass(frozen=True, slots=True, kw_only=True)`` makes, and type
checkers take them as such (PEP 681). That compiles six methods for each class,
which for the sixty of ama-flow takes a fifth of the time to the first prompt; here
all classes share them. See docs/decisions/0007-records.md.
"""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar, dataclass_transform

_set = object.__setattr__


class _RecordType(type):
    """Makes slots of the annotations of a class, and defaults of their values."""

    fields: tuple[str, ...]
    needed: frozenset[str]
    compared: tuple[str, ...]
    defaults: dict[str, Any]

    def __new__(
        cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **_: bool
    ) -> _RecordType:
        fields = tuple(namespace.get("__annotations__", ()))
        defaults = {
            field: namespace.pop(field) for field in fields if field in namespace
        }
        apart = namespace.pop("uncompared", ())
        namespace.setdefault("__slots__", fields)
        made = super().__new__(cls, name, bases, namespace)
        made.fields, made.needed, made.defaults = fields, frozenset(fields), defaults
        made.compared = tuple(field for field in fields if field not in apart)
        return made


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record(metaclass=_RecordType):
    """Something that never changes; its annotations are what it holds.

    Fields that the class names in ``uncompared`` count for nothing in equality,
    hash and repr.
    """

    __slots__ = ("__weakref__",)

    def __init__(self, *args: object, **given: object) -> None:
        """Take a value for each field that has no default."""
        kind = type(self)
        if args:
            given = {**dict(zip(kind.fields, args, strict=False)), **given}
        values = {**kind.defaults, **given}
        if values.keys() != kind.needed or len(args) > len(values):
            odd = ", ".join(sorted(kind.needed ^ values.keys()))
            raise TypeError(f"{kind.__name__} misses, or does not take: {odd}")
        for field, value in values.items():
            _set(self, field, value)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse; raises ``AttributeError``."""
        raise AttributeError(f"{type(self).__name__} never changes: use replace")

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse; raises ``AttributeError``."""
        raise AttributeError(f"{type(self).__name__} never changes: use replace")

    def __eq__(self, other: object) -> bool:
        """Compare with a record of the same kind, field by field."""
        if type(other) is not type(self):
            return NotImplemented
        return _held(self) == _held(other)

    def __hash__(self) -> int:
        """Hash what is compared."""
        return hash(_held(self))

    def __repr__(self) -> str:
        """Show what is compared, as it would be written."""
        pairs = zip(type(self).compared, _held(self), strict=True)
        held = ", ".join(f"{field}={value!r}" for field, value in pairs)
        return f"{type(self).__name__}({held})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy and pickle by what it holds."""
        kind = type(self)
        return kind, tuple(getattr(self, field) for field in kind.fields)


def _held(record: Record) -> tuple[object, ...]:
    return tuple([getattr(record, field) for field in type(record).compared])


Kind = TypeVar("Kind", bound=Record)


def replace(record: Kind, /, **changes: object) -> Kind:
    """Give a record like *record* but for *changes*; raises ``TypeError``."""
    kind = type(record)
    held = {field: getattr(record, field) for field in kind.fields}
    return kind(**(held | changes))


def fields(record: Record) -> tuple[str, ...]:
    """Give the names of what is compared in a record, in order."""
    return type(record).compared
