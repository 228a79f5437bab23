"""The server's process: started so that it outlives us, watched until it answers, stopped in order."""

import os
import re
import select
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from dugout.embedded.cluster import ENVIRONMENT
from dugout.embedded.errors import SAFE_STORED, EmbeddedError, no_space
from dugout.embedded.home import Home
from dugout.embedded.probing import Answer, State
from dugout.embedded.processes import all_of, is_ours, living_server
from dugout.embedded.sockets import PORT, is_elsewhere, make_socket_folder, socket_file, socket_folder

# A log of this size becomes server.log.1; it is looked at every hundred writes of at most 8 kB.
LOG_BYTES = 1_000_000
_SAY_FIRST = 2.0
_SAY_EVERY = 30.0
_STOP_PATIENCE = 60.0

# A constant text: everything that differs is an argument, never part of it. The shell ends at once, so that
# the server is adopted, not our child. The server's output goes through dd into a log that cannot outgrow two
# files of about LOG_BYTES: PostgreSQL itself would start new files for ever. A full disk costs lines of
# the log, never the server.
_SCRIPT = """
log=$1; most=$2; shift 2
"$@" </dev/null 2>&1 | {
  while :; do
    before=$(wc -c <"$log")
    if dd bs=8192 count=100 >>"$log" 2>/dev/null; then
      size=$(wc -c <"$log")
      [ "$size" = "$before" ] && exit
      if [ "$size" -ge "$most" ]; then mv -f "$log" "$log.1" && : >"$log"; fi
    else
      [ -w "$log" ] || exec cat >/dev/null
      sleep 1
    fi
  done
} &
"""


class Launched:
    """A server that this process just started; `alive` until it and all its children have ended."""

    def __init__(self, watch: int, log: Path, log_from: int) -> None:
        self._watch, self._log, self._from = watch, log, log_from

    def wait(self, seconds: float) -> bool:
        """Waits, and tells whether the server still lives: its end closes the pipe that it inherited."""
        return not select.select([self._watch], [], [], seconds)[0]

    def said(self) -> str:
        """What it wrote to its log since."""
        try:
            with self._log.open("rb") as file:
                file.seek(self._from)
                return file.read(100_000).decode(errors="replace")
        except OSError:
            return ""

    def close(self) -> None:
        os.close(self._watch)


