// A card under a mouse or a finger. The mouse drags at once; a finger holds first, so that swiping still scrolls.
const FAR_ENOUGH = 6;
const HOLD = 300;
const EDGE = 48;
const STEP = 14;

export function byPointer(card, columns, drop) {
  const board = card.closest("[data-behaviour~=board]");
  let from = null;
  let over = null;
  let last = null;
  let holding = 0;
  let gliding = 0;
  const moving = () => card.classList.contains("moving");

  const lift = (id) => {
    card.classList.add("moving");
    card.setPointerCapture(id);
    gliding = setInterval(glide, 16);
  };
  // Near the board's edge it scrolls on, so that a far step can be reached in one go.
  const glide = () => {
    const box = board.getBoundingClientRect();
    if (last.x > box.right - EDGE) board.scrollLeft += STEP;
    else if (last.x < box.left + EDGE) board.scrollLeft -= STEP;
    else return;
    aim();
  };
  const aim = () => {
    over = columns.find((column) => {
      const box = column.getBoundingClientRect();
      return last.x >= box.left && last.x < box.right;
    });
    columns.forEach((column) => column.classList.toggle("target", column === over));
    const x = last.x - from.x + board.scrollLeft - from.scrolled;
    card.style.transform = `translate(${x}px, ${last.y - from.y}px)`;
  };
  const end = (dropped) => {
    clearTimeout(holding);
    clearInterval(gliding);
    const moved = moving();
    card.classList.remove("moving");
    card.style.transform = "";
    columns.forEach((column) => column.classList.remove("target"));
    from = null;
    follow(false);
    if (!moved) return;
    // The click that ends a drag opens nothing.
    const stop = (event) => event.preventDefault();
    card.addEventListener("click", stop, { once: true, capture: true });
    setTimeout(() => card.removeEventListener("click", stop, { capture: true }), 50);
    if (dropped && over) drop(card, over);
    over = null;
  };

  const onMove = (event) => {
    last = { x: event.clientX, y: event.clientY };
    const far = Math.hypot(last.x - from.x, last.y - from.y) >= FAR_ENOUGH;
    if (!moving() && far && event.pointerType === "touch") return end(false);
    if (!moving() && far) lift(event.pointerId);
    if (moving()) aim();
  };
  const onUp = () => end(true);
  const onCancel = () => end(false);
  const onKey = (event) => {
    if (event.key === "Escape" && moving()) end(false);
  };
  // From the page, not from the card: a quick hand has left the card before its first move is told.
  const follow = (on) => {
    const listen = on ? addEventListener : removeEventListener;
    listen("pointermove", onMove);
    listen("pointerup", onUp);
    listen("pointercancel", onCancel);
    listen("keydown", onKey);
  };

  card.addEventListener("dragstart", (event) => event.preventDefault());
  card.addEventListener("contextmenu", (event) => {
    if (moving()) event.preventDefault();
  });
  card.addEventListener("touchmove", (event) => {
    if (moving()) event.preventDefault();
  }, { passive: false });
  card.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.target.closest("button, input")) return;
    from = { x: event.clientX, y: event.clientY, scrolled: board.scrollLeft };
    last = { x: event.clientX, y: event.clientY };
    follow(true);
    if (event.pointerType === "touch") holding = setTimeout(() => lift(event.pointerId), HOLD);
  });
}
