"""What every response says to browsers and caches, errors included: nothing foreign runs, nothing is kept secretly."""

from __future__ import annotations

from flask import Response, request

SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
REFUSED = "no-store"
FOR_EVER = "public, max-age=31536000, immutable"  # an asset's address holds the hash of its content


def secured(response: Response) -> Response:
    """*response* with the security headers, and a cache rule where it has none."""
    response.headers.update(SECURITY)
    if request.endpoint == "static" and response.status_code == 200 and "v" in request.args:
        response.headers["Cache-Control"] = FOR_EVER
    elif response.status_code >= 400:
        response.headers["Cache-Control"] = REFUSED
    else:
        response.headers.setdefault("Cache-Control", "no-cache")
    return response
