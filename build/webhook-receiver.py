"""Takes one signed webhook of Sublarr for build/docker-check: webhook-receiver.py FOLDER SECRET

Writes its port to FOLDER/port, the body of the request to FOLDER/body, and to FOLDER/verdict "signed" or what is wrong.
"""

import base64
import hashlib
import hmac
import http.server
import pathlib
import sys
import time

folder, secret = pathlib.Path(sys.argv[1]), sys.argv[2]


def verdict_on(headers, body):
    if abs(time.time() - int(headers["webhook-timestamp"])) > 300:
        return "too old"
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = "v1," + base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()
    return "signed" if expected in headers["webhook-signature"].split(" ") else "wrong signature"


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        (folder / "body").write_bytes(body)
        # Last and in one step: who waits for it finds the body complete.
        (folder / "verdict.new").write_text(verdict_on(self.headers, body))
        (folder / "verdict.new").rename(folder / "verdict")
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
(folder / "port.new").write_text(str(server.server_port))
(folder / "port.new").rename(folder / "port")
server.serve_forever()
