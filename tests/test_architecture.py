"""The house keeps its shape: indexer → core ← web, a place per heavy dependency, files one can hold in the head."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOTS = {
    "noticesearch": ROOT / "src/noticesearch",
    "noticesearch_indexer": ROOT / "indexer/noticesearch_indexer",
    "noticesearch_web": ROOT / "web/noticesearch_web",
}
COMPOSITION_ROOT = "noticesearch.cli"

# Heavy dependency → the modules or packages that alone may import it.
WRAPPED: dict[str, tuple[str, ...]] = {
    "jieba": ("noticesearch.text.segmenter",),
    "rjieba": ("noticesearch.text.segmenter",),
    "whoosh": ("noticesearch.plain", "noticesearch.columnar", "noticesearch.whoosh_loading"),
    "zstandard": ("noticesearch.columnar.stored",),
    "orjson": ("noticesearch.notice_json",),
    "ahocorasick": ("noticesearch.text.word_finder",),
    "bs4": ("noticesearch_indexer.extraction.lines",),
    "lxml": ("noticesearch_indexer.extraction.lines",),
    "flask": ("noticesearch_web",),
    "waitress": ("noticesearch_web.serving",),
    "click": ("noticesearch.cli",),
    "rich": ("noticesearch_indexer.progress",),
    "watchfiles": ("noticesearch_indexer.watching",),
    "warcio": ("noticesearch_indexer.sources.warc",),
    "pypdfium2": ("noticesearch_indexer.extraction.documents.pdf",),
    "docx": ("noticesearch_indexer.extraction.documents.docx",),
}


def modules() -> Iterator[tuple[str, Path]]:
    for package, folder in ROOTS.items():
        for path in sorted(folder.rglob("*.py")):
            parts = path.relative_to(folder).with_suffix("").parts
            yield ".".join((package, *(part for part in parts if part != "__init__"))), path


def imports(path: Path) -> Iterator[str]:
    """Every module imported anywhere in *path*, those within functions and through import_module too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "import_module":
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


MODULES = tuple(modules())


@pytest.mark.parametrize(("module", "path"), MODULES, ids=[name for name, _ in MODULES])
def test_arrows_point_to_the_core(module: str, path: Path) -> None:
    allowed = {"noticesearch", module.split(".")[0]} if not within(module, COMPOSITION_ROOT) else set(ROOTS)
    ours = {name.split(".")[0] for name in imports(path)} & set(ROOTS)
    assert ours <= allowed


@pytest.mark.parametrize(("module", "path"), MODULES, ids=[name for name, _ in MODULES])
def test_heavy_dependencies_are_wrapped_once(module: str, path: Path) -> None:
    outside = {
        name: WRAPPED[top]
        for name in imports(path)
        if (top := name.split(".")[0]) in WRAPPED and not any(within(module, home) for home in WRAPPED[top])
    }
    assert outside == {}


@pytest.mark.parametrize(("module", "path"), MODULES, ids=[name for name, _ in MODULES])
def test_no_module_is_longer_than_400_lines(module: str, path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 400


def test_a_root_holds_only_its_package_and_a_readme() -> None:
    for root, package in (("indexer", "noticesearch_indexer"), ("web", "noticesearch_web"), ("src", "noticesearch")):
        held = {path.name for path in (ROOT / root).iterdir() if not path.name.endswith((".egg-info", "__pycache__"))}
        assert held - {"README.md"} == {package}
