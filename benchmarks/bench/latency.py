"""A network of a given length: passes TCP on to the emulator, as late as the real one would be."""

import asyncio

from .server import Server, connect


class Network:
    """Each connection takes a round trip to open, and each direction half a round trip; what follows is not held up."""

    def __init__(self, target_port, round_trip_ms):
        self._target_port = target_port
        self._round_trip = round_trip_ms / 1000
        self.port = Server(self._connected).port

    async def _connected(self, reader, writer):
        try:
            # The client's own connect() returned at once: its first bytes pay for the handshake.
            await asyncio.sleep(self._round_trip)
            there_reader, there_writer = await connect(self._target_port)
        except OSError:
            writer.close()
            return
        await asyncio.gather(self._pass(reader, there_writer), self._pass(there_reader, writer))

    async def _pass(self, reader, writer):
        """Reading goes on while earlier pieces are on their way."""
        pieces = asyncio.Queue()
        sender = asyncio.ensure_future(self._send(pieces, writer))
        try:
            while data := await reader.read(1 << 16):
                await pieces.put((_now() + self._round_trip / 2, data))
        except OSError:
            pass
        await pieces.put((_now() + self._round_trip / 2, b""))
        await sender

    async def _send(self, pieces, writer):
        try:
            while True:
                due, data = await pieces.get()
                await asyncio.sleep(max(0, due - _now()))
                if not data:
                    break
                writer.write(data)
                await writer.drain()
            if writer.can_write_eof():
                writer.write_eof()
        except OSError:
            writer.close()


def _now():
    return asyncio.get_running_loop().time()
