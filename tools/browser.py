"""Says which Chromium the journeys will use, and installs Debian's where that is possible."""

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    return next((path for path in map(shutil.which, NAMES) if path), None)


def main() -> None:
    if find() is None and os.environ.get("CI") and shutil.which("apt-get") and os.getuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=environment)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=True, env=environment)
    found = find()
    if found:
        print(f"Browser journeys run in {found}.")
    else:
        print("No Chromium was found: the browser journeys are skipped. On Debian: apt install chromium.")


if __name__ == "__main__":
    main()
