"""Rows of frozen values → flat columns → DataFrame; it knows no value of ours.

A field that holds another value gives several columns, named after both; `span`, `passage`, `change` and `header` give
theirs without a prefix (``start``, ``end``, ``text``). A value that prints itself (its class has a ``__str__``) is
one cell. A field that holds many values gives their texts, and in a second column, ending in ``_at``, where they
stand.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from policytext.markup import render_table

if TYPE_CHECKING:
    import pandas

Row = TypeVar("Row")
Joins = Mapping[str, Mapping[str, Mapping[str, object]]]
"""Column → its value → further columns: ``{"document": {"d1": {"title": "…"}}}`` adds ``document_title``."""
_BARE = ("span", "passage", "change", "header")
_SHOWN_ROWS = 60
_SHOWN_CHARACTERS = 160
_SHOWN_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the attributes that lead to its cells, and whether these are whole numbers."""

    name: str
    way: tuple[str, ...]
    whole: bool = False

    def cell(self, row: object) -> object:
        """Return the cell of a row; None where a value on the way is missing."""
        for name in self.way:
            row = tuple(getattr(r, name) for r in row) if isinstance(row, tuple) else getattr(row, name, None)
        return to_cell(row)


def to_cell(value: object) -> object:
    """Return a value as a cell: enums and self-printing values as str, several values as a tuple."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return tuple(to_cell(v) for v in value)
    if is_dataclass(value):
        return _name_value(value)
    return value


def _name_value(value: Any) -> str:
    if hasattr(value, "start") and hasattr(value, "end"):
        return f"{value.start}-{value.end}"
    return str(getattr(value, "text", None) or getattr(value, "kind", None) or value)


def find_columns(of: type, way: tuple[str, ...] = (), prefix: str = "") -> Iterator[Column]:
    """Yield the columns of a dataclass, in the order of its fields."""
    hints = get_type_hints(of)
    for field in fields(of):
        options = [o for o in get_args(hints[field.name]) or (hints[field.name],) if o not in (type(None), ...)]
        nested = options[0] if len(options) == 1 and _is_nested(options[0]) else None
        many = get_origin(hints[field.name]) is tuple
        here, name = (*way, field.name), prefix + field.name
        if nested is not None and not many:
            yield from find_columns(nested, here, prefix if field.name in _BARE else f"{name}_")
            continue
        yield Column(name, here, whole=options == [int] and not many)
        if nested is not None and "span" in get_type_hints(nested):
            yield Column(f"{name}_at", (*here, "span"))


def _is_nested(kind: object) -> bool:
    return isinstance(kind, type) and is_dataclass(kind) and kind.__str__ is object.__str__


class Table(tuple[Row, ...]):
    """A tuple of values of one dataclass that also shows as a table and converts to a DataFrame."""

    of: type[Row]
    joins: Joins

    def __new__(cls, rows: Iterable[Row], of: type[Row], joins: Joins | None = None) -> "Table[Row]":
        """Return the rows as a table.

        Parameters
        ----------
        rows : iterable of `of`
        of : type
            The dataclass of the rows; it gives the columns, also of an empty table.
        joins : mapping, optional
            Further columns, looked up by the values of a column.
        """
        table = super().__new__(cls, tuple(rows))
        table.of, table.joins = of, joins or {}
        return table

    def __getnewargs__(self) -> "tuple[Any, ...]":
        """Return what pickle needs to build the table again."""
        return tuple(self), self.of, self.joins

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(name for column in find_columns(self.of) for name in (column.name, *self._joined(column.name)))

    def _joined(self, name: str) -> tuple[str, ...]:
        known = next(iter(self.joins.get(name, {}).values()), {})
        return tuple(f"{name}_{key}" for key in known)

    def records(self) -> Iterator[tuple[object, ...]]:
        """Yield the cells of each row, in the order of `columns`."""
        columns = list(find_columns(self.of))
        width = {column.name: len(self._joined(column.name)) for column in columns}
        for row in self:
            cells: list[object] = []
            for column in columns:
                cell = column.cell(row)
                cells.append(cell)
                if width[column.name]:
                    found = self.joins[column.name].get(str(cell))
                    cells += found.values() if found else [None] * width[column.name]
            yield tuple(cells)

    def to_frame(self) -> "pandas.DataFrame":
        """Return the table as a pandas DataFrame, a row a value."""
        import pandas  # heavy

        frame = pandas.DataFrame(list(self.records()), columns=list(self.columns), dtype=object)
        whole = {c.name: "Int64" for c in find_columns(self.of) if c.whole}
        return frame.astype(whole).infer_objects()

    def __repr__(self) -> str:
        more = ", …" if len(self.columns) > _SHOWN_COLUMNS else ""
        return f"<Table: {len(self)} × {self.of.__name__} ({', '.join(self.columns[:_SHOWN_COLUMNS])}{more})>"

    def _repr_html_(self) -> str:
        shown = [[_shorten(cell) for cell in cells] for cells in islice(self.records(), _SHOWN_ROWS)]
        count = f"{len(self)} × {self.of.__name__}"
        more = "" if len(self) <= _SHOWN_ROWS else f", the first {_SHOWN_ROWS} shown"
        return render_table(self.columns, shown, caption=count + more)


def _shorten(cell: object) -> str:
    if isinstance(cell, tuple):
        return "; ".join(_shorten(c) for c in cell)
    if isinstance(cell, float):
        return f"{cell:g}"
    text = "" if cell is None else str(cell)
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"
