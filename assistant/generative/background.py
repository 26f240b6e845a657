"""BackgroundLoop: an event loop in a thread of its own, for calls that must end when nobody waits for them."""

import asyncio
import threading
from collections.abc import Callable, Coroutine


class BackgroundLoop:
    """An event loop in a thread of its own, begun at the first use: one that is cancelled closes its connection."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name="chat-model", daemon=True)
        self._starting = threading.Lock()

    def start(self, work: Coroutine[object, object, None]) -> Callable[[], object]:
        """Begin a coroutine; what is given back ends it."""
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread.start()
        return asyncio.run_coroutine_threadsafe(work, self._loop).cancel

    def close(self) -> None:
        """Cancel what runs, let it close its connections, and stop."""
        with self._starting:
            if self._loop is None:
                return
            asyncio.run_coroutine_threadsafe(_cancel_all(), self._loop).result(timeout=5)
            self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)

    def _run(self) -> None:
        if self._loop:
            self._loop.run_forever()
            self._loop.close()


async def _cancel_all() -> None:
    running = asyncio.all_tasks() - {asyncio.current_task()}
    for task in running:
        task.cancel()
    await asyncio.wait(running, timeout=2) if running else None
