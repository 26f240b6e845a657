// The sentences of an answer as paragraphs and lists, growing as they come.

import { el } from "./dom.js";

/** The text with each "-sopimus" kept in one piece: browsers would end a line after its hyphen. */
export function whole(text) {
  const parts = text.split(/\B(-\p{L}{1,30}(?!\p{L}))/u);
  return parts.map((part, index) => (index % 2 ? el("span", { class: "whole" }, part) : part));
}

/** The text with its marks; the first stays on the line of the last word, where that is a word. */
function withMarks(text, [first, ...others]) {
  const [, start, last] = /^(.*\s)?(\S{1,25})$/su.exec(text) ?? [];
  if (!first || !last) return [...whole(text), ...[first, ...others].filter(Boolean).flatMap((mark) => [" ", mark])];
  const end = el("span", { class: "whole" }, last, "\u00a0", first);
  return [...whole(start ?? ""), end, ...others.flatMap((mark) => [" ", mark])];
}

/**
 * The sentences of a section run on as a paragraph, items as a list; a lead stands alone before its items. What is said
 * before the proof ("Yes.") begins the paragraph. What a first look need not show is folded away.
 */
export class Prose {
  #mark;
  #block = null;
  #place = "";
  #folded = null;

  /** `mark(number, citation)` makes what stands for a citation; its second is undefined where the number is unknown. */
  constructor(language, mark) {
    this.#mark = mark;
    this.sentences = [];
    this.element = el("div", { class: "prose", part: "text", lang: language, dir: "auto" });
  }

  add(sentence, citations) {
    const line = this.#line(sentence, citations);
    this.sentences.push(sentence);
    if (line.hasChildNodes()) line.append(" ");
    const known = new Map(citations.map((citation) => [citation.number, citation]));
    const marks = sentence.citations.map((number) => this.#mark(number, known.get(number)));
    line.append(...withMarks(sentence.text, marks));
  }

  /** Tells how much is folded, once it is known. */
  end(texts) {
    const count = this.sentences.filter(({ more }) => more).length;
    this.#folded?.firstElementChild.replaceChildren(texts.t("answer.more", { count }));
    if (this.#folded) this.#folded.firstElementChild.lang = texts.language;
  }

  /** Where the sentence goes: on in the last block, or into a new one. */
  #line({ kind, citations: [first], more }, citations) {
    const cited = citations.find(({ number }) => number === first);
    const form = kind === "verdict" ? "sentence" : kind;
    const place = JSON.stringify([form, cited?.document_id, cited?.section, Boolean(more)]);
    if (place !== this.#place || kind === "lead") {
      this.#block = el(kind === "item" ? "ul" : "p", { dir: "auto", class: kind === "missing" ? "missing" : null });
      if (more) this.#fold().append(this.#block);
      else if (this.#folded) this.#folded.before(this.#block);
      else this.element.append(this.#block);
    }
    this.#place = place;
    if (kind !== "item") return this.#block;
    const item = el("li", { dir: "auto" });
    this.#block.append(item);
    return item;
  }

  #fold() {
    if (!this.#folded) {
      this.#folded = el("details", { class: "more" }, el("summary", {}, "…"));
      this.element.append(this.#folded);
    }
    return this.#folded;
  }
}
