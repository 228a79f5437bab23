// Asks the server for a part of a page. An ended session keeps the page as it is and says what to do.
import { showToast } from "./toasts.js";

export async function fetchPart(url, options = {}) {
  const headers = { "X-Requested-With": "fetch", ...(options.headers || {}) };
  try {
    const answer = await fetch(url, { ...options, headers, credentials: "same-origin" });
    if (answer.status === 401) {
      const next = encodeURIComponent(location.pathname + location.search);
      showToast("Your session ended. What you typed is kept on this page.", {
        stays: true,
        link: { href: `/sign-in?next=${next}`, text: "Sign in to go on" },
      });
      return null;
    }
    return answer;
  } catch {
    showToast("There is no line to Dugout. Nothing was changed. Try again when you are back.", { stays: true });
    return null;
  }
}
