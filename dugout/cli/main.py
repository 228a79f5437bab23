"""The `dugout` command: what an administrator or a script needs."""

from dugout.cli.app import app
from dugout.cli.commands import demo, exchanging, exporting, reading, setting_up, tokens

COMMANDS = (demo, setting_up, tokens, reading, exchanging, exporting)


def main() -> None:
    app()


if __name__ == "__main__":
    main()
