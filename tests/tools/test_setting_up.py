"""Setting a checkout up: a step is done once, again after a change, and again after an interruption."""

import socket
from pathlib import Path

import pytest

from tools import prepare, run
from tools.steps import Stop, logged


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    lock = tmp_path / "lock.txt"
    lock.write_text("one==1")
    return lock


def test_a_step_is_done_once_for_one_lock(lock: Path, tmp_path: Path) -> None:
    done: list[str] = []
    for _ in range(2):
        prepare.once(tmp_path / "stamp", "lock.txt", done.append, "the packages")
    assert done == ["lock.txt"]

    lock.write_text("one==2")
    prepare.once(tmp_path / "stamp", "lock.txt", done.append, "the packages")
    assert len(done) == 2


def test_an_interrupted_step_is_done_again(lock: Path, tmp_path: Path) -> None:
    def interrupted(_lock: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prepare.once(tmp_path / "stamp", "lock.txt", interrupted, "the packages")
    done: list[str] = []
    prepare.once(tmp_path / "stamp", "lock.txt", done.append, "the packages")
    assert done == ["lock.txt"]


def test_a_busy_port_is_refused_in_one_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Stop, match=f"Port {port} is in use.*PORT={port + 1}"):
            run.free_port(str(port))


@pytest.mark.parametrize("text", ["", "web", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(Stop, match="give a number from 1 to 65535"):
        run.free_port(text)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("npm error code ENOTFOUND", "nothing answers on the network"),
        ("Temporary failure in name resolution", "nothing answers on the network"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "the reason is at the end of"),
    ],
)
def test_a_failed_download_says_whether_it_was_the_network(output: str, sentence: str) -> None:
    with pytest.raises(Stop, match=sentence):
        logged(["sh", "-c", f"echo '{output}'; exit 1"], what="The thing")
