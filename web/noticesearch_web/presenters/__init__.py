"""From answers to what a template shows: frozen values, already worded and linked; no HTML here."""
