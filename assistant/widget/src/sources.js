// The proof: a number of the text opens the source beside or below it; a list names them all.

import { el, icon, outerLink, webAddress } from "./dom.js";
import { isOwnText, placeOf, publisherOf } from "./places.js";
import { whole } from "./prose.js";
import { byDocument, pagesOf, standingOf } from "./written.js";

const ROOM_BESIDE = 640; // px of an answer's width from which a source stands beside the text

/** The one open source of a widget. */
export class SourcePanel {
  #ctx;
  #button = null;
  #closed = new AbortController();

  constructor(ctx) {
    this.#ctx = ctx;
    this.element = el("section", { class: "source", part: "source", tabindex: "-1" });
  }

  /** Opens the citation at the button that was pressed, or closes it when it is the open one. */
  toggle(citation, citations, button, body) {
    const again = this.#button === button;
    this.close(again);
    if (again) return;
    const { texts } = this.#ctx;
    this.#button = button;
    button.setAttribute("aria-expanded", "true");
    this.element.setAttribute("aria-label", texts.t("source.one", { number: citation.number }));
    this.element.replaceChildren(this.#head(citation), ...sourceContent(citation, citations, texts));
    this.#put(body);
    this.#hearEscape(button.getRootNode());
    this.element.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "nearest" });
  }

  /** Closes the open source and goes back to its number; tells whether one was open. */
  close(goBack = true) {
    const button = this.#button;
    if (!button) return false;
    this.#button = null;
    this.#closed.abort();
    button.setAttribute("aria-expanded", "false");
    this.element.parentElement?.classList.remove("answer-beside");
    this.element.remove();
    if (goBack && button.isConnected) this.#ctx.focusReturn(button);
    return true;
  }

  /** Wherever in the widget the focus is, Escape closes the source first; before the widget hears of it. */
  #hearEscape(root) {
    this.#closed = new AbortController();
    const hear = (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      if (this.element.isConnected) { // else its answer is gone, and it with it
        event.preventDefault(); // a dialog over the whole screen would close by itself
        event.stopPropagation();
      }
      this.close();
    };
    root.addEventListener("keydown", hear, { capture: true, signal: this.#closed.signal });
  }

  #put(body) {
    const beside = body.clientWidth >= ROOM_BESIDE;
    const item = this.#button.closest("li");
    if (beside) body.append(this.element);
    else if (item) item.append(this.element);
    else this.#button.closest("p").after(this.element);
    if (beside) body.classList.add("answer-beside");
  }

  #head({ number, title, language }) {
    const label = this.#ctx.texts.t("source.close");
    const button = { type: "button", class: "close", "aria-label": label, title: label, onclick: () => this.close() };
    return el("div", { class: "source-head" },
      el("h4", {}, `[${number}] `, el("bdi", { lang: language }, whole(title))),
      el("button", button, icon("close")),
    );
  }
}

function sourceContent(citation, citations, texts) {
  const { language, section } = citation;
  const [first, ...others] = pagesOf(citation).map((page) => pageLink(page, citation, texts));
  return [
    renderStanding(citation, texts),
    section ? el("p", { class: "small", lang: language, dir: "auto" }, whole(section.replaceAll(" > ", " › "))) : "",
    renderQuotes(citation, citations),
    language === texts.language ? "" : el("p", { class: "small" }, texts.t(`source.in_${language}`)),
    el("p", {}, texts.t(isOwnText(citation) ? "source.rests_on" : "source.open"), " ", first),
    others.length ? el("div", {}, texts.t("source.also"), el("ul", {}, others.map((page) => el("li", {}, page)))) : "",
  ].filter(Boolean);
}

function renderStanding(citation, texts) {
  const { said, warnings } = standingOf(citation, texts);
  const lines = [...said, ...warnings.map((warning) => el("strong", {}, warning))];
  return el("ul", { class: "standing" }, lines.map((line) => el("li", {}, line)));
}

/** The quote, marked, between what the answer quotes before and after it from the same section. */
function renderQuotes(citation, citations) {
  const { document_id: id, section } = citation;
  const told = citations.filter((other) => other.document_id === id && other.section === section);
  const place = told.findIndex(({ number }) => number === citation.number);
  const near = told.slice(Math.max(place - 1, 0), place + 2);
  const lines = near.map(({ number, quote }) => {
    return el("p", { dir: "auto" }, number === citation.number ? el("mark", {}, whole(quote)) : whole(quote));
  });
  return el("blockquote", { lang: citation.language }, lines);
}

function pageLink({ url, title }, citation, texts) {
  const address = webAddress(url);
  const name = el("bdi", {}, title);
  if (!address) return name;
  return [outerLink(placeOf(address, citation), texts.t("shell.new_tab"), name), ` (${publisherOf(address)})`];
}

/** All documents of an answer, folded: each once, with the numbers that rest on it. */
export function renderSources({ citations }, { texts }) {
  const documents = byDocument(citations);
  const lines = documents.map(({ numbers, citation }) => {
    const name = el("bdi", { lang: citation.language }, whole(citation.title));
    return el("li", {}, `[${numbers}] `, name, renderStanding(citation, texts));
  });
  const summary = el("summary", {}, texts.t("source.all", { count: documents.length }));
  return el("details", { class: "sources", part: "sources" }, summary, el("ul", {}, lines));
}
