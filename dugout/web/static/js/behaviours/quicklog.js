// "l" anywhere goes to the log: to the one on the page, else it opens; not while somebody types. Cmd/Ctrl+Enter
// sends the form one is in.
import { ask } from "./dialogs.js";

const TYPING = "input, textarea, select, [contenteditable]";

export function start(link) {
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    ask(link.href);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.target.closest("form")?.requestSubmit();
      return;
    }
    const busy = event.target.closest(TYPING) || document.querySelector("dialog[open]");
    if (event.key === "l" && !busy && !event.metaKey && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      const here = document.querySelector("[data-log-here] textarea");
      if (here) here.focus();
      else ask(link.href);
    }
  });
}
