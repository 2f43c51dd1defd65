# SPDX-License-Identifier: Apache-2.0
"""A call with everything real: the phone's window, the portal's account, a registrar that knows it
from the portal's database, devices of a sound server, and an echo on the far side."""

import hashlib
import pathlib
import re
import select
import socket
import sqlite3
import struct
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import tap  # noqa: E402
from harness.desktop import Desktop  # noqa: E402
from harness.echo_offer import Offer  # noqa: E402
from harness.echo_sound import EchoSound  # noqa: E402
from harness.registrar import ADDRESS, Registrar  # noqa: E402
from harness.scene import Scene  # noqa: E402
from harness.sound import TONE_HZ, Sound  # noqa: E402
from harness.waiting import wait_until  # noqa: E402


class EchoCall(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        desktop = Desktop(1000, 800)
        cls.sound = Sound(desktop)
        cls.addClassCleanup(cls.sound.close)
        cls.scene = Scene(site=False, desktop=desktop, calls=True)
        cls.addClassCleanup(cls.scene.close)
        cls.phone = cls.scene.phone
        cls.sound.leave_tones(cls.phone)
        cls.scene.sign_in()

    def wait_for_line(self):
        return self.phone.wait_for_status(
            lambda s: s["line"] and s["line"]["state"] == "registered", "the line is registered", 30
        )["line"]

    def wait_for_call(self, state="active"):
        return self.phone.wait_for_status(
            lambda s: s["calls"] and s["calls"][0]["state"] == state, f"the call is {state}", 30
        )["calls"][0]

    def dial(self):
        self.phone.open_by_dbus(self.phone.outside("qd"))
        self.phone.wait_for_screen("qd")
        self.phone.screen.press("Echo test", "button")
        self.phone.wait_for_screen("keypad")
        self.phone.screen.press("Call", "button")
        return self.wait_for_call()

    def hear(self, condition, what):
        wait_until(lambda: condition(self.sound.measure()), what, 30)

    def test_a_tone_goes_to_the_echo_and_back(self):
        self.assertEqual(f"alice@{ADDRESS}", self.wait_for_line()["address"])
        self.assertEqual("*43", self.dial()["number"])
        self.phone.screen.wait_for_text("Echo test")
        self.hear(lambda share: share > 0.9, f"{TONE_HZ} Hz comes back to the speaker")
        self.phone.screen.press("Mute", "button")
        self.hear(lambda share: share == 0, "the echo of a muted microphone is silence")
        self.phone.screen.press("Mute", "button")
        self.hear(lambda share: share > 0.9, f"{TONE_HZ} Hz comes back again")
        self.phone.screen.press("Hang up", "button")
        self.phone.wait_for_status(lambda s: not s["calls"], "the call ends")
        wait_until(lambda: ": ended\n" in self.scene.echo.read_log(), "the echo is told", 10)
        self.hear(lambda share: share == 0, "nothing is heard after the call")

    def test_the_tone_comes_back_after_a_hold(self):
        self.wait_for_line()
        self.dial()
        self.hear(lambda share: share > 0.9, f"{TONE_HZ} Hz comes back to the speaker")
        self.phone.screen.press("Hold", "button")
        self.wait_for_call("held")
        self.hear(lambda share: share == 0, "nothing is heard on hold")
        self.phone.screen.press("Hold", "button")
        self.wait_for_call("active")
        self.hear(lambda share: share > 0.9, f"{TONE_HZ} Hz comes back after the hold")
        self.phone.screen.press("Hang up", "button")
        self.phone.wait_for_status(lambda s: not s["calls"], "the call ends")


class Echo(unittest.TestCase):
    """Who answers, without a phone: packet by packet."""

    def setUp(self):
        self.sound = EchoSound(ADDRESS)
        self.addCleanup(self.sound.close)
        self.caller = EchoSound(ADDRESS)  # a pair of ports
        self.addCleanup(self.caller.close)
        for each in self.caller.sockets:
            each.settimeout(10)
        self.aim(True)

    def aim(self, sends):
        self.sound.aim((ADDRESS, self.caller.port), 0, 8000, sends)

    def say(self, sequence, stamp, payload=0, source=7):
        packet = struct.pack("!BBHII", 0x80, payload, sequence, stamp, source) + b"voice"
        self.caller.sockets[0].sendto(packet, (ADDRESS, self.sound.port))
        wait_until(lambda: select.select([self.sound.sockets[0]], [], [], 0)[0], "the packet is there", 10)
        self.sound.take(self.sound.sockets[0])

    def hear(self):
        data = self.caller.sockets[0].recv(2048)
        self.assertEqual(b"voice", data[12:])
        return struct.unpack("!xBHII", data[:12])

    def test_its_stream_is_its_own_and_goes_on_evenly(self):
        self.say(65535, 160)
        kind, sequence, stamp, source = self.hear()
        self.assertEqual(0x80, kind)
        self.assertNotEqual(7, source)
        self.say(0, 320)
        self.assertEqual((0, sequence + 1 & 0xFFFF, stamp + 160 & 0xFFFFFFFF, source), self.hear())
        self.say(1, 480, payload=101)
        self.aim(False)
        self.say(2, 640)
        self.aim(True)
        self.say(900, 4000000000, source=8)
        kind, later, went_on, same = self.hear()
        self.assertEqual((0x80, sequence + 2 & 0xFFFF, source), (kind, later, same))
        self.assertLess(went_on - stamp & 0xFFFFFFFF, 60 * 8000)

    def test_it_reports_what_it_received(self):
        self.say(65534, 0)
        self.say(2, 640)
        self.sound._report_due = 0
        self.sound.report_when_due()
        data = self.caller.sockets[1].recv(2048)
        self.assertEqual(200, data[1])
        source, lost, highest = struct.unpack("!III", data[28:40])
        self.assertEqual((7, 3 * 256 // 5 << 24 | 3, 65536 + 2), (source, lost, highest))

    def test_it_agrees_to_what_can_go_back(self):
        head = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
        offer = Offer(
            f"{head}m=audio 9 RTP/SAVP 0\r\nm=audio 4000 RTP/AVP 101 96 0\r\na=rtpmap:101 telephone-event/48000\r\n"
            "a=rtpmap:96 opus/48000/2\r\na=fmtp:96 useinbandfec=1\r\na=sendonly\r\n"
        )
        self.assertEqual((("192.0.2.1", 4000), 96, 48000, False), (offer.target, offer.payload, offer.rate, offer.sends))
        self.assertEqual(
            ["m=audio 0 RTP/SAVP 0", "m=audio 5000 RTP/AVP 96 101", "a=rtpmap:101 telephone-event/48000",
             "a=rtpmap:96 opus/48000/2", "a=fmtp:96 useinbandfec=1", "a=recvonly"],
            offer.answer(ADDRESS, 5000, (1, 1)).split("\r\n")[5:-1],
        )  # fmt: skip
        for refused in ("", head, f"{head}m=audio 0 RTP/AVP 0\r\n",
                        f"{head}m=audio 99999 RTP/AVP 0\r\n", f"{head}m=audio 0065534999 RTP/AVP 0\r\n",
                        f"{head}m=audio 4000 RTP/SAVP 0\r\n",
                        f"{head}m=audio 4000 RTP/AVP 96\r\n", "m=audio 4000 RTP/AVP 0\r\n"):  # fmt: skip
            with self.subTest(offer=refused), self.assertRaises(ValueError):
                Offer(refused)


class Client:
    """Asks the registrar over UDP, with a name and a password."""

    def __init__(self, registrar, name, secret):
        self.registrar = registrar
        self.name = name
        self.secret = secret
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((ADDRESS, 0))
        self.socket.settimeout(10)
        self.number = 0

    def _ask(self, method, to, authorization=""):
        self.number += 1
        own = "%s:%d" % self.socket.getsockname()
        target = self.registrar.host if method == "REGISTER" else f"{to}"
        text = (
            f"{method} sip:{target} SIP/2.0\r\nVia: SIP/2.0/UDP {own};rport;branch=z9hG4bK{own}{self.number}\r\n"
            f"From: <sip:{to if method == 'REGISTER' else f'{self.name}@{self.registrar.host}'}>;tag=a{self.number}\r\n"
            f"To: <sip:{to}>\r\nCall-ID: {own}\r\nCSeq: {self.number} {method}\r\nMax-Forwards: 9\r\n"
            f"Contact: <sip:{self.name}@{own}>\r\n{authorization}Content-Length: 0\r\n\r\n"
        )
        self.socket.sendto(text.encode("ascii"), (ADDRESS, self.registrar.port))
        while True:
            answer = self.socket.recv(8192).decode("utf-8")
            status = int(answer.split()[1])
            if status >= 200:
                return status, answer

    def ask(self, method, to):
        """The final status after the challenge was answered."""
        status, answer = self._ask(method, to)
        if status not in (401, 407):
            return status
        realm, nonce = (re.search(f'{name}="([^"]*)"', answer).group(1) for name in ("realm", "nonce"))
        uri = f"sip:{self.registrar.host if method == 'REGISTER' else to}"

        def digest(text):
            return hashlib.md5(text.encode("utf-8")).hexdigest()

        proof = digest(f"{digest(f'{self.name}:{realm}:{self.secret}')}:{nonce}:{digest(f'{method}:{uri}')}")
        header = "Authorization" if status == 401 else "Proxy-Authorization"
        return self._ask(
            method, to,
            f'{header}: Digest username="{self.name}", realm="{realm}", nonce="{nonce}", uri="{uri}", '
            f'response="{proof}"\r\n',
        )[0]  # fmt: skip

    def close(self):
        self.socket.close()


class RegistrarOfThePortal(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scene = Scene(site=False, calls=True)
        cls.addClassCleanup(cls.scene.close)
        with sqlite3.connect(f"file:{cls.scene.portal.data}/portal.db?mode=ro", uri=True) as database:
            cls.secrets = dict(database.execute("SELECT username, secret FROM sip_credential"))
        database.close()

    def client(self, name, secret=None):
        client = Client(self.scene.registrar, name, secret or self.secrets.get(name, ""))
        self.addCleanup(client.close)
        return client

    def address(self, name):
        return f"{name}@{self.scene.registrar.host}"

    def test_another_one_is_not_taken_for_it(self):
        registrar = self.scene.registrar
        other = Registrar(self.scene.desktop.folder / "other")
        self.addCleanup(other.close)
        other.port, other.host, other.process = registrar.port, registrar.host, registrar.process
        wait_until(registrar._answers, "the registrar answers")
        self.assertFalse(other._answers())
        other.process = None

    def test_an_account_registers(self):
        self.assertEqual(200, self.client("bob").ask("REGISTER", self.address("bob")))

    def test_an_account_of_today_needs_no_restart(self):
        self.scene.portal.command(
            "user", "add", "--host", self.scene.registrar.host, "--sip-secret",
            str(self.scene.portal.data), "carol", input="password\nsecret of carol\n",
        )  # fmt: skip
        self.assertEqual(200, self.client("carol", "secret of carol").ask("REGISTER", self.address("carol")))

    def test_a_wrong_secret_is_refused(self):
        self.assertEqual(401, self.client("bob", "wrong").ask("REGISTER", self.address("bob")))

    def test_the_sign_in_password_is_not_the_secret(self):
        self.assertEqual(401, self.client("bob", "demo").ask("REGISTER", self.address("bob")))

    def test_nobody_unknown_registers(self):
        self.assertEqual(401, self.client("mallory", "x").ask("REGISTER", self.address("mallory")))
        self.assertEqual(401, self.client("x' OR '1'='1", "x").ask("REGISTER", self.address("bob")))

    def test_an_account_registers_for_no_other(self):
        self.assertEqual(403, self.client("bob").ask("REGISTER", self.address("alice")))

    def test_strangers_are_not_relayed(self):
        self.assertEqual(403, self.client("bob").ask("MESSAGE", "somebody@192.0.2.1"))

    def test_a_tag_and_a_route_open_no_way_through(self):
        """What looks like a request of a call, to an address of the sender's choice."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as target, \
                socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:  # fmt: skip
            for made in (target, sender):
                made.bind((ADDRESS, 0))
            target.settimeout(1)
            sender.settimeout(10)
            own, aim = ("%s:%d" % made.getsockname() for made in (sender, target))
            for method, uri in (
                ("INVITE", f"sip:x@{aim}"),
                ("BYE", f"sip:x@{aim}"),
                ("MESSAGE", f"sip:x@192.0.2.1;alias={ADDRESS}~{target.getsockname()[1]}~1"),
            ):
                with self.subTest(method=method):
                    sender.sendto(
                        f"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP {own};rport;branch=z9hG4bK{method}\r\n"
                        f"Route: <sip:{self.scene.registrar.host};lr>\r\nFrom: <sip:m@example.com>;tag=1\r\n"
                        f"To: <sip:x@example.com>;tag=2\r\nCall-ID: {method}@{own}\r\nCSeq: 1 {method}\r\n"
                        f"Max-Forwards: 9\r\nContact: <sip:m@{own}>\r\nContent-Length: 0\r\n\r\n".encode("ascii"),
                        (ADDRESS, self.scene.registrar.port),
                    )  # fmt: skip
                    self.assertTrue(sender.recv(4096).startswith(b"SIP/2.0 481 "))
                    with self.assertRaises(TimeoutError):
                        target.recv(4096)

    def test_who_is_not_there_cannot_be_called(self):
        self.assertEqual(480, self.client("bob").ask("OPTIONS", self.address("dave")))


if __name__ == "__main__":
    tap.main()
