"""The practice server as a process: what survives a kill, a restart and its end."""

import socket
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from desktop.sandbox.faults import FaultError
from desktop.sandbox.server import Options, PortInUse, open_account, serve
from desktop.sandbox.state_file import open_state
from tests.sandbox.practice import MESSAGES, SEND, STRANGER
from tests.sandbox_process import BRIEF, practice_server

TEXT = {"from_number_id": 42, "to": STRANGER, "body": "Hello"}


def test_a_text_that_was_acknowledged_survives_a_kill_right_after(tmp_path: Path) -> None:
    """Durable before the answer leaves."""
    with practice_server("--state", str(tmp_path / "state")) as server:
        for number in range(3):
            answer = server.request("POST", SEND, json={**TEXT, "body": f"text {number}"})
            assert answer.json()["success"] is True
            server.kill()
            server.restart()
            assert [text["body"] for text in server.carrier()] == [f"text {n}" for n in range(number + 1)]


def test_a_text_whose_reply_was_dropped_survives_a_kill_right_after(tmp_path: Path) -> None:
    with practice_server("--state", str(tmp_path / "state"), "--fault", "drop_reply=1") as server:
        with pytest.raises(httpx.RemoteProtocolError):
            server.request("POST", SEND, json=TEXT)
        server.kill()
        server.restart()
        assert [text["body"] for text in server.carrier()] == ["Hello"]
        assert server.faults()["drop_reply"] == 1.0


def test_a_restart_keeps_url_key_lines_wallet_and_messages(tmp_path: Path) -> None:
    with practice_server("--state", str(tmp_path / "state"), "--seed", "9") as server:
        url, key = server.url, server.api_key
        server.inbound(STRANGER, "+447700900010", "Hello?")
        server.line(42, label="Support")
        server.wallet("3.21")
        before = server.request("GET", MESSAGES).json()["data"]
        assert server.stop() == 0
        server.restart()
        assert (server.url, server.api_key) == (url, key)
        assert server.request("GET", MESSAGES).json()["data"] == before
        assert server.request("GET", "/api/v1/portal/numbers").json()["data"][0]["label"] == "Support"
        assert server.request("GET", "/api/v1/portal/wallet").json()["data"]["balance"] == "3.21"


def test_without_a_state_file_all_is_forgotten() -> None:
    with practice_server() as server:
        server.request("POST", SEND, json=TEXT)
        server.restart()
        assert server.carrier() == []


def test_it_listens_on_loopback_only() -> None:
    with practice_server() as server:
        assert urlsplit(server.url).hostname == "127.0.0.1"


def test_it_ends_at_once_although_clients_hold_connections_and_wait_for_answers() -> None:
    with practice_server() as server:
        headers = {"Authorization": f"Bearer {server.api_key}"}
        with httpx.Client(base_url=server.url, headers=headers, trust_env=False) as client:
            assert client.get(MESSAGES).status_code == 200
            server.faults(delay=600)
            with pytest.raises(httpx.ReadTimeout):
                server.request("GET", MESSAGES, timeout=BRIEF)
            address = ("127.0.0.1", urlsplit(server.url).port or 0)
            with socket.create_connection(address) as head, socket.create_connection(address) as body:
                head.sendall(b"GET / HTTP/1.1\r\n")
                sending = f"POST {SEND} HTTP/1.1\r\nHost: practice\r\nContent-Length: 99\r\n"
                body.sendall(f"{sending}Authorization: Bearer {server.api_key}\r\n\r\n{{".encode())
                assert server.stop() == 0
        assert server.complaints() == ""


def test_a_port_that_is_taken_is_said_so(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        options = Options(port=taken.getsockname()[1], state=tmp_path / "state")
        with pytest.raises(PortInUse):
            serve(options, lambda url, key: None)
    assert not (tmp_path / "state").exists()


def test_a_first_start_that_fails_leaves_a_file_that_the_next_one_fills(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="conversations"):
        open_account(Options(state=tmp_path / "state", conversations=10**6))
    database, is_new = open_state(tmp_path / "state")
    database.close()
    assert is_new


def test_a_fault_that_does_not_exist_stops_the_start_before_anything_is_made(tmp_path: Path) -> None:
    options = Options(faults={"thunder": 1}, state=tmp_path / "state")
    with pytest.raises(FaultError, match="thunder"):
        serve(options, lambda url, key: None)
    assert not (tmp_path / "state").exists()
