// What was asked and answered in this tab. It knows nothing of the page: the view shows it, and hears of each change.

const VERSION = 1;
const MOST_TURNS_BEFORE = 20;
const MOST_LETTERS_BEFORE = 20_000;
// The service takes 64 KiB in all; the question itself and the JSON around it need some of that.
const MOST_BYTES_BEFORE = 40_000;
const MOST_TURNS_KEPT = 50;

/** A turn is running in these states, and over in "answered", "failed" and "stopped". */
const RUNNING = new Set(["asking", "streaming"]);

/** The conversation of one widget; `store` keeps it for as long as the tab is open. */
export class Conversation {
  #store;

  constructor(store) {
    this.#store = store;
    const kept = store.read();
    this.turns = kept?.version === VERSION && Array.isArray(kept.turns) ? kept.turns.filter(isTurn).map(ended) : [];
  }

  /** "idle" before the first question, else the state of the last turn. */
  get state() {
    return this.turns.at(-1)?.state ?? "idle";
  }

  /** The turns of which there is something to keep. */
  get told() {
    return this.turns.filter(({ answer, sentences }) => answer || sentences.length);
  }

  get running() {
    return RUNNING.has(this.state);
  }

  /** A new turn. With `instead`, that turn and what came after it are gone. */
  ask(question, deal, instead = null) {
    const place = this.turns.indexOf(instead);
    if (place >= 0) this.turns.length = place;
    const turn = { question, deal, state: "asking", sentences: [], citations: [], answer: null, failure: null };
    this.turns.push(turn);
    this.turns.splice(0, this.turns.length - MOST_TURNS_KEPT);
    return turn;
  }

  /** Ask the question of a turn again. */
  again(turn) {
    Object.assign(turn, { state: "asking", sentences: [], citations: [], answer: null, failure: null });
  }

  receive(turn, sentence, citations) {
    turn.state = "streaming";
    turn.sentences.push(sentence);
    turn.citations = citations;
  }

  finish(turn, answer) {
    Object.assign(turn, { state: "answered", answer, sentences: [], citations: [] });
    this.save();
  }

  /** What was received stays. */
  fail(turn, { kind, seconds }) {
    Object.assign(turn, { state: "failed", failure: { kind, seconds } });
    this.save();
  }

  stop(turn) {
    turn.state = "stopped";
    this.save();
  }

  /** What goes along with the next question: the newest answered turns before `until`, as much as the service takes. */
  history(until) {
    const messages = [];
    let bytes = 0;
    const before = this.turns.slice(0, this.turns.indexOf(until)).filter(isAnswered).reverse();
    for (const { question, answer } of before) {
      const pair = [message("user", question), message("assistant", answer.answer)];
      bytes += new TextEncoder().encode(JSON.stringify(pair)).length;
      if (bytes > MOST_BYTES_BEFORE || messages.length + 2 > MOST_TURNS_BEFORE) break;
      messages.unshift(...pair);
    }
    return messages;
  }

  wipe() {
    this.turns = [];
    this.#store.clear();
  }

  save() {
    this.#store.write({ version: VERSION, turns: this.turns });
  }
}

const message = (role, content) => ({ role, content: content.slice(0, MOST_LETTERS_BEFORE) });
const isAnswered = ({ state, answer }) => state === "answered" && answer.status !== "error" && answer.answer !== "";
const isTurn = (turn) => typeof turn?.question === "string" && (turn.state !== "answered" || turn.answer !== null);

// The page was left while the answer was coming: what had come is kept, and it can be asked for again.
function ended(turn) {
  return RUNNING.has(turn.state) ? { ...turn, state: "failed", failure: { kind: "cut", seconds: 0 } } : turn;
}

/** A place in the tab's own storage. Where the browser allows none, the conversation lives as long as the page. */
export class TabStore {
  constructor(key) {
    this.key = key;
  }

  read() {
    try {
      return JSON.parse(sessionStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  write(value) {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(value));
    } catch {
      // full or forbidden
    }
  }

  clear() {
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // forbidden
    }
  }
}
