// A form is sent once, however often its button is pressed while the answer is on its way.
export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.onItsWay) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.onItsWay = "1";
    event.submitter?.setAttribute("aria-busy", "true");
  }, true);
  // Back by the browser's own memory of the page: the form may be sent again.
  addEventListener("pageshow", () => document.querySelectorAll("form[data-on-its-way]").forEach(released));
}

export function released(form) {
  delete form.dataset.onItsWay;
  form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
}
