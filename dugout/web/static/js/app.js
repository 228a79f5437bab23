// Starts each behaviour on the elements that name it in data-behaviour, now and in parts that come later.
import { start as board } from "./behaviours/board.js";
import { start as errorSummary } from "./behaviours/error-summary.js";
import { forgetSent, start as keepTyped } from "./behaviours/keep-typed.js";
import { start as chooser } from "./behaviours/choose-account.js";
import { start as logSentence } from "./behaviours/log-sentence.js";
import { start as palette } from "./behaviours/palette.js";
import { start as quicklog } from "./behaviours/quicklog.js";
import { start as shortcuts } from "./behaviours/shortcuts.js";
import { start as theme } from "./behaviours/theme.js";
import { start as timeLeft } from "./behaviours/time-left.js";
import { watchDialogs } from "./behaviours/dialogs.js";
import { sendOnce } from "./behaviours/once.js";
import { watchLine } from "./behaviours/offline.js";
import { watchToasts } from "./behaviours/toasts.js";

const BEHAVIOURS = {
  board,
  "choose-account": chooser,
  "error-summary": errorSummary,
  "keep-typed": keepTyped,
  "log-sentence": logSentence,
  palette,
  quicklog,
  shortcuts,
  theme,
  "time-left": timeLeft,
};

export function bringToLife(root) {
  for (const element of root.querySelectorAll("[data-behaviour]")) {
    for (const name of element.dataset.behaviour.split(" ")) {
      const mark = `started-${name}`;
      if (element.hasAttribute(`data-${mark}`) || !BEHAVIOURS[name]) continue;
      element.setAttribute(`data-${mark}`, "");
      BEHAVIOURS[name](element);
    }
  }
}

forgetSent();
bringToLife(document);
sendOnce();
watchDialogs(bringToLife);
watchToasts();
watchLine();
