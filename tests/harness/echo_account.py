# SPDX-License-Identifier: Apache-2.0
"""An account that answers every call at once and says again what it hears, as a program:

    echo_account.py NAME HOST:PORT <SECRET

Registers NAME at that registrar over UDP, with the first line of its input for a secret, and prints a line
for each thing that happens. Ends with SIGTERM; calls that go on then are left alone.
"""

import re
import secrets
import select
import signal
import socket
import sys
import time

from harness.echo_offer import Offer
from harness.echo_sound import EchoSound
from harness.sip_message import Message, prove

MOST_CALLS = 16
# A caller that is gone without a word.
SILENT_SECONDS = 600
REGISTER_SECONDS = 600
# RFC 3261, section 17.1.1.1
T1_SECONDS, T2_SECONDS, GIVE_UP_SECONDS = 0.5, 4.0, 32.0
ALLOW = "Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, UPDATE"


class Call:
    """One call, from its INVITE on."""

    def __init__(self, address):
        self.sound = EchoSound(address)
        self.tag = secrets.token_hex(8)
        self.session = [secrets.randbits(31), 0]
        self.invite = self.answer = None  # the last INVITE's number, and what was answered
        self.due = None  # when the answer is to be repeated, until it is acknowledged
        self.answered_at = self.wait = 0.0


