// The quick log: while one types, the fields below follow what the sentence proposes, until one of them is
// changed by hand. A form that is sent before the newest proposal came waits for it.
import { fetchPart } from "./fetching.js";

const PAUSE = 200;

export function start(form) {
  const text = form.elements.namedItem("text");
  const fields = form.querySelector("[data-proposal]");
  const readButton = form.querySelector("[data-reads-sentence]");
  let byHand = Boolean(form.querySelector("[aria-invalid=true], [role=alert]"));
  let read = text.value;
  let waiting = 0;
  let reading = null;

  if (readButton) readButton.hidden = true;

  const propose = async () => {
    const asked = text.value;
    const answer = await fetchPart(`${fields.dataset.proposal}?text=${encodeURIComponent(asked)}`);
    if (!answer?.ok || byHand) return;
    read = asked;
    fields.innerHTML = await answer.text();
  };

  text.addEventListener("input", () => {
    clearTimeout(waiting);
    if (byHand) return;
    waiting = setTimeout(() => (reading = propose()), PAUSE);
  });
  fields.addEventListener("input", () => (byHand = true));
  form.addEventListener(
    "submit",
    async (event) => {
      clearTimeout(waiting);
      if (byHand || read === text.value) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      await reading;
      if (read !== text.value) await propose();
      byHand = true;
      form.requestSubmit(event.submitter);
    },
    true,
  );
}
