// Hands a question over to a person: what is sent and kept is told first, the reference comes back.

import { el } from "./dom.js";
import { labelled, remember, sendOnce, thank } from "./forms.js";

/**
 * A button that unfolds the form. The reference is kept on the answer, so that it stands there when the answer is shown
 * again.
 */
export function renderHandover(answer, ctx) {
  const root = el("div", { class: "handover", part: "handover" });
  if (answer.reference) root.append(el("p", { class: "thanks" }, confirmation(answer, ctx.texts)));
  else root.append(...unfolding(answer, ctx, root));
  return root;
}

function unfolding(answer, ctx, root) {
  const button = el("button", { type: "button", "aria-expanded": "false" }, ctx.texts.t("handover.open"));
  const show = (open) => {
    form.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  const close = () => {
    show(false);
    ctx.focusReturn(button);
  };
  const form = handoverForm(answer, ctx, root, close);
  button.addEventListener("click", () => {
    show(form.hidden);
    if (!form.hidden) form.querySelector("textarea").focus();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault(); // the widget would close as well
    close();
  });
  return [button, form];
}

function handoverForm(answer, ctx, root, close) {
  const { texts, config } = ctx;
  const [messageLabel, message] = labelled("textarea", texts.t("handover.message"), texts.t("handover.message_hint"));
  const form = { type: "email", autocomplete: "email", maxlength: "254" };
  const [emailLabel, email] = labelled("input", texts.t("handover.email"), texts.t("handover.email_hint"), form);
  const fault = el("p", { class: "fault" });
  const onsubmit = async (event) => {
    event.preventDefault();
    const wrong = !email.validity.valid;
    email.setAttribute("aria-invalid", String(wrong));
    if (wrong) return refuseEmail(email, fault, ctx);
    const body = { answer_id: answer.id, message: message.value.trim() || null, email: email.value.trim() || null };
    const taken = await sendOnce(root, fault, ctx, "handover.failed", () => ctx.api.handover(body));
    if (taken) confirmHandover(answer, taken.reference, Boolean(body.email), ctx, root);
  };
  // novalidate, because the browser would speak its own language
  return el("form", { hidden: true, "aria-label": texts.t("handover.open"), novalidate: true, onsubmit },
    el("p", { class: "small" }, texts.t("handover.told"), " ", texts.t("handover.kept", { count: config.keep_days })),
    messageLabel, emailLabel, fault,
    el("div", { class: "buttons" },
      el("button", { type: "submit", class: "main" }, texts.t("talk.send")),
      el("button", { type: "button", onclick: close }, texts.t("handover.cancel")),
    ),
  );
}

function refuseEmail(email, fault, ctx) {
  fault.textContent = ctx.texts.t("handover.email_wrong");
  ctx.announce(fault.textContent);
  email.focus();
}

function confirmHandover(answer, reference, byEmail, ctx, root) {
  remember(answer, { reference, byEmail }, ctx);
  ctx.emit("gd-handover", { reference });
  thank(root, confirmation(answer, ctx.texts));
}

function confirmation({ reference, byEmail }, texts) {
  const number = el("strong", { class: "reference", part: "reference" }, reference);
  const next = texts.t(byEmail ? "handover.by_email" : "handover.with_reference");
  return el("span", {}, texts.t("handover.sent"), " ", number, ". ", next);
}
