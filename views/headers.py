"""Security headers on every answer, errors included."""

from __future__ import annotations

import secrets

from flask import Response, g, request

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "manifest-src 'self'"
)


def make_nonce() -> None:
    """One nonce a request, for the single inline script of the GOV.UK template."""
    g.nonce = secrets.token_urlsafe(16)


def set_headers(response: Response) -> Response:
    """No page about a case is ever kept by a browser or a proxy; static files are."""
    response.headers["Content-Security-Policy"] = CONTENT_POLICY.format(nonce=g.get("nonce", ""))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return response
