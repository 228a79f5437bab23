// Native dialogs. data-opens="ID" opens one that is on the page; data-asks on a link fetches one from its address.
// Where that link stands in data-comes-back, its form leads back to this page, not to the page of what it changed.
import { fetchPart } from "./fetching.js";
import { released } from "./once.js";

const FIRST = "[role=alert], [autofocus], .body :is(input:not([type=hidden]), textarea, select, a, button), form input:not([type=hidden]), footer .btn";

let bringToLife = () => {};
let comesBack = false;

export function watchDialogs(revive) {
  bringToLife = revive;
  document.addEventListener("click", async (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) {
      event.preventDefault();
      const dialog = document.getElementById(opener.dataset.opens);
      dialog?.showModal();
      dialog?.querySelector(FIRST)?.focus();
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
      await ask(asks.href, Boolean(asks.closest("[data-comes-back]")));
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
    released(form);
    const next = answer && (answer.headers.get("X-Done") || (answer.redirected && answer.url));
    if (next) {
      if (comesBack) location.reload();
      else goOn(next);
      return;
    }
    form.dispatchEvent(new Event("not-taken"));
    if (answer) show(await answer.text());
  });
}

// The page that was asked from is loaded anew, so that the reader stays at the place where they were.
export function goOn(url) {
  const there = new URL(url, location.href);
  if (there.pathname !== location.pathname || there.search !== location.search) {
    location.assign(there);
    return;
  }
  if (there.hash) history.replaceState(history.state, "", there);
  location.reload();
}

export async function ask(url, back = false) {
  comesBack = back;
  const answer = await fetchPart(url);
  if (answer) await showAnswer(answer);
}

export async function showAnswer(answer) {
  if (answer.redirected) goOn(answer.url);
  // Meanwhile there is nothing to ask any more: the page as it is now says so.
  else if (answer.status === 204) location.reload();
  else show(await answer.text());
}

function show(html) {
  const dialog = document.getElementById("asked");
  if (/^\s*<!doctype/i.test(html)) dialog.replaceChildren(...refusalIn(html));
  else dialog.innerHTML = html;
  if (!dialog.open) dialog.showModal();
  bringToLife(dialog);
  dialog.querySelector(FIRST)?.focus();
}

// The answer was a whole page that says no: what it says, with a way back to this one.
function refusalIn(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const said = page.querySelector(".blank") || page.querySelector("main") || page.body;
  said.querySelector(".actions")?.remove();
  const footer = document.createElement("footer");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn";
  close.textContent = "Back to the page";
  close.setAttribute("data-closes", "");
  footer.append(close);
  return [said, footer];
}
