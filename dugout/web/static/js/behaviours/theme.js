// Day or night: the choice is kept on this device.
export function start(button) {
  button.addEventListener("click", () => {
    const root = document.documentElement;
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = root.dataset.theme || (dark ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("dugout-theme", root.dataset.theme);
    } catch {
      // The choice then lasts for this page.
    }
  });
}
