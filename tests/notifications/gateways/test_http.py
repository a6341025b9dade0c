"""The one HTTP client: where it will not go, and what the way it fails proves."""

import datetime as dt
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from backend.notifications.gateways import http
from backend.notifications.gateways.deadline import within
from backend.notifications.gateways.http import Lost, NotSent, Request, call
from backend.notifications.gateways.proofs import LONGEST_WAIT, retry_after
from tests.notifications.gateways.fakes.nikita import NikitaFake
from tests.notifications.gateways.fakes.server import Answer, Got


class Desk(NikitaFake):
    """Answers every GET with what it was given."""

    canned = Answer(200, b"{}")

    def answer(self, got: Got) -> Answer:
        return self.canned


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk() as fake:
        yield fake


@pytest.fixture
def nobody_we_trust(tmp_path: Path) -> Iterator[tuple[str, list[str]]]:
    """An https server with a certificate that it made itself, and what it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    server = HTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_own_certificate(tmp_path))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *args: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"https://127.0.0.1:{server.server_address[1]}/", asked
    server.shutdown()
    server.server_close()


def _own_certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.PEM)
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = folder / "own.pem"
    file.write_bytes(private + certificate)
    return file


def test_a_server_that_nobody_vouches_for_is_told_nothing(
    nobody_we_trust: tuple[str, list[str]],
) -> None:
    url, asked = nobody_we_trust
    with pytest.raises(NotSent, match="connect_error"):
        call(Request("GET", url))
    assert asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://91.204.239.44/broker-api/send",
        "http://localhost.example.org/",
        "http://user@example.org@127.0.0.1.example.org/",
        "ftp://127.0.0.1/",
        "https:///nobody",
        "http://[",
        "",
    ],
)
def test_passwords_go_over_https_only(url: str) -> None:
    with pytest.raises(NotSent, match="address_is_not_https"):
        call(Request("GET", url))


def test_proxies_of_the_environment_are_not_used(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    assert call(Request("GET", desk.url)).status == 200


def test_an_answer_without_end_is_not_read_to_its_end(desk: Desk) -> None:
    desk.canned = Answer(200, b"x" * (http.LARGEST_ANSWER + 1))
    with pytest.raises(Lost, match="answer_too_long"):
        call(Request("GET", desk.url))


def test_when_the_time_is_up_nothing_more_is_begun(desk: Desk) -> None:
    with within(0), pytest.raises(NotSent, match="connect_timeout"):
        call(Request("GET", desk.url))
    assert desk.got == []


def test_an_inner_deadline_does_not_move_an_outer_one(desk: Desk) -> None:
    with within(0), within(60), pytest.raises(NotSent):
        call(Request("GET", desk.url))
    assert call(Request("GET", desk.url)).status == 200  # and neither outlives its block


def test_a_connection_is_used_again_while_it_is_fresh(desk: Desk) -> None:
    before = _ports(desk, 3)
    assert len(before) == 1


def _ports(desk: Desk, calls: int) -> set[int]:
    """From how many ports of ours `calls` calls came."""
    ports: set[int] = set()
    wrapped = desk.server.process_request

    def counted(request: object, client: tuple[str, int]) -> None:
        ports.add(client[1])
        wrapped(request, client)  # type: ignore[arg-type]

    desk.server.process_request = counted  # type: ignore[assignment, method-assign]
    for _ in range(calls):
        call(Request("GET", desk.url))
    return ports


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("17", 17),
        (" 17 ", 17),
        ("99999999999", LONGEST_WAIT),
        ("-5", 0),
        ("", 0),
        ("soon", 0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Wed, 21 Oct 2065 07:28:00 GMT", LONGEST_WAIT),
        ("١٧", 0),
    ],
)
def test_retry_after_is_a_number_or_a_date(header: str, seconds: int) -> None:
    assert retry_after(http.Reply(429, {"retry-after": header}, b"")) == seconds