def launch(home: Home, programs: Path, *, durable: bool) -> Launched:
    """Starts `postgres` with a list of arguments, in its own session, adopted, its output in the log."""
    folder = make_socket_folder(home)
    log_from = _open_log(home)
    command = [str(programs / "postgres"), "-D", str(home.cluster)]
    for name, value in _settings(str(folder), durable=durable).items():
        command += ["-c", f"{name}={value}"]
    watch, inherited = os.pipe()
    try:
        subprocess.run(
            ["/bin/sh", "-c", _SCRIPT, "sh", str(home.log), str(LOG_BYTES), *command],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/",
            env=ENVIRONMENT, start_new_session=True, pass_fds=(inherited,), umask=0o077, check=True,
            **home.user.for_process(),
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        os.close(watch)
        raise EmbeddedError(
            f"The database server could not be started: {error}.", safe=SAFE_STORED, remedy="Mend that first."
        ) from error
    finally:
        os.close(inherited)
    return Launched(watch, home.log, log_from)


def wait_until_ready(
    call: Callable[[], Answer],
    wait: Callable[[float], bool],
    say: Callable[[str], None],
    clock: Callable[[], float] = time.monotonic,
) -> State:
    """Calls until it answers (READY) or `wait` tells that it lives no more (SILENT).

    Without a limit of seconds: recovery after a crash takes what it takes; every half minute it says so.
    """
    began = clock()
    said_at = began - _SAY_EVERY + _SAY_FIRST
    while True:
        answer = call()
        if answer.state is State.READY:
            return answer.state
        if not wait(0.01 if clock() - began < 1.0 else 0.1):
            return State.SILENT
        if clock() - said_at >= _SAY_EVERY:
            said_at = clock()
            say(
                f"The database is not ready yet; after a hard stop it first puts itself in order, and nothing "
                f"is lost. Waiting ({clock() - began:.0f} s) ..."
            )


def failed(home: Home, said: str) -> EmbeddedError:
    """Why a server that we started ended again, in its own words."""
    if "No space left" in said:
        return no_space(home.folder)
    reasons = re.findall(r"(?:FATAL|PANIC): +(.+)", said) or said.strip().splitlines()[-1:]
    return EmbeddedError(
        f"The database server of {home.folder} ended at its start: {reasons[-1] if reasons else 'no word'}.",
        safe=SAFE_STORED,
        remedy=f"Mend what it names; more stands in {home.log}.",
    )


def clear_the_dead(home: Home) -> None:
    """Ends what a killed server left running, then removes the files that name it.

    PostgreSQL refuses to start while they name a live pid, also a stranger's, or one that nobody reaped.
    Call it while holding the start lock, when nothing answers and `living_server` is None.
    """
    began = time.monotonic()
    while left := all_of(home.cluster):
        # Their first process is gone, so they only wait to notice it.
        waited = time.monotonic() - began
        for pid in left:
            _signal(pid, signal.SIGQUIT if waited < 5 else signal.SIGKILL)
        if waited > 30:
            raise EmbeddedError(
                f"Processes of an earlier server do not end: {', '.join(map(str, left))}.",
                safe=SAFE_STORED,
                remedy="Restart this machine, then start Dugout again.",
            )
        time.sleep(0.02)
    lock = socket_file(socket_folder(home))
    for path in (home.cluster / "postmaster.pid", lock.with_name(lock.name + ".lock"), lock):
        path.unlink(missing_ok=True)


def stop(home: Home, say: Callable[[str], None]) -> None:
    """Ends the server in order (fast: open transactions are rolled back). Call it while holding the start lock.

    After a minute it says so and goes: a full disk can hold the server up until there is space.
    """
    pid = living_server(home)
    if pid is None:
        return
    _signal(pid, signal.SIGINT)
    began = time.monotonic()
    while is_ours(pid, home.cluster):
        if time.monotonic() - began > _STOP_PATIENCE:
            say(f"The database server (process {pid}) is still ending; it does so by itself.")
            return
        time.sleep(0.005)
    if is_elsewhere(home):
        try:
            socket_folder(home).rmdir()
        except OSError:
            pass


# A server that nobody would recover needs little of a log, and its plans must not depend on what ran before.
_FOR_TESTS = {
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "256MB",
    "autovacuum": "off",
}


def _settings(folder: str, *, durable: bool) -> dict[str, str]:
    """What must hold at each start, whatever postgresql.conf says."""
    safe = "on" if durable else "off"
    return {
        **({} if durable else _FOR_TESTS),
        "listen_addresses": "",
        "port": PORT,
        "unix_socket_directories": folder,
        "unix_socket_permissions": "0700",
        "fsync": safe,
        "synchronous_commit": safe,
        "full_page_writes": safe,
        "lc_messages": "C",
        "logging_collector": "off",
        "log_destination": "stderr",
        # The caller is told of its errors; the log holds no statements, and so nobody's data.
        "log_min_messages": "log",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
    }


def _open_log(home: Home) -> int:
    try:
        file = os.open(home.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
        home.user.own(home.log)
        try:
            return os.fstat(file).st_size
        finally:
            os.close(file)
    except OSError as error:
        if error.errno == 28:
            raise no_space(home.folder) from error
        raise EmbeddedError(
            f"The log {home.log} cannot be written: {error.strerror}.",
            safe=SAFE_STORED,
            remedy="Remove it, then start Dugout again.",
        ) from error


def _signal(pid: int, kind: signal.Signals) -> None:
    try:
        os.kill(pid, kind)
    except ProcessLookupError:
        pass
