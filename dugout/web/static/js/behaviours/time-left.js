// "29 h left" goes on counting while the page is open. Minutes of a business clock stand still from data-pauses on.
const MINUTE = 60_000;

export function start(element) {
  const began = Date.now();
  const atFirst = Number(element.dataset.left);
  const pauses = element.dataset.pauses ? Date.parse(element.dataset.pauses) : Infinity;
  const figure = element.querySelector("[data-figure]");
  const after = element.querySelector("[data-after]");
  const ticking = setInterval(() => {
    if (!element.isConnected) {
      clearInterval(ticking);
      return;
    }
    const gone = Math.max(0, Math.min(Date.now(), pauses) - began);
    const left = atFirst - Math.floor(gone / MINUTE);
    figure.textContent = span(left);
    if (left < 0) after.textContent = "over";
  }, MINUTE);
}

// As `span` in formats.py says it, so that the words do not jump at the first minute.
function span(minutes) {
  const size = Math.abs(minutes);
  if (size < 100) return `${size} min`;
  if (size < 60 * 72) return `${Math.floor(size / 60)} h`;
  return `${Math.floor(size / 1440)} days`;
}
