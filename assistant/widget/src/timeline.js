// A deal's dates on a line, shown with an answer about dates: a picture, and the same in words.

import { el } from "./dom.js";
import { whole } from "./prose.js";
import { finnishDay } from "./written.js";

const ASKS_WHEN = [
  /milloin|mihin mennessä|mistä (?:alkaen|lähtien)|määrä(?:aika|päivä)|aikataul|voimassa|päätty|kuinka kauan/iu,
  /päivämäär/iu,
  /\bnär\b|hur länge|tidtabell|tidsplan|tidsfrist|senast|(?:från|till) och med|giltig|löper ut|gick ut|datum/iu,
  /\bwhen\b|how long|\buntil\b|deadline|timetable|timeline|schedule|milestone|expire|\bdates?\b|(?:in force|valid)\b/iu,
];
const LOCALES_OF_DATES = { fi: "fi-FI", sv: "sv-FI", en: "en-GB" };
const [START, END] = [3, 97]; // per cent of the width: a dot at an end is not cut
const MOST_WORDS = 0.7; // the share of a milestone's words from which an answer is taken to tell it
const APART = 14; // per cent between two years, so that they do not run into each other

/** The timelines of the deals that an answer rests on, where the question asks when or the answer tells two dates. */
export function timelinesFor(answer, ctx, question) {
  const text = answer.sentences.filter(({ more }) => !more).map((sentence) => sentence.text).join(" ");
  const asks = ASKS_WHEN.some((pattern) => pattern.test(question));
  const deals = (ctx.config.deals ?? []).filter(({ id, milestones }) => answer.deals.includes(id) && milestones?.length);
  const shown = deals.map((deal) => [deal, toldDates(deal, text, answer.language)]);
  return shown
    .filter(([, told]) => answer.citations.length && (asks || told.length > 1))
    .map(([deal, told]) => renderTimeline(deal, ctx, { dates: told, text, language: answer.language }))
    .filter(Boolean);
}

/** The dates of the deal that a text tells. The last day of a year is mostly told as the year. */
function toldDates({ milestones }, text, language) {
  const dates = [...new Set(milestones.map(({ date }) => date))];
  const tells = (form) => new RegExp(`(?<!\\d)${form}(?!\\d)`, "u").test(text);
  return dates.filter((date) => formsOf(date, language).some(tells));
}

function formsOf(date, language) {
  const form = { day: "numeric", month: language === "fi" ? "numeric" : "long", year: "numeric", timeZone: "UTC" };
  const written = new Date(date).toLocaleDateString(LOCALES_OF_DATES[language], form).replaceAll(".", "\\.");
  return date.endsWith("-12-31") ? [written, date.slice(0, 4)] : [written];
}

/**
 * A deal's dates as a picture, with those that the answer tells in words below it and all of them to unfold; null where
 * the deal has none. `told` is what the answer tells: its dates, its text and the language of that.
 */
export function renderTimeline(deal, ctx, told = { dates: [], text: "", language: ctx.texts.language }) {
  const { texts } = ctx;
  const { milestones, signed, valid_until: end } = deal;
  if (!milestones.length) return null;
  const shown = told.dates.length ? told.dates : [signed, end].filter(Boolean);
  const main = shown.flatMap((date) => closest(milestones.filter((milestone) => milestone.date === date), told));
  const all = texts.t("timeline.all", { count: milestones.length });
  const title = texts.t("timeline.title", { deal: texts.pick(deal.short ?? deal.names) });
  return el("figure", { class: "timeline", part: "timeline" },
    el("figcaption", {}, whole(title)),
    timelinePicture(deal, told.dates, texts),
    dateList(main, texts),
    el("details", {}, el("summary", {}, all), dateList(milestones, texts)),
  );
}

/** Of a day's milestones, those that the answer tells as far as their words show, and at least the closest. */
function closest(milestones, { text, language }) {
  const said = wordsOf(text);
  const shares = milestones.map((milestone) => {
    const words = [...wordsOf(milestone.text[language])];
    return words.filter((word) => said.has(word)).length / words.length;
  });
  const least = Math.min(MOST_WORDS, Math.max(...shares));
  return milestones.filter((_, index) => shares[index] >= least);
}

const wordsOf = (text) => new Set(text.toLowerCase().match(/\p{L}{4,}/gu));

function dateList(milestones, texts) {
  return el("ul", {}, milestones.map(({ date, text }) => {
    return el("li", {}, el("time", { datetime: date }, texts.date(date)), " ", whole(texts.pick(text)));
  }));
}

/** The line of all dates with the term on it, a dot a date (large where the answer tells it), and today. */
function timelinePicture({ milestones, signed, valid_until: end }, told, texts) {
  const day = finnishDay();
  const dates = [...new Set(milestones.map(({ date }) => date))];
  const marked = [...dates, signed, end, day].filter(Boolean).sort();
  const first = Date.parse(marked[0]);
  const scale = (END - START) / (Date.parse(marked.at(-1)) - first || 1);
  const x = (date) => START + (Date.parse(date) - first) * scale;
  const ends = { from: texts.date(marked[0]), to: texts.date(marked.at(-1)) };
  const label = texts.t("timeline.picture", { count: dates.length, ...ends });
  const term = signed && end ? ` ${texts.t("timeline.term", { from: texts.date(signed), to: texts.date(end) })}` : "";
  return el("svg", { role: "img", "aria-label": label + term, width: "100%", height: "64" },
    axisLine(START, END, "axis"),
    term ? axisLine(x(signed), x(end), "term") : null,
    el("line", { class: "today", x1: percent(x(day)), x2: percent(x(day)), y1: "18", y2: "46" }),
    axisText(texts.t("timeline.today"), x(day), 12),
    dates.map((date) => {
      const [name, size] = told.includes(date) ? ["told", "7"] : ["dot", "4"];
      return el("circle", { class: name, cx: percent(x(date)), cy: "32", r: size });
    }),
    apart([marked[0], marked.at(-1), end, ...told].filter(Boolean), x)
      .map((date) => axisText(date.slice(0, 4), x(date), 60)),
  );
}

const percent = (share) => `${share.toFixed(1)}%`;
const axisLine = (from, to, name) => el("line", { class: name, x1: percent(from), x2: percent(to), y1: "32", y2: "32" });

function axisText(text, place, y) {
  const anchor = place < 15 ? "start" : place > 85 ? "end" : "middle";
  return el("text", { x: percent(place), y: String(y), "text-anchor": anchor }, text);
}

/** Of the dates, by rank, those whose years do not run into one another. */
function apart(dates, x) {
  const kept = [];
  for (const date of dates) if (kept.every((other) => Math.abs(x(date) - x(other)) > APART)) kept.push(date);
  return kept;
}
