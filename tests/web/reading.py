"""Reads pages as a person does: text and links, not markup."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient


def page(site: FlaskClient, address: str, status: int = 200) -> BeautifulSoup:
    """The page at *address*, which must answer with *status*."""
    response = site.get(address)
    assert response.status_code == status, response.text
    return BeautifulSoup(response.text, "lxml")


def texts(within: BeautifulSoup | Tag, selector: str) -> list[str]:
    """The text of each element, white space collapsed."""
    return [" ".join(element.get_text().split()) for element in within.select(selector)]


def text(within: BeautifulSoup | Tag, selector: str) -> str:
    """The text of the one element of that selector."""
    (found,) = texts(within, selector)
    return found


def link(within: BeautifulSoup | Tag, selector: str) -> str:
    """Where the first such link leads."""
    found = within.select_one(selector)
    assert found is not None, f"no {selector}"
    return str(found["href"])
