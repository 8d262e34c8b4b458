"""The clock of Chinese pages and of those who scrape them: what a time means that names no zone."""

from __future__ import annotations

from datetime import timedelta, timezone

BEIJING = timezone(timedelta(hours=8))
