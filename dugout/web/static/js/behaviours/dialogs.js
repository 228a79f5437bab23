// Native dialogs. data-opens="ID" opens one that is on the page; data-asks on a link fetches one from its address.
import { fetchPart } from "./fetching.js";

let bringToLife = () => {};

export function watchDialogs(revive) {
  bringToLife = revive;
  document.addEventListener("click", async (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) {
      event.preventDefault();
      document.getElementById(opener.dataset.opens)?.showModal();
      return;
    }
    if (event.target.closest("[data-closes]")) {
      event.preventDefault();
      event.target.closest("dialog")?.close();
      return;
    }
    const asks = event.target.closest("a[data-asks]");
    if (asks && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      await ask(asks.href);
    }
  });
  // A form inside a fetched dialog: a refusal comes back as the dialog anew, success as a redirect.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.closest("#asked") || form.method !== "post") return;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    form.setAttribute("aria-busy", "true");
    const answer = await fetchPart(form.action, { method: "POST", body });
    form.removeAttribute("aria-busy");
    if (!answer) return;
    if (answer.redirected || answer.headers.get("X-Done")) location.assign(answer.redirected ? answer.url : location.href);
    else show(await answer.text());
  });
}

export async function ask(url) {
  const answer = await fetchPart(url);
  if (!answer) return false;
  if (answer.redirected) {
    location.assign(answer.url);
    return false;
  }
  show(await answer.text());
  return true;
}

function show(html) {
  const dialog = document.getElementById("asked");
  dialog.innerHTML = html;
  if (!dialog.open) dialog.showModal();
  bringToLife(dialog);
  dialog.querySelector("[role=alert], [autofocus], input:not([type=hidden]), textarea, select")?.focus();
}
