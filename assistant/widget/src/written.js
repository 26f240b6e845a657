// What is said of an answer and its sources, in words: for the screen, for a listener, for a file.

import { webAddress } from "./dom.js";
import { isOwnText, publisherOf } from "./places.js";

/** How far the question is answered. A whole answer needs no word on that, and a greeting neither. */
export function outcomeOf({ status, answerer }, texts) {
  return status === "answered" || answerer === "courtesy" ? "" : texts.t(`answer.${status}`);
}

// Swedish dates are written as ISO dates, which compare as text; the agreements end by Finnish time.
export const finnishDay = () => new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Helsinki" });

/** Whose text a citation quotes, when it was published and read; and what speaks against relying on it. */
export function standingOf(citation, texts) {
  const { official, published, checked, valid_until: end, current, url } = citation;
  const own = isOwnText(citation);
  const whose = official ? "official" : own ? "summary" : "other";
  const page = own ? null : webAddress(url);
  const over = end && end < finnishDay();
  return {
    said: [
      texts.t(`source.${whose}`),
      page && texts.t("source.publisher", { host: publisherOf(page) }),
      published && texts.t("source.published", { date: texts.date(published) }),
      checked && texts.t("source.checked", { date: texts.date(checked) }),
      end && !over && texts.t("source.in_force", { date: texts.date(end) }),
    ].filter(Boolean),
    warnings: [
      over && texts.t("source.past_term", { date: texts.date(end) }),
      !current && texts.t("source.replaced"),
    ].filter(Boolean),
  };
}

/** The pages that say what a citation quotes. */
export function pagesOf({ sources, url, title }) {
  return sources?.length ? sources : [{ url, title }];
}

/** Each cited document once, in the order of the text: its numbers ("1–8, 11"), its first citation, all its pages. */
export function byDocument(citations) {
  const documents = new Map();
  for (const citation of citations) {
    documents.set(citation.document_id, [...(documents.get(citation.document_id) ?? []), citation]);
  }
  return [...documents.values()].map((cited) => ({
    numbers: runsOf(cited.map(({ number }) => number)),
    citation: cited[0],
    pages: [...new Map(cited.flatMap(pagesOf).map((page) => [page.url, page])).values()],
  }));
}

/** "1–8, 11": numbers in a row as their ends. */
function runsOf(numbers) {
  const runs = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? first : `${first}–${last}`)).join(", ");
}

/** A turn as plain text with its sources: for the clipboard, a mail, a file. */
export function turnAsText({ question, answer, sentences = [] }, texts) {
  const parts = [`${texts.t("talk.asked")} ${question}`];
  if (answer) parts.push(...answerAsText(answer, texts));
  else if (sentences.length) parts.push(sentences.map(({ text }) => text).join("\n"), texts.t("talk.incomplete"));
  return parts.filter(Boolean).join("\n\n");
}

function answerAsText(answer, texts) {
  const notices = answer.notices.map((notice) => `${texts.t("answer.notice")} ${notice}`);
  const sources = byDocument(answer.citations).map(({ numbers, citation, pages }) => {
    const { said, warnings } = standingOf(citation, texts);
    const line = `[${numbers}] ${citation.title}. ${[...said, ...warnings].join(" ")}`;
    return [line, ...pages.map(({ url }) => `  ${url}`)].join("\n");
  });
  if (sources.length) sources.unshift(texts.t("source.all", { count: sources.length }));
  return [outcomeOf(answer, texts), ...notices, answer.answer, sources.join("\n")];
}