class EchoAccount:
    def __init__(self, name, registrar, secret):
        self.name, self.registrar, self._secret = name, registrar, secret
        host, _, port = registrar.rpartition(":")
        self._server = host, int(port)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((host, 0))
        self.address = self._socket.getsockname()[0]
        self._own = "%s:%d" % self._socket.getsockname()
        self._contact = f"Contact: <sip:{name}@{self._own}>"
        self._calls = {}  # Call-ID → Call
        self._id = f"{secrets.token_hex(8)}@{self.address}"
        self._tag = secrets.token_hex(8)
        self._number = 0
        self._proof = ""
        self._proven = None  # the nonce that was answered
        self._registered = False
        self._register()

    @staticmethod
    def _say(text):
        print(text, flush=True)

    def _register(self):
        self._number += 1
        text = (
            f"REGISTER sip:{self.registrar} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP {self._own};rport;branch=z9hG4bK{secrets.token_hex(8)}\r\n"
            f"From: <sip:{self.name}@{self.registrar}>;tag={self._tag}\r\nTo: <sip:{self.name}@{self.registrar}>\r\n"
            f"Call-ID: {self._id}\r\nCSeq: {self._number} REGISTER\r\nMax-Forwards: 70\r\n{self._contact}\r\n"
            f"Expires: {REGISTER_SECONDS}\r\n{self._proof}Content-Length: 0\r\n\r\n"
        )
        self._socket.sendto(text.encode("utf-8"), self._server)
        self._register_due = time.monotonic() + T1_SECONDS

    def _take_answer(self, message):
        if message.method != "REGISTER" or message.number != str(self._number) or message.status < 200:
            return
        challenge = message.get("www-authenticate")
        if message.status == 401 and challenge != self._proven:
            self._proven = challenge
            proof = prove(challenge, "REGISTER", f"sip:{self.registrar}", self.name, self._secret)
            self._proof = f"Authorization: {proof}\r\n"
            self._register()
        elif message.status == 200:
            if not self._registered:
                self._say("registered")
            self._registered = True
            # A nonce is answered once.
            self._proof, self._proven = "", None
            self._register_due = time.monotonic() + REGISTER_SECONDS / 2
        else:
            self._say(f"refused: {message.first}")
            self._registered = False
            self._proof, self._proven = "", None
            self._register_due = time.monotonic() + T2_SECONDS

    def _answer(self, message, source, status, call=None, fields=(), body=""):
        text = message.answer(status, call.tag if call else self._tag, fields, body)
        self._socket.sendto(text.encode("utf-8"), source)
        return text

    def _take_request(self, message, source):
        call = self._calls.get(message.get("call-id"))
        if message.method == "ACK":
            if call is not None and message.number == call.invite:
                call.due = None
        elif message.method == "OPTIONS":
            self._answer(message, source, "200 OK", call, (ALLOW,))
        elif message.method == "INVITE" and call is not None and message.number == call.invite:
            self._socket.sendto(call.answer.encode("utf-8"), source)
        elif message.method == "INVITE" and call is None and ";tag=" not in message.get("to"):
            self._take_call(message, source)
        elif call is None:
            self._answer(message, source, "481 Call/Transaction Does Not Exist")
        elif message.method == "INVITE" or (message.method == "UPDATE" and message.body):
            self._agree(call, message, source)
        elif message.method == "BYE":
            self._answer(message, source, "200 OK", call)
            self._end(message.get("call-id"), "ended")
        elif message.method in ("CANCEL", "INFO", "UPDATE"):
            self._answer(message, source, "200 OK", call, (self._contact,))
        else:
            self._answer(message, source, "405 Method Not Allowed", call, (ALLOW,))

    def _take_call(self, message, source):
        if len(self._calls) >= MOST_CALLS:
            self._answer(message, source, "486 Busy Here")
            return
        call = Call(self.address)
        if self._agree(call, message, source):
            self._calls[message.get("call-id")] = call
        else:
            call.sound.close()

    def _agree(self, call, message, source):
        """Answers an offer; False when there is nothing to agree upon."""
        try:
            offer = Offer(message.body)
        except ValueError as error:
            self._say(f"refused: {error}")
            self._answer(message, source, "488 Not Acceptable Here", call)
            return False
        call.session[1] += 1
        call.sound.aim(offer.target, offer.payload, offer.rate, offer.sends)
        body = offer.answer(self.address, call.sound.port, call.session)
        text = self._answer(message, source, "200 OK", call, (self._contact, ALLOW), body)
        if message.method == "INVITE":
            call.invite, call.answer, call.source = message.number, text, source
            call.answered_at, call.wait = time.monotonic(), T1_SECONDS
            call.due = call.answered_at + call.wait
        caller = re.search(r"sips?:[^;>\s]+", message.get("from"))
        self._say(f"{caller[0] if caller else '?'}: {offer.codec}{'' if offer.sends else ', on hold'}")
        return True

    def _end(self, call_id, why):
        call = self._calls.pop(call_id)
        call.sound.close()
        self._say(f"{call_id}: {why}")

    def _take(self):
        data, source = self._socket.recvfrom(65535)
        try:
            message = Message(data)
            if message.status:
                self._take_answer(message)
            else:
                self._take_request(message, source)
        except ValueError:
            pass  # an empty one keeps a way through a NAT open

    def _do_what_is_due(self):
        now = time.monotonic()
        if now >= self._register_due:
            self._register()
        for call_id, call in list(self._calls.items()):
            call.sound.report_when_due()
            if call.due is not None and now >= call.due:
                call.wait = min(2 * call.wait, T2_SECONDS)
                call.due = now + call.wait
                self._socket.sendto(call.answer.encode("utf-8"), call.source)
            if call.due is not None and now > call.answered_at + GIVE_UP_SECONDS:
                self._end(call_id, "never acknowledged")
            elif now > max(call.sound.heard_at, call.answered_at) + SILENT_SECONDS:
                self._end(call_id, "nothing comes any more")

    def run(self):
        while True:
            sounds = {each: call.sound for call in self._calls.values() for each in call.sound.sockets}
            ready, _, _ = select.select([self._socket, *sounds], [], [], 0.25)
            for each in ready:
                if each is not self._socket:
                    sounds[each].take(each)
            if self._socket in ready:
                self._take()
            self._do_what_is_due()


def main(arguments):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    EchoAccount(*arguments, sys.stdin.readline().rstrip("\n")).run()


if __name__ == "__main__":
    main(sys.argv[1:])
