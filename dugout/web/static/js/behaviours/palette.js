// Cmd/Ctrl-K: names and commands. The list comes from the server; arrows choose, Enter goes.
import { fetchPart } from "./fetching.js";

export function start(link) {
  const dialog = document.getElementById("palette");
  const key = link.querySelector("kbd");
  if (key && !/Mac|iPhone|iPad/.test(navigator.userAgent)) key.textContent = "Ctrl K";
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    open(dialog, link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "k" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      open(dialog, link);
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}

async function open(dialog, link) {
  if (dialog.open) return;
  const url = link.href;
  const glass = link.querySelector("use")?.getAttribute("href") ?? "";
  dialog.innerHTML = `
    <div class="q"><svg class="icon lg" aria-hidden="true"><use href="${glass}"></use></svg><input type="text"
      enterkeyhint="go" role="combobox" aria-expanded="true" aria-controls="palette-list" autocomplete="off"
      aria-label="Find a name or a command" placeholder="Name, or what you want to do"><button type="button"
      data-closes aria-label="Close"><kbd>esc</kbd></button></div>
    <div class="list" id="palette-list" role="listbox" aria-label="Found"></div>
    <div class="looking" role="status" aria-label="Still looking">
      <span class="sk w-60"></span><span class="sk w-40"></span>
    </div>
    <footer><span><kbd>↑</kbd><kbd>↓</kbd> choose</span><span><kbd>↵</kbd> open</span><span><kbd>@</kbd>
      people</span><span><kbd>&gt;</kbd> only what can be done</span></footer>`;
  dialog.showModal();
  const input = dialog.querySelector("input");
  const list = dialog.querySelector(".list");
  let asked = 0;
  let waiting = 0;
  let shownFor = null;
  const chosen = () => list.querySelector("[role=option][aria-selected=true]");
  const look = async () => {
    clearTimeout(waiting);
    const mine = ++asked;
    const typed = input.value;
    const patience = setTimeout(() => list.classList.add("waits"), 300);
    const answer = await fetchPart(`${url}?q=${encodeURIComponent(typed)}`);
    clearTimeout(patience);
    if (mine !== asked) return;
    list.classList.remove("waits");
    if (!answer?.ok) return;
    // Who has chosen already keeps the choice, when it is still there.
    const kept = chosen()?.href;
    list.innerHTML = await answer.text();
    shownFor = typed;
    const places = [...list.querySelectorAll("[role=option]")].map((option) => option.href);
    choose(list, input, Math.max(places.indexOf(kept), 0));
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    chosen()?.setAttribute("aria-selected", "false");
    waiting = setTimeout(look, 80);
  });
  input.addEventListener("keydown", async (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const options = [...list.querySelectorAll("[role=option]")];
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(list, input, (Math.max(options.indexOf(chosen()), 0) + step + options.length) % Math.max(options.length, 1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      // What is shown may be of a word before: what is typed now counts.
      if (shownFor !== input.value && !chosen()) await look();
      location.assign(chosen()?.href ?? `${url}?q=${encodeURIComponent(input.value)}`);
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
