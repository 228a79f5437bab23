// Choosing the account to log on: the list follows what is typed; Enter takes the first one.
import { ask } from "./dialogs.js";
import { fetchPart } from "./fetching.js";

const PAUSE = 120;

export function start(form) {
  const input = form.querySelector("input[type=search]");
  let waiting = 0;
  let asked = 0;

  const list = () => form.parentElement.querySelector("[data-chosen-from]");
  const look = async () => {
    const mine = ++asked;
    const answer = await fetchPart(`${form.action}?q=${encodeURIComponent(input.value)}`);
    if (!answer?.ok || mine !== asked) return;
    const part = document.createElement("div");
    part.innerHTML = await answer.text();
    list().replaceWith(part.querySelector("[data-chosen-from]"));
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    await look();
    const first = list().querySelector("a");
    if (!first) return;
    if (form.closest("dialog")) ask(first.href);
    else location.assign(first.href);
  });
}
