# SPDX-License-Identifier: Apache-2.0
"""A web site of the test's own, on a free loopback port, whose pages tell it what they do.

Every page of Site.page() holds a small script: it reports where the elements with an id are, where
the pointer is and what was clicked, and it asks the site for JavaScript to run, which is how a test
makes a page act without a click.
"""

import collections
import http.server
import json
import secrets
import socket
import ssl
import threading
import time
import urllib.parse

from harness.waiting import DEADLINE, Overdue, wait_until

_POLL_SECONDS = 20
_CLICKS = 3
_CLICK_SECONDS = 3.0

_SCRIPT = """
<script>
(() => {
  const self = '%(page)s';
  const tell = (what, value) =>
    fetch('/-/' + what + '?page=' + self, {method: 'POST', body: JSON.stringify(value), keepalive: true});
  const report = () => {
    const elements = {};
    for (const element of document.querySelectorAll('[id]')) {
      const box = element.getBoundingClientRect();
      elements[element.id] = [box.x, box.y, box.width, box.height];
    }
    return tell('layout', {path: location.pathname, elements});
  };
  addEventListener('mousemove', event => tell('pointer', [event.clientX, event.clientY]));
  addEventListener('click', event => tell('click', {id: event.target.id, trusted: event.isTrusted}), true);
  addEventListener('load', async () => {
    await report();
    for (;;) {
      let answer;
      try { answer = await fetch('/-/next?page=' + self); } catch (error) { return; }
      if (answer.status == 410) return;
      if (answer.status != 200) continue;
      try { (0, eval)(await answer.text()); } catch (error) { tell('error', String(error)); }
      await report();
    }
  });
})();
</script>
"""

Request = collections.namedtuple("Request", "method path query headers body when")


class Answer:
    """What a route gives: status, headers, body; `delay` in seconds before the first byte."""

    def __init__(self, body=b"", status=200, content_type="text/html; charset=utf-8", headers=None,
                 delay=0.0):  # fmt: skip
        self.body = body.encode("utf-8") if isinstance(body, str) else body
        self.status = status
        self.content_type = content_type
        self.headers = dict(headers or {})
        self.delay = delay


