"""What decides that pages are read again."""

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from noticesearch_indexer import assembly, identity


def test_of_the_data_only_what_questions_alone_use_may_change_without_reading_pages_again() -> None:
    data = {entry.name for entry in files("noticesearch").joinpath("data").iterdir() if entry.is_file()}
    passed = {path.name for path in identity._pipeline_files()}
    assert data - passed == {"question_words.txt"}


def test_every_file_and_folder_that_is_named_is_there() -> None:
    for package, names in identity._PIPELINE_FOLDERS + identity._PIPELINE_FILES:
        root = files(package)
        assert [name for name in names if not (root / name).is_dir() and not (root / name).is_file()] == []


IS_OURS = "m.__name__.startswith('noticesearch') and m.__file__"
NOT_OF_PAGES = ("engine", "errors", "groups", "issue_list", "query", "results", "store", "versions")


def test_every_module_that_reading_a_page_imports_is_watched_but_for_those_that_say_nothing_of_it() -> None:
    passed = {path.resolve() for path in identity._pipeline_files()}
    script = (
        f"import sys, {assembly.__name__}; print(*(m.__file__ for m in sys.modules.values() if {IS_OURS}), sep='\\n')"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    root = Path(str(files("noticesearch")))
    of_core = {
        Path(name).relative_to(root).parts[0].removesuffix(".py") for name in loaded if root in Path(name).parents
    }
    watched = {path.relative_to(root).parts[0].removesuffix(".py") for path in passed if root in path.parents}
    assert of_core - watched - {"__init__"} == set(NOT_OF_PAGES)
