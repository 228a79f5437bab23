// "?" anywhere shows every key, unless somebody types or decides something.
const TYPING = "input, textarea, select, [contenteditable]";

export function start(dialog) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.target.closest(TYPING) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    dialog.showModal();
  });
}
