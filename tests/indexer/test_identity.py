"""What decides that pages are read again."""

from importlib.resources import files

from noticesearch_indexer import identity


def test_of_the_data_only_what_questions_alone_use_may_change_without_reading_pages_again() -> None:
    data = {entry.name for entry in files("noticesearch").joinpath("data").iterdir() if entry.is_file()}
    passed = {path.name for path in identity._pipeline_files()}
    assert data - passed == {"question_words.txt"}


def test_every_file_and_folder_that_is_named_is_there() -> None:
    for package, names in identity._PIPELINE_FOLDERS + identity._PIPELINE_FILES:
        root = files(package)
        assert [name for name in names if not (root / name).is_dir() and not (root / name).is_file()] == []
