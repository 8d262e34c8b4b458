"""What a notice is and how it is found: types, analysis, the index, questions. Nothing here reads HTML or makes it."""

__version__ = "0.1.0"
