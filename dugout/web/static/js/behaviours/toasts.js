// Toasts: done, with Undo. Six seconds, longer while hovered or focused; errors stay until closed.
const SHOWN_FOR = 6000;

export function watchToasts() {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-closes-toast]")) event.target.closest(".toast").remove();
  });
  for (const toast of document.querySelectorAll("[data-toast]")) fade(toast);
}

function fade(toast) {
  if (toast.hasAttribute("data-stays")) return;
  setTimeout(function look() {
    if (toast.matches(":hover, :focus-within")) setTimeout(look, 1000);
    else toast.remove();
  }, SHOWN_FOR);
}

export function showToast(text, { stays = false, link = null } = {}) {
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.setAttribute("role", stays ? "alert" : "status");
  if (stays) toast.setAttribute("data-stays", "");
  const words = document.createElement("div");
  words.className = "grow";
  words.textContent = `${text} `;
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link.href;
    anchor.textContent = link.text;
    words.append(anchor);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn sm quiet";
  close.textContent = "Close";
  close.setAttribute("data-closes-toast", "");
  toast.append(words, close);
  home()?.append(toast);
  fade(toast);
}

// Whatever lies outside an open dialog cannot be reached, so a toast is said inside it.
function home() {
  const dialog = document.querySelector("dialog:modal");
  if (!dialog) return document.getElementById("toasts");
  const known = dialog.querySelector(":scope > .toasts");
  if (known) return known;
  const made = document.createElement("div");
  made.className = "toasts fixed";
  dialog.append(made);
  return made;
}