class Site:
    """An HTTP server in this process. Routes are functions of a Request that return an Answer."""

    def __init__(self, host="127.0.0.1", port=0, certificate=None):
        """`certificate`: (certificate file, key file) for https."""
        self.requests = []
        self.routes = {}
        self.fallback = None
        self._lock = threading.Condition()
        self._current = None  # the newest page that is alive
        self._layout = {}
        self._pointer = None
        self._clicks = []
        self._errors = []
        self._scripts = collections.deque()
        self._taken = 0
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def _handle(self):
                site._handle(self)

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _handle

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

            def process_request(self, request, client_address):
                self.connections.add(request)
                super().process_request(request, client_address)

            def shutdown_request(self, request):
                self.connections.discard(request)
                super().shutdown_request(request)

            def handle_error(self, request, client_address):
                pass  # a browser that hangs up is no error of the test

        Server.connections = set()
        self._server = Server((host, port), Handler)
        self.port = self._server.server_address[1]
        self.host = host
        self.url = f"http://{host}:{self.port}"
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
            self.url = f"https://{host}:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        # Connections that are kept alive would go on being served.
        for connection in list(self._server.connections):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        with self._lock:
            self._current = "closed"
            self._lock.notify_all()

    # Serving

    def route(self, path, answer):
        """Serves `path`: an Answer, a text (an HTML page as it is), or a function of the request."""
        self.routes[path] = answer

    def page(self, path, body, head=""):
        """Serves an HTML page that reports to the site."""

        def make(_request):
            script = _SCRIPT % {"page": secrets.token_hex(8)}
            return Answer(
                "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Page</title>"
                f"{head}<body>{body}{script}</body></html>"
            )

        self.routes[path] = make

    def _handle(self, handler):
        parts = urllib.parse.urlsplit(handler.path)
        length = int(handler.headers.get("Content-Length") or 0)
        body = handler.rfile.read(length) if length else b""
        if parts.path.startswith("/-/"):
            self._answer(handler, self._control(parts, body))
            return
        request = Request(
            handler.command, parts.path, parts.query, handler.headers, body, time.monotonic()
        )
        with self._lock:
            self.requests.append(request)
            self._lock.notify_all()
        route = self.routes.get(parts.path, self.fallback)
        if callable(route):
            route = route(request)
        if isinstance(route, str):
            route = Answer(route)
        self._answer(handler, route or Answer("no such page", 404, "text/plain"))

    @staticmethod
    def _answer(handler, answer):
        if answer.delay:
            time.sleep(answer.delay)
        handler.send_response(answer.status)
        headers = {"Cache-Control": "no-store", **answer.headers}
        if answer.content_type:
            headers.setdefault("Content-Type", answer.content_type)
        if answer.status not in (204, 304):
            headers.setdefault("Content-Length", str(len(answer.body)))
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        if handler.command != "HEAD" and answer.status not in (204, 304):
            handler.wfile.write(answer.body)

    def _control(self, parts, body):
        page = urllib.parse.parse_qs(parts.query)["page"][0]
        what = parts.path.removeprefix("/-/")
        with self._lock:
            if what == "layout":
                if self._current != page and self._layout.get("page") != page:
                    self._current = page
                    self._pointer = None
                    self._lock.notify_all()
                if self._current == page:
                    self._layout = {"page": page, **json.loads(body)}
            elif what == "pointer" and page == self._current:
                self._pointer = json.loads(body)
            elif what == "click":
                self._clicks.append(json.loads(body))
            elif what == "error":
                self._errors.append(json.loads(body))
            elif what == "next":
                end = time.monotonic() + _POLL_SECONDS
                while page == self._current and not self._scripts and time.monotonic() < end:
                    self._lock.wait(end - time.monotonic())
                if page != self._current:
                    return Answer(b"", 410)
                if self._scripts:
                    self._taken += 1
                    return Answer(self._scripts.popleft(), content_type="text/javascript")
        return Answer(b"", 204)

    # What the pages did

    @property
    def clicks(self):
        return list(self._clicks)

    @property
    def current_path(self):
        """The path of the page that is shown, None before the first."""
        return self._layout.get("path")

    def paths(self, since=0):
        return [request.path for request in self.requests[since:]]

    def mark(self):
        return len(self.requests)

    def wait_for(self, path, since=0, seconds=DEADLINE):
        """Waits for a request of `path`; returns it."""
        return wait_until(
            lambda: next((r for r in self.requests[since:] if r.path == path), None),
            lambda: f"{self.url} is asked for {path}; it was for {self.paths(since)}",
            seconds,
        )

    def wait_for_page(self, path, seconds=DEADLINE):
        """Waits until the page at `path` is loaded and listens."""
        wait_until(lambda: self.current_path == path, lambda: f"page {path} is shown, not {self.current_path}", seconds)

    def run_script(self, script, seconds=DEADLINE):
        """Has the shown page run JavaScript, without a user's gesture."""
        with self._lock:
            taken = self._taken
            self._scripts.append(script)
            self._lock.notify_all()
        wait_until(lambda: self._taken > taken, "the page takes a script", seconds)

    def go(self, path, seconds=DEADLINE):
        """Has the tab go to another page of this site."""
        self.run_script(f"location.href = {json.dumps(path)}")
        self.wait_for_page(path, seconds)

    def locate(self, pointer, desktop_point=(200, 400)):
        """Where the page's left upper corner is on the display, by moving the pointer over it,
        until it stays there (a bar above the page slides in and out)."""
        before = None
        for attempt in range(40):
            self._pointer = None
            x, y = desktop_point[0] + attempt % 2, desktop_point[1]
            pointer.move(x, y)
            try:
                wait_until(lambda: self._pointer, "the page sees the pointer", 0.5)
            except AssertionError:
                continue
            # The report of an earlier move may come first, and another page after it.
            time.sleep(0.1)
            seen = self._pointer
            place = None if seen is None else (x - seen[0], y - seen[1])
            if place is not None and place == before:
                return place
            before = place
        raise AssertionError("the page does not see the pointer; is its tab shown?")

    def click(self, pointer, element, origin=None):
        """A person's click on the element with that id. As a person would, clicks again when what
        lay there had moved."""
        box = wait_until(
            lambda: self._layout.get("elements", {}).get(element), f"the page has #{element}"
        )
        for _ in range(_CLICKS):
            seen = len(self._clicks)
            left, top = origin or self.locate(pointer)
            pointer.click(left + box[0] + box[2] / 2, top + box[1] + box[3] / 2)
            try:
                wait_until(
                    lambda: any(click["id"] == element for click in self._clicks[seen:]),
                    f"the page sees the click on #{element}", _CLICK_SECONDS,
                )  # fmt: skip
                return
            except Overdue:
                origin = None
        raise Overdue(f"the page saw no click on #{element}")
