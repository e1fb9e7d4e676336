"""Registers that answer after a set time and cost next to nothing themselves: what is measured is ours, not theirs."""

import asyncio
import json
import sys
from pathlib import Path

REPLY = {
    "code": "00", "message": {"zh": "一致", "en": "match"}, "outcome": "match", "request_id": "speed",
    "values": {"holder": "测速"},
}  # fmt: skip
FOREIGN = {"state": "FOUND", "results": [{"holder": "测速"}], "requestNo": "speed"}


class Registers:
    """All of them on one port; a call to `/latency/200` sets after how many milliseconds they answer."""

    def __init__(self) -> None:
        self._seconds = 0.0

    async def serve(self, port: int, ready: Path) -> None:
        async with await asyncio.start_server(self._talk, "127.0.0.1", port) as server:
            ready.touch()
            await server.serve_forever()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                path, body = await _call(reader)
                said = await self._answer(path, body)
                head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(said)}\r\n\r\n"
                writer.write(head.encode() + said)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def _answer(self, path: str, body: bytes) -> bytes:
        if path.startswith("/latency/"):
            self._seconds = int(path.rpartition("/")[2]) / 1000
            return b"{}"
        await asyncio.sleep(self._seconds)
        if path.endswith("/batch"):
            questions = len(json.loads(body)["questions"])
            return json.dumps({"answers": [REPLY] * questions}).encode()
        return json.dumps(FOREIGN if path.startswith("/utilities/") else REPLY).encode()


async def _call(reader: asyncio.StreamReader) -> tuple[str, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    length = next(
        (
            int(line.partition(":")[2])
            for line in head.splitlines()
            if line.lower().startswith("content-length:")
        ),
        0,
    )
    return head.split(" ", 2)[1], await reader.readexactly(length)


if __name__ == "__main__":
    asyncio.run(Registers().serve(int(sys.argv[1]), Path(sys.argv[2])))
