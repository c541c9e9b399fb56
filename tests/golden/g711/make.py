"""Writes g711.json: all 256 A-law and mu-law bytes as 16-bit samples, by Python's audioop.

Run: /usr/bin/python3 tests/golden/g711/make.py   (audioop is in the standard library up to Python 3.12)
"""

import audioop
import json
import pathlib
import platform
import struct

every_byte = bytes(range(256))


def expand(function):
    return list(struct.unpack("=256h", function(every_byte, 2)))


golden = {
    "madeBy": f"audioop of Python {platform.python_version()}",
    "aLaw": expand(audioop.alaw2lin),
    "muLaw": expand(audioop.ulaw2lin),
}
pathlib.Path(__file__).with_name("g711.json").write_text(json.dumps(golden) + "\n")
