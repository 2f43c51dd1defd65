#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""How fast whinchat-portal answers, beside a bare libmicrohttpd in the same run.

    WHINCHAT_BUILD=build/dev bench/portal.py [SECONDS]

Each row is `wrk -t1 -c32` against a server of this machine; rows are measured in turns, ROUNDS
times, and the median of each is printed. Wanted: 15 000 authenticated balance requests a second,
99th percentile under 5 ms.
"""

import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ElementTree

BUILD = pathlib.Path(os.environ.get("WHINCHAT_BUILD", "build/dev")).resolve()
ROUNDS = 3
WANTED_RATE = 15000
WANTED_MILLISECONDS = 5.0
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def start(*command):
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    return process, process.stdout.readline().split()[-1]


def stop(process):
    process.terminate()
    process.wait(timeout=10)
    process.stdout.close()


def resident(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024


def measure(url, seconds, token=None):
    """Requests a second, 50th and 99th percentile in milliseconds, of wrk."""
    header = ["-H", f"Authorization: Bearer {token}"] if token else []
    text = subprocess.run(
        ["wrk", "-t1", "-c32", f"-d{seconds}s", "--latency", *header, url],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    if "Non-2xx" in text or "Socket errors" in text:
        sys.exit(f"{url}: {text}")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))
    times = [
        float(value) * UNITS[unit]
        for value, unit in (re.search(rf"{part}%\s+([\d.]+)(us|ms|s)", text).groups() for part in (50, 99))
    ]
    return rate, *times


def sign_in(url):
    form = urllib.parse.urlencode({"username": "alice", "password": "demo", "cloud_id": "DEMO"})
    with urllib.request.urlopen(f"{url}/provisioning/initial", form.encode()) as answer:
        return ElementTree.fromstring(answer.read()).findtext("cloud_password")


def main():
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    program = str(BUILD / "portal/whinchat-portal")
    with tempfile.TemporaryDirectory(prefix="whinchat-bench-") as folder:
        subprocess.run([program, "init", "--demo-password", "demo", f"{folder}/db"], check=True, stdout=subprocess.DEVNULL)
        portal, url = start(program, "serve", f"{folder}/db")
        logged, logged_url = start(program, "serve", "--request-log", f"{folder}/log", f"{folder}/db")
        hello, hello_url = start(str(BUILD / "bench/portal-hello"))
        try:
            token = sign_in(url)
            rows = {
                "libmicrohttpd alone": (hello_url, None),
                "balance, XML": (f"{url}/balance", token),
                "balance, JSON": (f"{url}/balance?format=json", token),
                "balance, with request log": (f"{logged_url}/balance", token),
                "account (provisioning)": (f"{url}/provisioning/account", token),
                "brand": (f"{url}/brand/DEMO", None),
            }
            results = {name: [] for name in rows}
            for _ in range(ROUNDS):
                for name, (address, bearer) in rows.items():
                    results[name].append(measure(address, seconds, bearer))
            memory = resident(portal)
        finally:
            for process in (portal, logged, hello):
                stop(process)
    print(f"{'':28}{'requests/s':>12}{'p50 ms':>9}{'p99 ms':>9}")
    for name, measured in results.items():
        rate, half, most = (statistics.median(column) for column in zip(*measured))
        print(f"{name:28}{rate:12,.0f}{half:9.2f}{most:9.2f}")
    rate, _, most = (statistics.median(column) for column in zip(*results["balance, XML"]))
    reached = rate >= WANTED_RATE and most < WANTED_MILLISECONDS
    print(f"resident after it all: {memory:.1f} MB")
    print(f"wanted: balance at {WANTED_RATE:,} requests/s, p99 under {WANTED_MILLISECONDS:g} ms: {'reached' if reached else 'MISSED'}")


main()
