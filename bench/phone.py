#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What the phone costs and how quick it is, beside baresip and linphonec in the same run.

    WHINCHAT_BUILD=build/release bench/phone.py [SECONDS]

Each phone registers at a peer of this program's own, answers its calls, then registers at Kamailio,
is idle, and talks to an echo by SRTP for SECONDS (60). Median of all rounds. The peers come from
Debian (baresip-core, linphone-cli) and are left out where they are missing.
"""

import pathlib
import secrets
import shutil
import statistics
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SOURCE / "tests"))
from harness import process_tree  # noqa: E402
from harness.baresip_echo import BaresipEcho  # noqa: E402
from harness.portal import Portal  # noqa: E402
from harness.registrar import Registrar  # noqa: E402
from harness.waiting import Overdue, wait_until  # noqa: E402
from phone_clients import Baresip, Linphone, Whinchat, find_build  # noqa: E402
from phone_peer import Peer  # noqa: E402
from process_cost import cpu_seconds, resident_mb, wake_ups  # noqa: E402

ECHO = "echo"
ROUNDS = 3
CALLS = 5
IDLE_SECONDS = 20
SETTLE_SECONDS = 8
WANTED_WAKE_UPS = 2


def measure_speed(client, folder, figures):
    peer = Peer()
    try:
        client.start(folder, peer.host, "alice", "secret", False)
        wait_until(lambda: peer.register_seconds, f"{client.name} registers", 20)
        figures["register"].append(peer.register_seconds[0] * 1000)
        time.sleep(1)
        for _ in range(CALLS):
            ringing, audio = peer.call()
            if ringing is not None:
                figures["ringing"].append(ringing)
            figures["audio"].append(audio)
    finally:
        client.stop()
        peer.close()


def measure_cost(client, folder, registrar, echo, secret, seconds, figures):
    try:
        client.start(folder, registrar.host, "caller", secret, True)
        time.sleep(SETTLE_SECONDS)
        before = wake_ups(client.pid)
        time.sleep(IDLE_SECONDS)
        figures["wake_ups"].append((wake_ups(client.pid) - before) / IDLE_SECONDS)
        figures["idle"].append(resident_mb(client.pid))
        calls = echo.count_calls()
        client.dial(f"sip:{ECHO}@{registrar.host}")
        wait_until(lambda: echo.count_calls() > calls, f"the echo answers {client.name}", 20)
        time.sleep(2)
        before = cpu_seconds(client.pid)
        time.sleep(seconds)
        figures["cpu"].append(cpu_seconds(client.pid) - before)
        figures["talking"].append(resident_mb(client.pid))
    finally:
        client.stop()


def show(results, seconds):
    rows = (
        ("register", "REGISTER challenged → answered, ms"),
        ("ringing", "INVITE → ringing, ms"),
        ("audio", "answer → first audio, ms"),
        ("wake_ups", "wake-ups a second, registered and idle"),
        ("idle", "resident, idle, MB"),
        ("talking", "resident, in a call, MB"),
        ("cpu", f"CPU of an SRTP call of {seconds:g} s, s"),
    )
    names = list(results)
    print(f"{'':<42}" + "".join(f"{name:>12}" for name in names))
    for key, title in rows:
        cells = [statistics.median(results[name][key]) if results[name][key] else None for name in names]
        print(f"{title:<42}" + "".join(f"{'-':>12}" if cell is None else f"{cell:>12.2f}" for cell in cells))


def main(arguments):
    seconds = float(arguments[0]) if arguments else 60.0
    process_tree.adopt_orphans()
    clients = [client for client in (Whinchat(), Baresip(), Linphone()) if shutil.which(client.program)]
    results = {
        client.name: {key: [] for key in ("register", "ringing", "audio", "wake_ups", "idle", "talking", "cpu")}
        for client in clients
    }
    folder = pathlib.Path(tempfile.mkdtemp(prefix="whinchat-bench-"))
    registrar = Registrar(folder / "registrar")
    echo = None
    try:
        for number in range(ROUNDS):
            for client in clients:
                try:
                    measure_speed(client, folder / f"{client.name}-{number}", results[client.name])
                except Overdue as error:
                    print(f"{client.name}: {error}", file=sys.stderr)
        portal = Portal(find_build() / "portal" / "whinchat-portal", folder / "portal", sip_host=registrar.host)
        secret = {name: secrets.token_hex(8) for name in ("caller", ECHO)}
        for name, word in secret.items():
            portal.command(
                "user", "add", "--host", registrar.host, "--sip-secret", str(portal.data), name, input=f"x\n{word}\n",
            )  # fmt: skip
        registrar.start(portal.data / "portal.db")
        echo = BaresipEcho(folder / "echo", registrar.host, ECHO, secret[ECHO], "srtp-mand").start()
        for client in clients:
            try:
                measure_cost(client, folder / f"{client.name}-cost", registrar, echo, secret["caller"], seconds,
                             results[client.name])  # fmt: skip
            except Overdue as error:
                print(f"{client.name}: {error}", file=sys.stderr)
    finally:
        for part in (echo, registrar):
            if part is not None:
                part.close()
        process_tree.end_all()
        shutil.rmtree(folder, ignore_errors=True)
    show(results, seconds)
    idle = results["whinchat"]["wake_ups"]
    if idle and statistics.median(idle) > WANTED_WAKE_UPS:
        print(f"more than {WANTED_WAKE_UPS} wake-ups a second", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
