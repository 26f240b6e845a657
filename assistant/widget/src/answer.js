// An answer: how far it goes, what to mind, its sentences as they come, and what one can do with it.

import { el } from "./dom.js";
import { renderFeedback } from "./feedback.js";
import { renderHandover } from "./handover.js";
import { contactParts } from "./notice.js";
import { Prose, whole } from "./prose.js";
import { renderCopy } from "./saving.js";
import { SourcePanel, renderSources } from "./sources.js";
import { renderSuggestions } from "./suggestions.js";
import { timelinesFor } from "./timeline.js";
import { byDocument, outcomeOf } from "./written.js";

/** A whole answer; `question` is what was asked, as it was typed. */
export function renderAnswer(answer, ctx, question = "") {
  const live = new LiveAnswer(ctx, question);
  live.finish(answer);
  return live.element;
}

/** An answer that grows by checked sentences; the rest comes with `finish`. Without it, what came stays as it is. */
export class LiveAnswer {
  #ctx;
  #question;
  #prose;
  #body = el("div", { class: "answer-body" });
  #citations = [];

  constructor(ctx, question = "") {
    this.#ctx = ctx;
    this.#question = question;
    this.element = el("div", { class: "answer" }, this.#body);
    this.#begin(null);
  }

  /** A sentence; `citations` are all that are known by now, as the server sends them before it. */
  add(sentence, citations = this.#citations) {
    this.#citations = citations;
    this.#prose.add(sentence, citations);
  }

  /** The whole answer. What stands already stays, so that nobody who reads or has opened a source loses the place. */
  finish(answer) {
    if (!this.#agrees(answer)) this.#begin(answer.language);
    this.#citations = answer.citations;
    this.#prose.element.lang = answer.language;
    for (const sentence of answer.sentences.slice(this.#prose.sentences.length)) this.add(sentence);
    this.#prose.end(this.#ctx.texts);
    this.#body.before(...answerMarks(answer, this.#ctx, this.#question));
    this.element.append(...answerEnd(answer, this.#ctx, this.#question));
  }

  #begin(language) {
    const { sourcePanel } = this.#ctx;
    if (this.#body.contains(sourcePanel?.element)) sourcePanel.close();
    this.#prose = new Prose(language, (number, citation) => this.#number(number, citation));
    this.#body.replaceChildren(this.#prose.element);
  }

  #agrees({ sentences, citations }) {
    const numbered = this.#citations.length > 0 || citations.length === 0;
    return numbered && this.#prose.sentences.every(({ text }, index) => text === sentences[index]?.text);
  }

  #number(number, citation) {
    if (!citation) return el("span", { class: "cite" }, `[${number}]`);
    const { texts } = this.#ctx;
    // the word is no text, so that an answer is copied without it
    const label = { lang: texts.language, "aria-label": texts.t("source.one", { number }), "aria-expanded": "false" };
    const open = () => {
      this.#ctx.sourcePanel ??= new SourcePanel(this.#ctx);
      this.#ctx.sourcePanel.toggle(citation, this.#citations, button, this.#body);
    };
    const attributes = { type: "button", class: "cite", part: "number", ...label, onclick: open };
    const button = el("button", attributes, `[${number}]`);
    return button;
  }
}

/** What a screen reader is told once when the answer has come: how far it goes, what to mind, and the first look. */
export function spokenAnswer(answer, { texts }) {
  const shown = answer.sentences.filter(({ more }) => !more).map(({ text }) => text);
  const lines = [...answer.notices, ...shown].map((line) => line.replace(/[^.!?:]$/, "$&,")); // a comma is a pause
  const count = byDocument(answer.citations).length;
  const sources = count ? `${texts.t("source.all", { count })}.` : "";
  return [outcomeOf(answer, texts), ...lines, sources].filter(Boolean).join(" ");
}

/** What to know before reading the sentences: how the question was taken, how far it is answered, what to mind. */
function answerMarks(answer, { texts }, question) {
  const { language, notices, status, question_used: used } = answer;
  const outcome = outcomeOf(answer, texts);
  const marks = notices.map((notice) => {
    const label = el("strong", {}, texts.t("answer.notice"));
    return el("p", { class: "notice", part: "caution" }, label, " ", speech("span", language, notice));
  });
  const far = { class: `outcome outcome-${status}`, part: "outcome" };
  if (outcome) marks.unshift(el("p", far, el("strong", {}, outcome)));
  if (used && used !== question) {
    marks.unshift(el("p", { class: "small" }, texts.t("answer.understood"), " ", speech("q", language, used)));
  }
  return marks;
}

const speech = (tag, language, text) => el(tag, { lang: language, dir: "auto" }, whole(text));

/** What comes after the sentences. A failed answer is no answer to keep, and a greeting neither. */
function answerEnd(answer, ctx, question) {
  const sound = answer.status !== "error" && answer.answerer !== "courtesy";
  return [
    outcomeOf(answer, ctx.texts) ? renderContact(ctx) : null,
    ...timelinesFor(answer, ctx, question),
    answer.citations.length ? renderSources(answer, ctx) : null,
    sound ? el("div", { class: "tools" }, renderCopy(answer, ctx, question), renderHandover(answer, ctx)) : null,
    sound ? renderFeedback(answer, ctx) : null,
    renderSuggestions(answer, ctx),
  ].filter(Boolean);
}

/** What to press to ask a person, where the material does not tell; the sentences name whom. */
function renderContact({ texts, contact: { name, email, url } }) {
  const ways = email || url ? { email, url } : { name };
  return el("p", { class: "ask-expert" }, el("strong", {}, texts.t("notice.contact")), " ", contactParts(texts, ways));
}
