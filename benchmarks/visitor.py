"""A visitor without a browser: a real websocket to the server, with the messages that a browser would send and read."""

import asyncio
import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 30.0
"""Seconds after which a question counts as not answered."""


class Fault(RuntimeError):
    """What a visitor would have seen go wrong."""


@dataclass
class Answer:
    """What came back for one question: seconds until the script's end, bytes, and all messages as text for who looks."""

    seconds: float
    size: int
    html: str


@dataclass
class Visitor:
    """One open page, of one who only looks: what a question hides is not computed, and would be no measure.

    `widgets` are the ids by key, `homes` the fragments they lie in, `states` what is set by hand, `again` the fragments that
    run by a clock.
    """

    socket: ClientConnection
    page: str
    query: str = "task=none"
    widgets: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    states: dict[str, str | int] = field(default_factory=dict)
    again: dict[str, float] = field(default_factory=dict)
    script: str = ""

    @classmethod
    async def arrive(cls, port: int, page: str, query: str = "task=none") -> "Visitor":
        """Open a page and wait until it is whole."""
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        socket = await connect(address, subprotocols=["streamlit"], max_size=None, open_timeout=PATIENCE)  # type: ignore[list-item]
        visitor = cls(socket, page, query)
        await visitor.ask()
        return visitor

    async def ask(self, fragment: str = "", press: str = "", **states: str | int) -> Answer:
        """Set widgets, by key, and wait for the page that follows; `press` is a button, `fragment` what alone is asked for."""
        self.states |= states
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_name, state.page_script_hash = self.query, self.page, self.script
        # A browser asks for the fragment in which something was changed, and for the whole page where that is in none.
        homes = {self.homes.get(key, "") for key in [*states, *([press] if press else [])]}
        state.fragment_id = fragment or (homes.pop() if len(homes) == 1 else "")
        state.is_auto_rerun = bool(fragment)
        for key, value in self.states.items():
            widget = state.widget_states.widgets.add(id=self.widgets[key])
            if isinstance(value, bool):
                widget.bool_value = value
            elif isinstance(value, int):
                widget.int_value = value
            else:
                widget.string_array_value.data.append(value)
        if press:
            state.widget_states.widgets.add(id=self.widgets[press]).trigger_value = True
        began = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        size, html = await asyncio.wait_for(self._read(), PATIENCE)
        return Answer(time.perf_counter() - began, size, html)

    async def _read(self) -> tuple[int, str]:
        """Read until the script has ended."""
        size, texts = 0, []
        while True:
            data = await self.socket.recv(decode=False)
            size += len(data)
            message = ForwardMsg()
            message.ParseFromString(data)
            match message.WhichOneof("type"):
                case "new_session" if not message.metadata.run.fragment_ids:
                    self.again.clear()
                case "navigation":
                    self.script = message.navigation.page_script_hash
                case "auto_rerun":
                    self.again[message.auto_rerun.fragment_id] = message.auto_rerun.interval
                case "delta" if message.delta.WhichOneof("type") == "add_block":
                    if name := message.delta.add_block.popover.id:
                        self.widgets[name.split("-", 2)[2]] = name
                case "delta" if message.delta.WhichOneof("type") == "new_element":
                    element = message.delta.new_element
                    kind = element.WhichOneof("type")
                    if kind == "exception":
                        raise Fault(f"{element.exception.type}: {element.exception.message}")
                    name = getattr(getattr(element, kind or "empty"), "id", "")
                    if name.startswith("$$ID-"):
                        key = name.split("-", 2)[2]
                        self.widgets[key], self.homes[key] = name, message.delta.fragment_id
                    if kind == "html":
                        texts.append(element.html.body)
                    elif kind == "bidi_component":
                        texts.append(element.bidi_component.mixed.json or element.bidi_component.json)
                case "script_finished":
                    status = ForwardMsg.ScriptFinishedStatus.Name(message.script_finished)
                    if status == "FINISHED_EARLY_FOR_RERUN":
                        continue  # the page asked for itself anew, and goes on
                    if not status.endswith("SUCCESSFULLY"):
                        raise Fault(status)
                    return size, "".join(texts)

    async def stay(self, seconds: float) -> None:
        """Look at the page as a browser does: ask again for what runs by a clock, and for nothing else."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            await asyncio.sleep(min([left, *self.again.values()]))
            for fragment in list(self.again):
                if fragment in self.again:  # it may have asked for the whole page
                    await self.ask(fragment)

    async def leave(self) -> None:
        """Close the tab."""
        await self.socket.close()
