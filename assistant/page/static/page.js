// Asks, and shows what comes back. What the server sends is put in as text, never as markup: an answer may quote
// anything. Nothing is stored: the conversation lives as long as the page is open.

const MOST_CHARACTERS = 2000;
const MOST_HISTORY = 20;
const MOST_QUOTES_IN_SIGHT = 4;
// A chat model on a small machine can take a minute or more; a connection that hangs must still end.
const LONGEST_WAIT_MS = 120_000;
const LONGEST_FEEDBACK_WAIT_MS = 20_000;
// Most answers come sooner than this, and would only talk over "searching".
const SAY_WAITING_AFTER_MS = 500;

const byId = (id) => document.getElementById(id);
const texts = JSON.parse(byId("texts").textContent);
const pageLanguage = document.documentElement.lang;
const conversation = byId("conversation");
const form = byId("form");
const field = byId("question");
const send = byId("send");
const startOver = byId("start-over");
const starters = byId("starters");
const footer = document.querySelector("footer");

let past = []; // goes along with the next question: the questions that got an answer, and the answers
let running = null; // the AbortController of the request under way
let turns = 0;

class Failure extends Error {
  constructor(sentence, waitSeconds = 0) {
    super(sentence);
    this.waitSeconds = waitSeconds;
  }
}

// --- Building blocks -------------------------------------------------------------------------------------------------

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** A copy of a <template> of the page, as its parts by name; `root` is the whole. */
function copy(name) {
  const root = byId(`${name}-template`).content.firstElementChild.cloneNode(true);
  const parts = { root };
  for (const part of root.querySelectorAll("[data-part]")) parts[part.dataset.part] = part;
  return parts;
}

