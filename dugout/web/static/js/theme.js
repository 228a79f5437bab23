// Runs before the first paint, so that the page does not flash in the other theme.
try {
  const chosen = localStorage.getItem("dugout-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Storage may be closed to us: then the system's theme holds.
}
