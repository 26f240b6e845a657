// The conversation as a document of its own: what is saved as a web page, and what is printed.

import { el, webAddress } from "./dom.js";
import { Prose } from "./prose.js";
import { byDocument, finnishDay, outcomeOf, standingOf } from "./written.js";

/** Of the saved page and of print; it needs nothing from elsewhere. */
export const DOCUMENT_STYLES = `
:root { color-scheme: light dark }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }
body { font: 1rem/1.6 system-ui, sans-serif }
h2 { margin-top: 2rem; border-top: 1px solid; padding-top: 1rem }
ul { padding-inline-start: 1.25rem }
li { margin-bottom: .25rem }
.whole { white-space: nowrap }
.quiet, .sources { font-size: .9375rem }
@media print { body { margin: 0; max-width: none } h2, h3 { break-after: avoid } li { break-inside: avoid } }
`;

/** Fills a document with the turns, one by one, each with its sources. Nodes only: whatever was said stays text. */
export function writeDocument(page, turns, { texts }) {
  page.documentElement.lang = texts.language;
  page.title = texts.t("saving.title");
  page.body.append(
    el("h1", {}, texts.t("saving.title")),
    el("p", {}, texts.t("saving.saved", { date: texts.date(finnishDay()) }), " ", texts.t("saving.advice")),
    ...turns.map((turn) => turnSection(turn, texts)),
  );
}

function turnSection({ question, answer, sentences = [], citations = [] }, texts) {
  const language = answer?.language ?? null;
  const heading = el("h2", { lang: language, dir: "auto" }, question);
  if (!answer) {
    const note = sentences.length ? el("p", {}, el("strong", {}, texts.t("talk.incomplete"))) : null;
    return el("section", {}, heading, flatProse(language, sentences, citations), note);
  }
  const strong = [outcomeOf(answer, texts), ...answer.notices].filter(Boolean);
  return el("section", {}, heading,
    strong.map((line) => el("p", { dir: "auto" }, el("strong", {}, line))),
    flatProse(language, answer.sentences, answer.citations),
    answer.citations.length ? sourceSection(answer.citations, texts) : null,
  );
}

/** The sentences with nothing folded away: paper cannot be opened. */
function flatProse(language, sentences, citations) {
  const prose = new Prose(language, (number) => `[${number}]`);
  for (const sentence of sentences) prose.add({ ...sentence, more: false }, citations);
  return prose.element;
}

function sourceSection(citations, texts) {
  const documents = byDocument(citations);
  const items = documents.map(({ numbers, citation, pages }) => {
    const { said, warnings } = standingOf(citation, texts);
    const links = pages.map(({ url, title }) => {
      const address = webAddress(url);
      const name = el("bdi", {}, title);
      return el("li", {}, address ? [name, ": ", el("a", { href: address.href }, address.href)] : name);
    });
    const title = el("bdi", { lang: citation.language }, citation.title);
    const strong = warnings.map((line) => el("strong", {}, ` ${line}`));
    return el("li", {}, `[${numbers}] `, title, ". ", said.join(" "), strong, el("ul", {}, links));
  });
  const heading = el("h3", {}, texts.t("source.all", { count: documents.length }));
  return el("section", { class: "sources" }, heading, el("ul", {}, items));
}
