# SPDX-License-Identifier: Apache-2.0
"""The provider's side, as a real process: `whinchat-portal` with a seeded database."""

import json
import pathlib
import re
import subprocess
import urllib.error
import urllib.request

from harness import process_tree
from harness.waiting import DEADLINE, wait_until

USER = "alice"
PASSWORD = "demo"


class Portal:
    """A portal on a free loopback port; its request log is what the server saw."""

    def __init__(self, program, folder, demo_password=PASSWORD, sip_host=None):
        """`sip_host`: where its accounts register, HOST:PORT."""
        self.program = str(program)
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.data = self.folder / "database"
        self.request_log = self.folder / "requests.jsonl"
        self.layout_report = self.folder / "layout.jsonl"
        self.process = None
        self.url = None  # where this process listens
        self.public_url = None  # what it says of itself, when something stands in front of it
        self.port = 0
        if not (self.data / "portal.db").exists():
            self.command(
                "init", str(self.data), "--demo-password", demo_password,
                *(["--sip-host", sip_host] if sip_host else []),
            )  # fmt: skip

    def command(self, *arguments, input=None):
        """Runs one verb of the program; returns what it printed."""
        result = subprocess.run(
            [self.program, *arguments],
            input=input, capture_output=True, text=True, timeout=30, check=False,
        )  # fmt: skip
        if result.returncode != 0:
            raise RuntimeError(f"{arguments}: {result.returncode}: {result.stderr}")
        return result.stdout

    def start(self):
        """Serves, on the port of the time before when there was one."""
        log = open(self.folder / "portal.log", "ab")
        self.process = subprocess.Popen(
            [self.program, "serve", str(self.data),
             "--listen", f"127.0.0.1:{self.port}",
             "--request-log", str(self.request_log),
             "--layout-report", str(self.layout_report),
             *(["--public-url", self.public_url] if self.public_url else [])],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True,
            preexec_fn=process_tree.die_with_parent,
        )  # fmt: skip
        log.close()
        line = self.process.stdout.readline()
        match = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        if match is None:
            raise RuntimeError(f"the portal did not start: {line!r}, see portal.log")
        self.url = match.group(0)
        self.port = int(match.group(1))
        return self

    def stop(self):
        """Ends the server; its data stay."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.process = None

    def requests(self, since=0):
        """What was asked of the server, as its log tells: dictionaries with method, path, status.
        `since`: the length of an earlier answer, to leave those out."""
        if not self.request_log.exists():
            return []
        text = self.request_log.read_text(encoding="utf-8")
        complete = text[: text.rfind("\n") + 1]
        return [json.loads(line) for line in complete.splitlines()][since:]

    def paths(self, since=0):
        return [entry["path"] for entry in self.requests(since)]

    def mark(self):
        """Now, for `since`."""
        return len(self.requests())

    def wait_for(self, path, since=0, seconds=DEADLINE, status=None):
        """Waits until `path` (exact, or a compiled pattern) was asked for; returns the entry."""

        def find():
            for entry in self.requests(since):
                matches = (
                    path.search(entry["path"])
                    if isinstance(path, re.Pattern)
                    else entry["path"] == path
                )
                if matches and (status is None or entry["status"] == status):
                    return entry
            return None

        return wait_until(find, f"the portal is asked for {path}", seconds)

    def layouts(self):
        """The newest report of each page: path → report."""
        if not self.layout_report.exists():
            return {}
        text = self.layout_report.read_text(encoding="utf-8")
        reports = [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()]
        return {report["page"]: report for report in reports}

    def layout_count(self):
        """How many layouts were reported so far."""
        if not self.layout_report.exists():
            return 0
        return self.layout_report.read_bytes().count(b"\n")

    def ask(self, method, path, body=None, headers=None):
        """One request of the test's own: (status, body as text)."""
        request = urllib.request.Request(
            self.url + path, method=method, headers=headers or {},
            data=None if body is None else body.encode("utf-8"),
        )  # fmt: skip
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8", "replace")

    def close(self):
        self.stop()
