import { el } from "./dom.js";

// The plainest answer that works: its sentences with their numbers as text.

/** A whole answer; `question` is what was asked, as it was typed. */
export function renderAnswer(answer, ctx, question = "") {
  const live = new LiveAnswer(ctx, question);
  live.finish(answer);
  return live.element;
}

/** An answer that grows sentence by sentence. */
export class LiveAnswer {
  constructor(ctx) {
    this.ctx = ctx;
    this.element = el("div", { class: "answer" });
  }

  add({ text, citations }) {
    const numbers = citations.map((number) => ` [${number}]`).join("");
    this.element.append(el("p", { dir: "auto" }, text, numbers));
  }

  finish(answer) {
    this.element.replaceChildren(...answer.notices.map((notice) => el("p", {}, notice)));
    this.element.lang = answer.language;
    for (const sentence of answer.sentences) this.add(sentence);
  }
}

/** What a listener is told once when the answer has come. */
export function spokenAnswer(answer) {
  return [...answer.notices, ...answer.sentences.map(({ text }) => text)].join(" ");
}
