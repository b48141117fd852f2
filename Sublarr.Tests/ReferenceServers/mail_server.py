"""A mail server of other people's code, aiosmtpd, on a free port of this machine. It tells its port first, and ends with the input of whoever started it.

What a recipient is called decides the answer: 451-later@example.org is answered with 451. Mails are written to a folder, one file each.
"""

import argparse
import asyncio
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

ANSWERS = {
    "421": "421 4.3.2 Too many connections, come back later",
    "451": "451 4.7.1 Greylisted, come back later",
    "550": "550 5.1.1 User unknown",
}


class Mailbox:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = ANSWERS.get(address[:3])
        if answer is None:
            envelope.rcpt_tos.append(address)
            return "250 2.1.5 Ok"
        if answer.startswith("421"):
            # Who says so hangs up.
            asyncio.get_running_loop().call_later(0.05, server.transport.close)
        return answer

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        name = os.path.join(self.folder, f"{self.count}.eml")
        with open(name + ".part", "wb") as file:
            file.write(f"X-Was-Secure: {session.ssl is not None}\r\nX-Signed-In: {session.authenticated}\r\n".encode())
            file.write(envelope.original_content)
        os.rename(name + ".part", name)
        return f"250 2.0.0 Ok: queued as {self.count}"


async def serve(options):
    context = None
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)

    def sign_in(server, session, envelope, mechanism, login):
        known = login.login.decode() == options.user and login.password.decode() == options.password
        return AuthResult(success=known, handled=False)

    mailbox = Mailbox(options.folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(
            mailbox,
            hostname="mail.test",
            ident="Test",
            tls_context=None if options.tls else context,
            authenticator=sign_in if options.user else None,
            auth_required=bool(options.user),
            auth_require_tls=context is not None and not options.tls,
        ),
        host="127.0.0.1",
        port=0,
        ssl=context if options.tls else None,
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    # Connections that are open keep it from ending otherwise.
    os._exit(0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", required=True)
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--tls", action="store_true")
    parser.add_argument("--user")
    parser.add_argument("--password")
    asyncio.run(serve(parser.parse_args()))
