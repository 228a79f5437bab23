// The board: a card is moved by mouse, touch or keyboard. A drop asks the server, which answers with the form
// for what is missing, or with X-Done when the move is made.
import { ask } from "./dialogs.js";
import { fetchPart } from "./fetching.js";

const FAR_ENOUGH = 6;

export function start(board) {
  const columns = [...board.querySelectorAll("[data-step]")];
  const status = document.createElement("p");
  status.className = "sr";
  status.setAttribute("role", "status");
  board.after(status);
  const say = (words) => (status.textContent = words);
  const nameOf = (column) => column.querySelector("h2, h3").textContent.trim();

  for (const card of board.querySelectorAll("[data-card]")) {
    byPointer(card, columns);
    byKeyboard(card, columns, say, nameOf);
  }
}

async function drop(card, column) {
  const step = column.dataset.step;
  if (card.closest("[data-step]") === column) return;
  const url = `${card.dataset.moveUrl}?to=${encodeURIComponent(step)}`;
  const answer = await fetchPart(url);
  if (!answer) return;
  if (answer.headers.get("X-Done") === "post") {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ to: step, seen: card.dataset.seen || "" });
    const made = await fetchPart(card.dataset.moveUrl, { method: "POST", body, headers: { "X-CSRFToken": token } });
    if (made && made.ok) location.reload();
    else if (made) await ask(url);
    return;
  }
  await ask(url);
}

function byPointer(card, columns) {
  let from = null;
  let over = null;
  card.addEventListener("dragstart", (event) => event.preventDefault());
  card.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && !event.target.closest("button, input")) from = { x: event.clientX, y: event.clientY };
  });
  card.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (!card.classList.contains("moving") && Math.hypot(x, y) < FAR_ENOUGH) return;
    if (!card.classList.contains("moving")) {
      card.classList.add("moving");
      card.setPointerCapture(event.pointerId);
    }
    over = columns.find((column) => {
      const box = column.getBoundingClientRect();
      return event.clientX >= box.left && event.clientX < box.right;
    });
    columns.forEach((column) => column.classList.toggle("target", column === over));
  });
  const end = (dropped) => {
    const moved = card.classList.contains("moving");
    card.classList.remove("moving");
    columns.forEach((column) => column.classList.remove("target"));
    from = null;
    if (moved) card.addEventListener("click", (event) => event.preventDefault(), { once: true, capture: true });
    if (moved && dropped && over) drop(card, over);
    over = null;
  };
  card.addEventListener("pointerup", () => end(true));
  card.addEventListener("pointercancel", () => end(false));
}

function byKeyboard(card, columns, say, nameOf) {
  const handle = card.querySelector("[data-handle]");
  let at = -1;
  handle?.addEventListener("keydown", (event) => {
    const held = at >= 0;
    const home = columns.indexOf(card.closest("[data-step]"));
    if (event.key === " " || (event.key === "Enter" && held)) {
      event.preventDefault();
      if (held) drop(card, columns[at]);
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
