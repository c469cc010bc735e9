"""The application behind a real socket, in a thread of the test, which moves its clock."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from werkzeug.serving import WSGIRequestHandler, make_server

from tests.views.sites import Site


class _Quiet(WSGIRequestHandler):
    def log(self, *_: object) -> None:
        """What was asked for shows in the browser; a line for each would bury the test's own output."""


@contextmanager
def serving(site: Site) -> Iterator[str]:
    """The address at which this site answers."""
    server = make_server("127.0.0.1", 0, site.app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
