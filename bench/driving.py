"""A small HTTP load driver: raw sockets that stay open, one sample is the time of all steps of a request.

Targets are interleaved by rounds, so that a noisy minute of the machine meets all of them.
"""

import asyncio
import json
import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    path: str
    method: str = "GET"
    body: str | dict[str, Any] | None = None
    must: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    def encoded(self, host: str, headers: dict[str, str]) -> bytes:
        sent = {**headers, **self.headers, "Host": host}
        body = self.body
        if isinstance(body, dict):
            body = json.dumps(body)
            sent.setdefault("Content-Type", "application/json")
        data = (body or "").encode()
        if data or self.method != "GET":
            sent["Content-Length"] = str(len(data))
        lines = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
        return f"{self.method} {self.path} HTTP/1.1\r\n{lines}\r\n".encode() + data


@dataclass(frozen=True, slots=True)
class Target:
    """A server: what it is called, where it listens, and the variants of each request."""

    name: str
    port: int
    headers: dict[str, str]
    requests: dict[str, list[list[Step]]]


@dataclass(slots=True)
class Figures:
    """Of one request at one number of clients: times in seconds, bytes, errors, and how long all took."""

    times: list[float] = field(default_factory=list)
    bytes: int = 0
    errors: list[str] = field(default_factory=list)
    wall: float = 0.0

    @property
    def median_ms(self) -> float:
        return statistics.median(self.times) * 1000

    @property
    def p95_ms(self) -> float:
        return sorted(self.times)[int(0.95 * len(self.times))] * 1000

    @property
    def per_second(self) -> float:
        return len(self.times) / self.wall


Key = tuple[str, str, int]


class Line:
    """One connection that stays open, and is opened anew once where the server closed it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def send(self, raw: bytes) -> tuple[int, bytes]:
        for last in (False, True):
            try:
                if self.writer is None:
                    self.reader, self.writer = await asyncio.open_connection(
                        "127.0.0.1", self.port, limit=2**24
                    )
                self.writer.write(raw)
                return await self._read()
            except (asyncio.IncompleteReadError, ConnectionError):
                self.close()
                if last:
                    raise
        raise AssertionError("unreachable")

    async def _read(self) -> tuple[int, bytes]:
        assert self.reader is not None
        head = (await self.reader.readuntil(b"\r\n\r\n")).split(b"\r\n")
        headers = {}
        for line in head[1:]:
            name, _, value = line.partition(b":")
            headers[name.strip().lower()] = value.strip()
        body = b""
        if headers.get(b"transfer-encoding") == b"chunked":
            while size := int((await self.reader.readline()).split(b";")[0], 16):
                body += (await self.reader.readexactly(size + 2))[:-2]
            await self.reader.readexactly(2)
        elif length := int(headers.get(b"content-length", b"0")):
            body = await self.reader.readexactly(length)
        if headers.get(b"connection", b"").lower() == b"close":
            self.close()
        return int(head[0].split()[1]), body

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


async def burst(target: Target, name: str, clients: int, count: int, chance: random.Random) -> Figures:
    """So many samples of one request by so many clients, each waiting for its answer."""
    host = f"127.0.0.1:{target.port}"
    variants = [
        [(step.encoded(host, target.headers), step) for step in variant] for variant in target.requests[name]
    ]
    figures, left = Figures(), [count]

    async def client() -> None:
        line = Line(target.port)
        while left[0] > 0:
            left[0] -= 1
            began, size = time.perf_counter(), 0
            for raw, step in chance.choice(variants):
                status, body = await line.send(raw)
                size += len(body)
                if status != step.status or step.must.encode() not in body:
                    figures.errors.append(f"{step.method} {step.path}: {status} {body[:200]!r}")
                    break
            else:
                figures.times.append(time.perf_counter() - began)
                figures.bytes += size
        line.close()

    began = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    figures.wall = time.perf_counter() - began
    return figures


async def measure(
    targets: Sequence[Target], *, rounds: int, count: int, clients: Sequence[int]
) -> dict[Key, Figures]:
    """`count` samples of each request in all, over the rounds, at each number of clients."""
    chance, found = random.Random(1), dict[Key, Figures]()
    for _ in range(rounds):
        for target in targets:
            for name in target.requests:
                await burst(target, name, 2, 8, chance)
                for number in clients:
                    one = await burst(target, name, number, -(-count // rounds), chance)
                    whole = found.setdefault((target.name, name, number), Figures())
                    whole.times += one.times
                    whole.bytes += one.bytes
                    whole.errors += one.errors
                    whole.wall += one.wall
    return found
