// The quick log: while one types, the fields below follow what the sentence proposes, until one of them is
// changed by hand. A form that is sent before the newest proposal came waits for it.
import { fetchPart } from "./fetching.js";
import { released } from "./once.js";

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

  // Whether there was an answer at all: without one, of an ended session or a line that broke, nothing may be sent.
  const propose = async () => {
    const asked = text.value;
    const answer = await fetchPart(`${fields.dataset.proposal}?text=${encodeURIComponent(asked)}`);
    if (answer?.ok && !byHand) {
      read = asked;
      fields.innerHTML = await answer.text();
    }
    return Boolean(answer);
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
      const answered = read === text.value || (await propose());
      // Until now it only waited: it is sent from here.
      released(form);
      if (!answered) return;
      byHand = true;
      form.requestSubmit(event.submitter);
    },
    true,
  );
}
