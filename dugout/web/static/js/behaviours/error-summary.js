// A refused form begins with what needs the person: it takes the focus.
export function start(summary) {
  summary.focus();
}
