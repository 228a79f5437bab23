// Says when there is no line, and when it is back. What was typed stays in its form.
export function watchLine() {
  const notice = document.createElement("div");
  notice.className = "notice warn offline";
  notice.setAttribute("role", "status");
  notice.textContent = "You are offline. You are reading the page as it was. What you type stays here until you are back.";
  const show = () => document.getElementById("page")?.prepend(notice);
  addEventListener("offline", show);
  addEventListener("online", () => notice.remove());
  if (!navigator.onLine) show();
}
