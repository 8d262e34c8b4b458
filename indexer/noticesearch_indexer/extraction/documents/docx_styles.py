"""What a DOCX paragraph looks like: size, alignment, heading; from itself, its runs, or its style."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from noticesearch_indexer.extraction.documents.docx_numbering import Numbering
from noticesearch_indexer.extraction.documents.xml_access import attribute, child, local_name, value

MAX_BASES = 10  # styles that rest on one another; a circle ends here
_HEADINGS = ("title", "heading", "标题")
_AROUND_RUNS = frozenset(("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent"))


@dataclass(frozen=True, slots=True)
class Form:
    """Height in points (0 unknown); alignment and heading None where neither paragraph nor style says."""

    size: float = 0.0
    centred: bool | None = None
    heading: bool | None = None

    @property
    def is_centred(self) -> bool:
        """Whether the paragraph stands in the middle."""
        return bool(self.centred)

    @property
    def is_heading(self) -> bool:
        """Whether the document calls it a title or heading."""
        return bool(self.heading)

    def over(self, base: Form) -> Form:
        """This form, with what it does not say taken from *base*."""
        return Form(
            self.size or base.size,
            base.centred if self.centred is None else self.centred,
            base.heading if self.heading is None else self.heading,
        )


class Styles:
    """The forms of a document's styles, and the labels that its lists print before paragraphs."""

    def __init__(self, styles: Any, numbering: Any | None = None) -> None:  # Any: XML elements have no types
        """Read <w:styles> and, where there is one, <w:numbering>."""
        self._numbering = Numbering(numbering)
        self._own: dict[str, tuple[Form, str]] = {}
        self._numbered: dict[str, Any] = {}  # Any: XML elements have no types
        self._default = ""
        for style in styles if styles is not None else ():
            if local_name(style) == "style" and attribute(style, "type") == "paragraph":
                self._read(style)
        self._forms = {name: self._resolved(name) for name in self._own}

    def _read(self, style: Any) -> None:  # Any: XML elements have no types
        name = attribute(style, "styleId")
        form = _form(child(style, "pPr"), child(style, "rPr"))
        called = value(style, "name").lower()
        heading = True if called.startswith(_HEADINGS) else None
        self._own[name] = replace(form, heading=heading), value(style, "basedOn")
        self._numbered[name] = child(child(style, "pPr"), "numPr")
        if attribute(style, "default") in ("1", "true"):
            self._default = name

    def _resolved(self, name: str) -> Form:
        form = Form()
        for _ in range(MAX_BASES):
            own, base = self._own.get(name, (Form(), ""))
            form, name = form.over(own), base
        return form

    def form_of(self, paragraph: Any) -> Form:  # Any: XML elements have no types
        """The form of <w:p>, by the first of its runs that has text."""
        properties = child(paragraph, "pPr")
        style = self._forms.get(value(properties, "pStyle") or self._default, Form())
        return _form(properties, _first_run_properties(paragraph)).over(style)

    def label_of(self, paragraph: Any) -> str:  # Any: XML elements have no types
        """The number or letter that the list prints before <w:p>; "" outside lists. Counts on with each call."""
        properties = child(paragraph, "pPr")
        of_style = self._numbered.get(value(properties, "pStyle"))
        own = child(properties, "numPr")
        numbered = own if own is not None else of_style
        if numbered is None:
            return ""
        return self._numbering.next_label(value(numbered, "numId"), value(numbered, "ilvl"))


def _form(paragraph: Any, run: Any) -> Form:  # Any: XML elements have no types
    size = value(run, "sz")
    alignment = value(paragraph, "jc")
    level = value(paragraph, "outlineLvl")
    return Form(
        float(size) / 2 if size.isdigit() and len(size) <= 4 else 0.0,
        alignment == "center" if alignment else None,
        level in ("0", "1") if level else None,
    )


def _first_run_properties(paragraph: Any) -> Any | None:  # Any: XML elements have no types
    """What is said of the first run with text, which may stand in a link or be inserted."""
    for run in paragraph:
        name = local_name(run)
        if name == "r" and child(run, "t") is not None and not is_hidden(run):
            return child(run, "rPr")
        if name in _AROUND_RUNS and (found := _first_run_properties(run)) is not None:
            return found
    return None


def is_hidden(run: Any) -> bool:  # Any: XML elements have no types
    """Whether Word does not print the run (<w:vanish/>)."""
    hidden = child(child(run, "rPr"), "vanish")
    return hidden is not None and attribute(hidden, "val") not in ("0", "false", "off")
