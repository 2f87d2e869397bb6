"""A server on this machine, in a thread of its own."""

import asyncio
import threading

ADDRESS = "127.0.0.1"
LARGEST_PIECE = 1 << 20


class Server:
    """Calls a coroutine function with the reader and the writer of each connection."""

    def __init__(self, connected, tls=None):
        self._loop = asyncio.new_event_loop()
        ready = threading.Event()
        threading.Thread(target=self._serve, args=(connected, tls, ready), daemon=True).start()
        ready.wait()

    def _serve(self, connected, tls, ready):
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            asyncio.start_server(connected, ADDRESS, 0, ssl=tls, limit=LARGEST_PIECE))
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self._loop.run_forever()


async def connect(port):
    return await asyncio.open_connection(ADDRESS, port, limit=LARGEST_PIECE)
