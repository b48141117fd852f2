"""Reads requests from standard input, one JSON object in each line, and says of each whether its signature is right.

Written from the specification of Standard Webhooks, with nothing but what comes with Python: what a receiver without a library would write.
"""

import base64
import hashlib
import hmac
import json
import sys
import time

TOLERANCE = 5 * 60


def verify(secret, headers, body):
    message_id, timestamp = headers["webhook-id"], headers["webhook-timestamp"]
    if abs(time.time() - int(timestamp)) > TOLERANCE:
        return "refused: the timestamp is too far away"

    key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    expected = base64.b64encode(hmac.new(key, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256).digest())
    for signature in headers["webhook-signature"].split(" "):
        version, _, value = signature.partition(",")
        if version == "v1" and hmac.compare_digest(value.encode(), expected):
            return "accepted"

    return "refused: no signature is right"


for line in sys.stdin:
    request = json.loads(line)
    print(verify(request["secret"], request["headers"], base64.b64decode(request["body"])))
