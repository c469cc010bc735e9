"""Forms are read inside a request, without a database."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from forms.base import BaseForm


@pytest.fixture(scope="session")
def bare_app() -> Flask:
    app = Flask(__name__)
    app.config.update(SECRET_KEY="k", WTF_CSRF_ENABLED=False)
    return app


@pytest.fixture
def sent(bare_app: Flask) -> Callable[..., BaseForm]:
    """A form of this class with these fields sent to it, already checked."""

    def send(form_class: type[BaseForm], fields: dict[str, str]) -> BaseForm:
        with bare_app.test_request_context(method="POST"):
            form = form_class(formdata=MultiDict(fields))
            form.validate()
            return form

    return send