/** The text with each "-sopimus" kept in one piece: browsers would end a line after its hyphen. */
function whole(text) {
  const parts = text.split(/\B(-\p{L}+)/u);
  return parts.map((part, index) => (index % 2 ? element("span", { className: "whole" }, part) : part));
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

function date(iso) {
  const locale = { fi: "fi-FI", sv: "sv-FI", en: "en-GB" }[pageLanguage];
  const month = pageLanguage === "fi" ? "numeric" : "long";
  return new Date(iso).toLocaleDateString(locale, { day: "numeric", month, year: "numeric", timeZone: "UTC" });
}

// Swedish dates are written as ISO dates, which compare as text; the agreements end by Finnish time.
const today = () => new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Helsinki" });

/** The address as a URL when it is one that a page may link to, else null: "javascript:" must not become a link. */
function webAddress(text) {
  try {
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

const host = (url) => url.hostname.replace(/^www\./, "");

// In a new tab, because leaving the page would lose the conversation.
function link(url, text) {
  const warning = element("span", { className: "unseen", lang: pageLanguage }, ` (${texts.new_tab})`);
  return element("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, text, warning);
}

/** Says `content` once to a screen reader, then takes it away so that nobody meets it again when reading the page. */
function say(...content) {
  const status = byId("status");
  status.replaceChildren(...content);
  clearTimeout(say.clearing);
  say.clearing = setTimeout(() => status.replaceChildren(), 5000);
}

// --- The question ----------------------------------------------------------------------------------------------------

function faultIn(question) {
  if (!question) return texts.blank;
  const count = [...question].length;
  return count > MOST_CHARACTERS ? fill(texts.too_long, { count: count.toLocaleString(pageLanguage) }) : "";
}

function showFault(text, invalid) {
  byId("fault").textContent = text;
  field.setAttribute("aria-invalid", String(invalid));
  if (text) say(text);
}

function growField() {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}

function submit(event) {
  event.preventDefault();
  const question = field.value.trim();
  const fault = faultIn(question);
  if (running || fault) {
    showFault(running ? texts.still_waiting : fault, !running);
    field.focus();
    return;
  }
  field.value = "";
  growField();
  ask(question);
}

function clear() {
  running?.abort();
  setRunning(null);
  past = [];
  conversation.replaceChildren();
  starters.hidden = false;
  startOver.hidden = true;
  footer.hidden = false;
  field.focus();
  say(texts.cleared);
}

// --- A turn: a question and its reply --------------------------------------------------------------------------------

function ask(question) {
  const turn = copy("turn");
  turns += 1;
  turn.root.id = `turn-${turns}`;
  turn.question.textContent = question;
  conversation.append(turn.root);
  starters.hidden = true;
  startOver.hidden = false;
  reply(turn, question);
}

/** Puts `content` into the turn, and keeps the reading place at the turn's question, just before it. */
function put(turn, content) {
  turn.reply.replaceChildren(content);
  // When the user has gone on to something else, neither the focus nor the page may be pulled from under them.
  if (document.activeElement !== document.body && !turn.root.contains(document.activeElement)) return;
  turn.root.firstElementChild.focus({ preventScroll: true });
  turn.root.scrollIntoView({ block: "nearest" });
}

async function reply(turn, question) {
  const request = new AbortController();
  setRunning(request);
  const slow = setTimeout(() => say(texts.waiting), SAY_WAITING_AFTER_MS);
  const late = setTimeout(() => request.abort(texts.timed_out), LONGEST_WAIT_MS);
  const retry = () => (running ? showFault(texts.still_waiting, false) : reply(turn, question));

  const waiting = copy("waiting");
  waiting.cancel.addEventListener("click", () => request.abort(texts.cancelled));
  document.activeElement.blur(); // closes a phone's keyboard, which would cover the answer
  put(turn, waiting.root);

  // When the user has started over meanwhile, the turn is gone and another request may be under way.
  try {
    const answer = await fetchAnswer(question, request.signal);
    if (running === request) showAnswer(turn, question, answer, retry);
  } catch (failure) {
    if (running === request) showFailure(turn, failure instanceof Failure ? failure : new Failure(texts.failed), retry);
  } finally {
    clearTimeout(slow);
    clearTimeout(late);
    if (running === request) setRunning(null);
  }
}

function setRunning(request) {
  running = request;
  send.setAttribute("aria-disabled", String(request !== null));
  showFault("", false);
}

async function fetchAnswer(question, signal) {
  let response, text;
  try {
    response = await fetch("api/ask", {
      method: "POST",
      // An error is told in the page's language; an answer comes in the question's own, whichever the page is in.
      headers: { "Content-Type": "application/json", Accept: "application/json", "Accept-Language": pageLanguage },
      body: JSON.stringify({ question, language: null, history: past.slice(-MOST_HISTORY) }),
      signal,
    });
    text = await response.text();
  } catch {
    if (signal.aborted) throw new Failure(signal.reason);
    throw new Failure(navigator.onLine ? texts.unreachable : texts.offline);
  }
  const body = parsed(text);
  if (response.ok && body?.sentences) return body;
  const plain = response.status === 429 ? texts.too_many : texts.failed;
  const sentence = typeof body?.detail === "string" ? body.detail : plain;
  throw new Failure(sentence, Number(response.headers.get("Retry-After")) || 0);
}

// A gateway in between may send a page instead of JSON.
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function showFailure(turn, failure, retry) {
  const parts = copy("failure");
  parts.sentence.textContent = failure.message;
  parts.retry.addEventListener("click", retry);
  if (failure.waitSeconds) {
    parts.retry.disabled = true;
    setTimeout(() => {
      parts.retry.disabled = false;
      if (parts.root.isConnected) say(texts.retry_now);
    }, failure.waitSeconds * 1000);
  }
  put(turn, parts.root);
  say(failure.message);
}

// --- The answer ------------------------------------------------------------------------------------------------------

function showAnswer(turn, question, answer, retry) {
  const parts = copy("answer");
  // a whole answer needs no word on how it came out, and a greeting neither
  const outcome = (answer.answerer !== "courtesy" && texts[`status_${answer.status}`]) || "";
  const entries = sources(answer.citations, turn.root.id);
  parts.marks.append(...marks(answer, question, outcome));
  parts.sentences.lang = answer.language;
  const shown = answer.sentences.filter((sentence) => !sentence.more);
  const folded = answer.sentences.filter((sentence) => sentence.more);
  parts.sentences.append(...paragraphs(shown, answer.citations, turn.root.id));
  if (folded.length) parts.sentences.append(more(folded, answer.citations, turn.root.id));
  parts.list.append(...entries);
  parts.sources.hidden = entries.length === 0;
  parts.contact.append(...contact(answer.contact, answer.language));
  if (answer.status === "error") parts.feedback.remove();
  else parts.feedback.append(feedback(answer.id));
  footer.hidden = true; // the answer names the contact itself
  turn.question.lang = answer.language;

  if (answer.status === "error") {
    const button = element("button", { type: "button" }, texts.retry);
    button.addEventListener("click", retry);
    parts.sentences.after(button);
  } else {
    past.push({ role: "user", content: question }, { role: "assistant", content: answer.answer });
  }
  put(turn, parts.root);
  const lines = [...answer.notices, ...shown.map((sentence) => sentence.text)];
  const spoken = lines.map((line) => line.replace(/[^.!?:]$/, "$&,")).join(" "); // a comma is a pause between items
  const count = entries.length ? ` ${fill(texts.sources_count, { count: entries.length })}` : "";
  say(`${outcome} `, element("span", { lang: answer.language }, spoken), count);
}

/** What to know before reading the sentences: how the question was taken, how far it is answered, what to mind. */
function* marks(answer, question, outcome) {
  if (answer.question_used && answer.question_used !== question) {
    const used = element("q", { lang: answer.language }, answer.question_used);
    yield element("p", { className: "small" }, texts.understood, " ", used);
  }
  if (outcome) yield element("p", { className: "notice" }, element("strong", {}, outcome));
  for (const notice of answer.notices) {
    const text = element("span", { lang: answer.language }, notice);
    yield element("p", { className: "notice" }, element("strong", {}, texts.notice_label), " ", text);
  }
}

/** What an answer tells beyond the first look. */
function more(sentences, quoted, turnId) {
  const summary = element("summary", { lang: pageLanguage }, fill(texts.more, { count: sentences.length }));
  return element("details", {}, summary, ...paragraphs(sentences, quoted, turnId));
}

/**
 * The sentences of a section run on as a paragraph, items as a list; a lead stands alone before its items. What is said
 * before the proof ("Yes.") begins the paragraph.
 */
function paragraphs(sentences, quoted, turnId) {
  const section = new Map(quoted.map(({ number, document_id, section }) => [number, `${document_id} ${section}`]));
  const blocks = [];
  let previous;
  for (const { text, citations, kind } of sentences) {
    const here = `${kind === "verdict" ? "sentence" : kind} ${section.get(citations[0])}`;
    if (here !== previous || kind === "lead") blocks.push(element(kind === "item" ? "ul" : "p"));
    previous = here;
    const block = blocks[blocks.length - 1];
    const line = kind === "item" ? block.appendChild(element("li")) : block;
    if (line.hasChildNodes()) line.append(" ");
    line.append(...whole(text));
    for (const number of citations) line.append("\u00a0", reference(number, turnId));
  }
  return blocks;
}

function reference(number, turnId) {
  const id = `${turnId}-source-${number}`;
  const made = element("a", { className: "cite", href: `#${id}`, lang: pageLanguage }, `[${number}]`);
  made.setAttribute("aria-label", `${texts.source} [${number}]`); // not as text: an answer is copied without it
  made.addEventListener("click", () => { byId(id).closest("details").open = true; });
  return made;
}

/** An entry for each section of a document: the sentences of an answer often come from one. */
function sources(citations, turnId) {
  const sections = new Map();
  for (const citation of citations) {
    const key = JSON.stringify([citation.document_id, citation.section]);
    sections.set(key, [...(sections.get(key) ?? []), citation]);
  }
  return [...sections.values()].map((cited) => source(cited, turnId));
}

/** "1–8" for numbers in a row, else each of them. */
function span(numbers) {
  const [first, last] = [numbers[0], numbers[numbers.length - 1]];
  return numbers.length > 2 && last - first === numbers.length - 1 ? `${first}–${last}` : numbers.join(", ");
}

function source(cited, turnId) {
  const entry = copy("source");
  const [{ title, section, language }] = cited;
  const name = element("span", { lang: language }, ...whole([title, section].filter(Boolean).join(": ")));
  entry.summary.append(`[${span(cited.map(({ number }) => number))}] `, name);
  entry.standing.append(...standing(cited[0]));
  entry.quotes.append(...cited.map((citation) => quote(citation, turnId)));
  // A few quotes are in sight where there is room for them; else a line, which the number in the sentence opens.
  entry.details.open = cited.length <= MOST_QUOTES_IN_SIGHT && matchMedia("(min-width: 48rem)").matches;
  return entry.root;
}

function quote({ number, quote: text, language, url, title, sources: pages }, turnId) {
  const words = element("p", {}, `[${number}] `, element("q", { lang: language }, ...whole(text)));
  const links = (pages?.length ? pages : [{ url, title }]).map(page);
  const made = element("li", { id: `${turnId}-source-${number}`, tabIndex: -1 }, words);
  made.append(element("ul", {}, ...links));
  return made;
}

function page({ url, title }) {
  const address = webAddress(url);
  return element("li", {}, ...(address ? [link(address, title), ` (${host(address)})`] : [title]));
}

/** Whose text it is, when it was checked, and whether it still holds. */
function standing({ official, checked, valid_until: end, current }) {
  const said = [official ? texts.official : texts.summary];
  if (checked) said.push(fill(texts.checked, { date: date(checked) }));
  if (end && end >= today()) said.push(fill(texts.in_force, { date: date(end) }));
  const warnings = [];
  if (end && end < today()) warnings.push(fill(texts.past_term, { date: date(end) }));
  if (!current) warnings.push(texts.replaced);
  return [said.join(" "), ...warnings.flatMap((warning) => [" ", element("strong", {}, warning)])];
}

function contact({ name, email, url }, language) {
  const shown = [element("span", { lang: language }, name)];
  if (email) shown.push(", ", element("a", { href: `mailto:${email}` }, email));
  const address = webAddress(url);
  if (address) shown.push(", ", link(address, host(address)));
  return shown;
}

// --- Feedback --------------------------------------------------------------------------------------------------------

/** Whether the answer helped, which counts at once; then, for those who want, why. Each can be given once. */
function feedback(answerId) {
  const parts = copy("feedback");
  const thank = (text, { hidden }) => {
    parts.form.hidden = hidden;
    parts.thanks.textContent = text;
    parts.thanks.hidden = false;
    parts.thanks.focus(); // what was pressed is gone; from here one goes on to the comment
  };
  const choose = (helpful) => async () => {
    if (!(await sendFeedback(parts, { answer_id: answerId, helpful }))) return;
    parts.choice.remove();
    parts.form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const comment = parts.comment.value.trim();
      if (comment && (await sendFeedback(parts, { answer_id: answerId, helpful, comment }))) {
        thank(texts.feedback_commented, { hidden: true });
      }
    });
    thank(texts.feedback_thanks, { hidden: false });
  };
  parts.yes.addEventListener("click", choose(true));
  parts.no.addEventListener("click", choose(false));
  return parts.root;
}

/** Whether it was taken; what went wrong is said and stands there, and the same can be sent again. */
async function sendFeedback(parts, body) {
  if (parts.sending) return false;
  parts.sending = true;
  parts.fault.textContent = "";
  const fault = await postFeedback(body);
  parts.sending = false;
  parts.fault.textContent = fault;
  if (fault) say(fault);
  return !fault;
}

async function postFeedback(body) {
  try {
    const response = await fetch("api/feedback", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept-Language": pageLanguage },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(LONGEST_FEEDBACK_WAIT_MS),
    });
    if (response.ok) return "";
    const detail = parsed(await response.text())?.detail;
    return typeof detail === "string" ? detail : texts.feedback_failed;
  } catch {
    return navigator.onLine ? texts.feedback_failed : texts.offline;
  }
}

// --- Wiring ----------------------------------------------------------------------------------------------------------

form.addEventListener("submit", submit);
field.addEventListener("input", () => {
  growField();
  if (byId("fault").textContent) showFault("", false);
});
field.addEventListener("keydown", (event) => {
  // While an input method composes a word, Enter picks the word.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send.click();
});
startOver.addEventListener("click", clear);
for (const button of starters.querySelectorAll("button")) {
  button.addEventListener("click", () => ask(button.textContent));
}
form.hidden = false;
