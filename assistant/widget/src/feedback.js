// Whether an answer helped, once; then, for those who want, why.

import { el } from "./dom.js";
import { labelled, remember, sendOnce, thank } from "./forms.js";

/**
 * The question whether an answer helped. What was said is kept on the answer (`helped`), so that one that is shown again
 * is not asked about again.
 */
export function renderFeedback(answer, ctx) {
  const root = el("div", { class: "feedback", part: "feedback" });
  if (answer.helped === undefined) root.append(...helpfulChoice(answer, ctx, root));
  else root.append(el("p", { class: "thanks" }, ctx.texts.t("feedback.thanks")));
  return root;
}

function helpfulChoice(answer, ctx, root) {
  const fault = el("p", { class: "fault" });
  const choose = (helpful) => async () => {
    const send = () => ctx.api.feedback({ answer_id: answer.id, helpful });
    if (!(await sendOnce(root, fault, ctx, "feedback.failed", send))) return;
    remember(answer, { helped: helpful }, ctx);
    ctx.emit("gd-feedback", { helpful });
    thank(root, ctx.texts.t("feedback.thanks"), commentForm(answer, ctx, root));
  };
  const button = (key, helpful) => el("button", { type: "button", onclick: choose(helpful) }, ctx.texts.t(key));
  const buttons = el("div", { class: "buttons" }, button("feedback.yes", true), button("feedback.no", false));
  const legend = el("legend", {}, ctx.texts.t("feedback.question"));
  return [el("fieldset", {}, legend, buttons), fault];
}

function commentForm({ id, helped }, ctx, root) {
  const [label, comment] = labelled("textarea", ctx.texts.t("feedback.comment"), ctx.texts.t("feedback.hint"));
  const fault = el("p", { class: "fault" });
  const onsubmit = async (event) => {
    event.preventDefault();
    const words = comment.value.trim();
    const send = () => ctx.api.feedback({ answer_id: id, helpful: helped, comment: words });
    if (!words) comment.focus();
    else if (await sendOnce(root, fault, ctx, "feedback.failed", send)) thank(root, ctx.texts.t("feedback.commented"));
  };
  return el("form", { onsubmit }, label, fault, el("button", { type: "submit" }, ctx.texts.t("feedback.send")));
}
