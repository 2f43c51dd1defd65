# SPDX-License-Identifier: Apache-2.0
"""A sound server of one's own: the microphone hears one tone, the speaker can be listened to."""

import array
import math
import subprocess
import threading

from harness import process_tree
from harness.waiting import Overdue, wait_until

TONE_HZ = 440
RATE_HZ = 8000
BLOCK = RATE_HZ // 20
# What a recording may take longer than it lasts.
LISTEN_DEADLINE = 30.0


def measure_share(samples, hertz, rate=RATE_HZ):
    """How much of the power of `samples` is one tone, from 0 to 1; 0 for silence. Measured in pieces
    of a twentieth of a second: a tone that begins anew is that tone all the same."""
    step = 2 * math.pi * hertz / rate
    waves = [(math.cos(step * number), math.sin(step * number)) for number in range(BLOCK)]
    whole = tone = 0.0
    for start in range(0, len(samples) - BLOCK + 1, BLOCK):
        piece = samples[start : start + BLOCK]
        whole += sum(sample * sample for sample in piece)
        real = sum(sample * wave[0] for sample, wave in zip(piece, waves))
        imaginary = sum(sample * wave[1] for sample, wave in zip(piece, waves))
        tone += 2 * (real * real + imaginary * imaginary) / BLOCK
    # Below 10 of 32767 is nothing but noise of rounding.
    return tone / whole if whole > len(samples) * 100 else 0.0


class Sound:
    """PulseAudio, for the programs of a Desktop: start it before them."""

    def __init__(self, desktop):
        self.desktop = desktop
        socket = desktop.runtime / "sound"
        self.server = f"unix:{socket}"
        desktop.environment["PULSE_SERVER"] = self.server
        log = open(desktop.folder / "sound.log", "wb")
        self.process = subprocess.Popen(
            ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
             "--disable-shm=yes", "--realtime=no", "--high-priority=no",
             f"--load=module-native-protocol-unix socket={socket} auth-anonymous=1",
             "--load=module-null-sink sink_name=speaker rate=48000",
             # A source of its own would deliver a second's sound at once.
             "--load=module-null-sink sink_name=microphone rate=48000",
             f"--load=module-sine sink=microphone frequency={TONE_HZ}",
             # What a sink plays is no microphone: the phone lists this one alone.
             "--load=module-remap-source master=microphone.monitor source_name=voice"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=desktop.environment,
            start_new_session=True, preexec_fn=process_tree.die_with_parent,
        )  # fmt: skip
        log.close()
        wait_until(self._is_ready, "the sound server answers; see sound.log", 20)
        self._control("set-default-source", "voice")
        self._control("set-default-sink", "speaker")

    def _control(self, *arguments):
        return subprocess.run(
            ["pactl", *arguments],
            env=self.desktop.environment, capture_output=True, text=True, timeout=10, check=False,
        )  # fmt: skip

    def _is_ready(self):
        if self.process.poll() is not None:
            raise RuntimeError("the sound server ended: see sound.log")
        return "voice" in self._control("list", "short", "sources").stdout

    @staticmethod
    def leave_tones(phone):
        """Has `phone`, before it starts, send what it hears: a steady tone is the very noise, and the
        echo of one the very echo, that would be taken out."""
        phone.data_folder.mkdir(parents=True, exist_ok=True)
        (phone.data_folder / "audio.ini").write_text(
            "[Audio]\nEchoCancellation=false\nNoiseSuppression=false\n", encoding="utf-8"
        )

    def listen(self, seconds=1.0):
        """What the speaker plays from now on: a list of samples, RATE_HZ a second."""
        count = int(seconds * RATE_HZ)
        recorder = subprocess.Popen(
            ["parec", "--device=speaker.monitor", "--format=s16le", f"--rate={RATE_HZ}", "--channels=1",
             "--latency-msec=50"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=self.desktop.environment, preexec_fn=process_tree.die_with_parent,
        )  # fmt: skip
        # Without its recorder, the read ends with what there is.
        deadline = threading.Timer(seconds + LISTEN_DEADLINE, recorder.kill)
        deadline.start()
        try:
            heard = recorder.stdout.read(2 * count)
        finally:
            deadline.cancel()
            process_tree.end_child(recorder)
            recorder.stdout.close()
        if len(heard) < 2 * count:
            raise Overdue(f"the speaker gave {len(heard) // 2} of {count} samples")
        return list(array.array("h", heard))

    def measure(self, hertz=TONE_HZ, seconds=1.0):
        return measure_share(self.listen(seconds), hertz)

    def close(self):
        process_tree.end_child(self.process)
