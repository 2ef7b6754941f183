"""Firefox without Playwright: just enough of WebDriver BiDi to open an address and run a script in it."""

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

NAMES = ("firefox-esr", "firefox")
START_SECONDS = 60
ANSWER_SECONDS = 60


def find_firefox() -> str | None:
    """The Firefox on PATH, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Tab:
    """The one tab of a Firefox."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket, self.number = socket, 0
        self.ask("session.new", capabilities={})
        self.context = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and wait for its answer; events in between are left alone."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv(timeout=ANSWER_SECONDS))
            if answer.get("id") == self.number:
                assert answer["type"] == "success", answer
                return dict(answer["result"])

    def before(self, script: str) -> None:
        """Run this ahead of the scripts of every page that is opened from now on."""
        self.ask("script.addPreloadScript", functionDeclaration=f"() => {{ {script} }}")

    def stroke(self, *places: tuple[float, float]) -> None:
        """With the mouse through these places of the window, as whole pixels."""
        moves = [{"type": "pointerMove", "x": round(x), "y": round(y), "duration": 60} for x, y in places]
        button = {"button": 0}
        actions = [moves[0], {"type": "pointerDown", **button}, *moves[1:], {"type": "pointerUp", **button}]
        pointer = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions}
        self.ask("input.performActions", context=self.context, actions=[pointer])

    def open(self, address: str) -> None:
        self.ask("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def run(self, script: str) -> Any:
        """What this expression, or the promise that it gives, comes to; it goes through JSON."""
        wrapped = f"Promise.resolve({script}).then(value => JSON.stringify(value ?? null))"
        result = self.ask("script.evaluate", expression=wrapped, target={"context": self.context}, awaitPromise=True)
        assert result["type"] == "success", result
        return json.loads(result["result"]["value"])

    def wait(self, condition: str) -> None:
        """Until this expression is true."""
        deadline = time.monotonic() + ANSWER_SECONDS
        while not self.run(condition):
            assert time.monotonic() < deadline, f"never true: {condition}"
            time.sleep(0.05)


@contextmanager
def firefox(path: str, folder: Path) -> Iterator[Tab]:
    """A Firefox with a profile of its own in this folder, which can reach no network: its proxy listens nowhere."""
    profile = folder / "profile"
    profile.mkdir()
    nowhere: dict[str, int | str] = {"network.proxy.type": 1}
    for kind in ("http", "ssl"):
        nowhere |= {f"network.proxy.{kind}": "127.0.0.1", f"network.proxy.{kind}_port": 9}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in nowhere.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="ascii")
    log = folder / "firefox.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [path, "--headless", "--remote-debugging-port=0", "--profile", str(profile)],
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        with connect(f"{_address(process, log)}/session", max_size=None, proxy=None) as socket:
            yield Tab(socket)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        found = re.search(r"WebDriver BiDi listening on (ws://\S+)", log.read_text(errors="replace"))
        if found:
            return found[1]
        time.sleep(0.1)
    raise TimeoutError(f"Firefox did not start: {log.read_text(errors='replace')[-500:]}")
