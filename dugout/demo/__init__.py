"""The demo company: fictional, told through the same commands as the screens, dated from today."""
