// Nothing typed is ever lost: a form's text is kept in this tab until it was sent with success.
export function start(form) {
  const key = keyOf(form);
  const fields = () =>
    [...form.elements].filter((field) => field.name && !["hidden", "password", "submit", "button", "file"].includes(field.type));
  const read = () =>
    Object.fromEntries(
      fields().map((field) => [
        `${field.name}=${["checkbox", "radio"].includes(field.type) ? field.value : ""}`,
        ["checkbox", "radio"].includes(field.type) ? field.checked : field.value,
      ]),
    );
  const before = JSON.stringify(read());

  const kept = load(key);
  // A refused form comes back with its text already, an overtaken one with what was taken over: no draft covers them.
  if (kept && kept !== before && !form.querySelector("[aria-invalid=true], .stale")) restore(form, fields(), kept, key, before);

  form.addEventListener("input", () => save(key, JSON.stringify(read())));
  form.addEventListener("submit", () => save(`${key}:sent`, "1"));
  // Sent by a script, and the answer was no.
  form.addEventListener("not-taken", () => drop(`${key}:sent`));
}

function keyOf(form) {
  // Per person: whoever signs in next in this tab does not read what another had typed.
  return `typed:${document.body.dataset.person || ""}:${form.dataset.keep || form.getAttribute("action") || location.pathname}`;
}

function restore(form, fields, kept, key, before) {
  put(fields, JSON.parse(kept));
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.setAttribute("role", "status");
  const words = document.createElement("span");
  words.textContent = "This is what you had typed here before it was saved. ";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.textContent = "Throw it away";
  button.addEventListener("click", () => {
    put(fields, JSON.parse(before));
    drop(key);
    notice.remove();
  });
  notice.append(words, button);
  form.prepend(notice);
}

function put(fields, values) {
  for (const field of fields) {
    const ticked = ["checkbox", "radio"].includes(field.type);
    const value = values[`${field.name}=${ticked ? field.value : ""}`];
    if (value === undefined) continue;
    if (ticked) field.checked = value;
    else field.value = value;
  }
}

function load(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function save(key, value) {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // A closed storage: the browser's own form memory is what remains.
  }
}

function drop(key) {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

// A draft goes once its form was sent and a page came that is not a refusal. On the way through sign-in it stays.
export function forgetSent() {
  const stays = document.body.classList.contains("door") || "refused" in document.documentElement.dataset;
  try {
    for (const mark of Object.keys(sessionStorage)) {
      if (!mark.endsWith(":sent")) continue;
      sessionStorage.removeItem(mark);
      if (!stays) sessionStorage.removeItem(mark.slice(0, -":sent".length));
    }
  } catch {
    // A closed storage: nothing was kept.
  }
}
