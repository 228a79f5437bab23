// Cmd/Ctrl-K: names and commands. The list comes from the server; arrows choose, Enter goes.
import { fetchPart } from "./fetching.js";

export function start(link) {
  const dialog = document.getElementById("palette");
  const key = link.querySelector("kbd");
  if (key && !/Mac|iPhone|iPad/.test(navigator.userAgent)) key.textContent = "Ctrl K";
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    open(dialog, link.href);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "k" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      open(dialog, link.href);
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}

async function open(dialog, url) {
  if (dialog.open) return;
  dialog.innerHTML = `
    <div class="q"><input type="search" role="combobox" aria-expanded="true" aria-controls="palette-list"
      aria-label="Find a name or a command" autocomplete="off" placeholder="Name, or what you want to do"></div>
    <div class="list" id="palette-list" role="listbox" aria-label="Found"></div>
    <footer><span><kbd>↑</kbd><kbd>↓</kbd> choose</span><span><kbd>↵</kbd> open</span><span><kbd>esc</kbd> close</span><span><kbd>?</kbd> all keys</span></footer>`;
  dialog.showModal();
  const input = dialog.querySelector("input");
  const list = dialog.querySelector(".list");
  let asked = 0;
  let waiting = 0;
  const look = async () => {
    const mine = ++asked;
    const answer = await fetchPart(`${url}?q=${encodeURIComponent(input.value)}`);
    if (!answer || mine !== asked) return;
    list.innerHTML = await answer.text();
    choose(list, input, 0);
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 80);
  });
  input.addEventListener("keydown", (event) => {
    const options = [...list.querySelectorAll("[role=option]")];
    const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(list, input, (now + step + options.length) % Math.max(options.length, 1));
    } else if (event.key === "Enter" && options[now]) {
      event.preventDefault();
      location.assign(options[now].href || options[now].querySelector("a").href);
    }
  });
  input.focus();
  look();
}

function choose(list, input, index) {
  const options = [...list.querySelectorAll("[role=option]")];
  options.forEach((option, place) => {
    option.id ||= `found-${place}`;
    option.setAttribute("aria-selected", String(place === index));
    if (place === index) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
  });
}
