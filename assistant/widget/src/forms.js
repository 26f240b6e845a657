// What the small forms share: a labelled field, sending once and remembering it, and thanks to read on from.

import { el } from "./dom.js";

/** A field in its label, with a hint below the name: the label and the field. */
export function labelled(tag, name, hint, attributes = {}) {
  const extra = tag === "textarea" ? { rows: "3", maxlength: "2000", dir: "auto" } : {};
  const input = el(tag, { autocomplete: "off", ...extra, ...attributes });
  return [el("label", {}, el("span", {}, name), el("span", { class: "small" }, hint), input), input];
}

/** Puts thanks in the place of what was sent, and the focus on them: what was pressed is gone. */
export function thank(root, words, ...more) {
  const thanks = el("p", { class: "thanks", tabindex: "-1" }, words);
  root.replaceChildren(thanks, ...more);
  thanks.focus();
}

/** Keeps what was sent with the answer, for as long as the conversation lasts: it is not asked for a second time. */
export function remember(answer, sent, ctx) {
  Object.assign(answer, sent);
  ctx.talk.conversation.save();
}

const underWay = new WeakSet();

/**
 * Sends once, however often it is pressed, and gives what `send` gives; null where it failed or is under way. What went
 * wrong is said and stands in `fault`, and the same can be sent again.
 */
export async function sendOnce(part, fault, ctx, failed, send) {
  if (underWay.has(part)) return null;
  underWay.add(part);
  fault.textContent = "";
  try {
    return (await send()) ?? {};
  } catch (failure) {
    fault.textContent = failure.detail || ctx.texts.t(failed);
    ctx.announce(fault.textContent);
    return null;
  } finally {
    underWay.delete(part);
  }
}
