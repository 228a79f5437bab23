// The board: a card is moved by mouse, touch or keyboard. A drop asks the server, which answers with the form
// for what is missing, or with X-Done when the move is made.
import { byPointer } from "./board-pointer.js";
import { goOn, showAnswer } from "./dialogs.js";
import { fetchPart } from "./fetching.js";

export function start(board) {
  const columns = [...board.querySelectorAll("[data-step]")];
  const status = document.createElement("p");
  status.className = "sr";
  status.setAttribute("role", "status");
  board.after(status);
  const say = (words) => (status.textContent = words);
  const nameOf = (column) => column.querySelector("h2, h3").textContent.trim();

  showStep(board, columns);
  for (const card of board.querySelectorAll("[data-card]")) {
    byPointer(card, columns, drop);
    byKeyboard(card, columns, say, nameOf);
  }
}

// The address names the step to which a card went: the board stands there at once, and the page stays where it was.
function showStep(board, columns) {
  const column = columns.find((one) => one.id && `#${one.id}` === location.hash);
  if (!column) return;
  const padding = Number.parseFloat(getComputedStyle(board).paddingLeft);
  board.scrollLeft += column.getBoundingClientRect().left - board.getBoundingClientRect().left - padding;
}

async function drop(card, column) {
  const step = column.dataset.step;
  if (card.closest("[data-step]") === column) return;
  const answer = await fetchPart(`${card.dataset.moveUrl}?to=${encodeURIComponent(step)}`);
  if (!answer) return;
  if (answer.headers.get("X-Done") !== "post") {
    await showAnswer(answer);
    return;
  }
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const body = new URLSearchParams({ to: step, seen: card.dataset.seen || "" });
  const made = await fetchPart(card.dataset.moveUrl, { method: "POST", body, headers: { "X-CSRFToken": token } });
  if (made?.ok) goOn(made.headers.get("X-Done") || location.href);
  else if (made) await showAnswer(made);
}

function byKeyboard(card, columns, say, nameOf) {
  const handle = card.querySelector("[data-handle]");
  let at = -1;
  // A handle that loses the focus lets go: nothing stays picked up unseen.
  handle?.addEventListener("blur", () => {
    if (at >= 0) say("Put back.");
    at = -1;
    card.classList.remove("moving");
    columns.forEach((column) => column.classList.remove("target"));
  });
  handle?.addEventListener("keydown", (event) => {
    const held = at >= 0;
    const home = columns.indexOf(card.closest("[data-step]"));
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      if (held && at === home) say(`Put back in ${nameOf(columns[home])}.`);
      else if (held) drop(card, columns[at]);
      else say(`Picked up. It is in ${nameOf(columns[home])}. Left and right choose a step, space drops, escape puts it back.`);
      at = held ? -1 : home;
    } else if (held && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      event.preventDefault();
      at = Math.min(columns.length - 1, Math.max(0, at + (event.key === "ArrowRight" ? 1 : -1)));
      say(`To ${nameOf(columns[at])}.`);
    } else if (held && event.key === "Escape") {
      at = -1;
      say("Put back.");
    }
    card.classList.toggle("moving", at >= 0);
    columns.forEach((column, place) => column.classList.toggle("target", place === at));
  });
}
