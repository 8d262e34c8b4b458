"""Names, children and attributes of XML elements, whatever their namespaces, which differ between programs."""

from __future__ import annotations

from typing import Any


def local_name(element: Any) -> str:  # Any: XML elements have no types
    """p of {namespace}p; "" for comments and entities."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(parent: Any, name: str) -> Any | None:  # Any: XML elements have no types
    """The first child of that name; None when there is none, or no parent."""
    if parent is None:
        return None
    return next((element for element in parent if local_name(element) == name), None)


def attribute(element: Any, name: str) -> str:  # Any: XML elements have no types
    """An attribute whatever its namespace, "" when it is not there."""
    found = (given for key, given in element.attrib.items() if key.rpartition("}")[2] == name)
    return str(next(found, ""))


def value(parent: Any, name: str) -> str:  # Any: XML elements have no types
    """The w:val of the child of that name, "" when there is none."""
    found = child(parent, name)
    return attribute(found, "val") if found is not None else ""


def children(parent: Any, name: str) -> list[Any]:  # Any: XML elements have no types
    """The children of that name, in order."""
    return [element for element in parent if local_name(element) == name]
