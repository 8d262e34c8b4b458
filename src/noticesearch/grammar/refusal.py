"""Why a question is not answered."""

from __future__ import annotations


class QueryRefused(ValueError):
    """The query text breaks a cap or has no meaning; one sentence in Chinese, one in English, says which and why."""

    def __init__(self, message_zh: str, message_en: str) -> None:
        super().__init__(message_en)
        self.message_zh = message_zh
        self.message_en = message_en
