import { el } from "./dom.js";
import { renderNotice } from "./notice.js";
import { whole } from "./prose.js";
import { TurnView } from "./turn.js";

// The conversation on the page: first what is to be known and some questions to begin with, then the turns.

const MARGIN = 8; // px between the edge and what is brought to it

/** The log of a conversation. It is no live region: the view announces a finished answer once. */
export class Log {
  #views = new Map();

  constructor(ctx, actions) {
    this.ctx = ctx;
    this.actions = actions;
    this.intro = el("div", {});
    this.turns = el("div", {});
    this.starters = el("section", { class: "starters", part: "starters", "aria-labelledby": "starters-title" });
    this.element = el("div", {
      class: "log", part: "log", role: "log", "aria-live": "off", "aria-label": ctx.texts.t("talk.log"), tabindex: 0,
    }, this.intro, this.turns, this.starters);
  }

  /** Show the turns of a conversation, and for none the beginning. */
  show(conversation, deal) {
    const gone = [...this.#views.keys()].filter((turn) => !conversation.turns.includes(turn));
    for (const turn of gone) {
      this.#views.get(turn).element.remove();
      this.#views.delete(turn);
    }
    for (const turn of conversation.turns) this.#viewOf(turn);
    const begun = conversation.turns.length > 0;
    if (this.begun !== begun) this.intro.replaceChildren(renderNotice(this.ctx, begun));
    this.begun = begun;
    this.offer(conversation);
    this.suggest(deal);
  }

  /** Show the answers anew, with what is known by now. */
  refresh() {
    for (const view of this.#views.values()) view.update();
  }

  /** What can be done with the last turn, and with it only. */
  offer({ turns }) {
    for (const [turn, view] of this.#views) view.offer(turn === turns.at(-1));
  }

  /** The questions to begin with, for a deal or for none. */
  suggest(deal) {
    const { texts, config } = this.ctx;
    const fitting = config.deals.find(({ id }) => id === deal)?.starters ?? config.starters?.[deal];
    const questions = texts.pick(fitting ?? config.starters?.[""]) || [];
    this.starters.hidden = this.begun || questions.length === 0;
    const button = (question) => {
      const named = { type: "button", part: "starter", onclick: () => this.actions.ask(question) };
      return el("li", {}, el("button", named, el("span", {}, whole(question))));
    };
    this.starters.replaceChildren(
      el("h3", { id: "starters-title" }, texts.t("talk.starters")),
      el("ul", { role: "list" }, ...questions.map(button)),
    );
  }

  view(turn) {
    return this.#views.get(turn);
  }

  /** Bring a turn to the top of what is seen, to be read from its beginning; below it is room for the answer. */
  reveal(turn) {
    const { element, heading } = this.view(turn);
    for (const other of this.#views.values()) other.element.style.removeProperty("min-height");
    if (this.#isLow()) {
      heading.scrollIntoView({ block: "start" });
      return;
    }
    element.style.setProperty("min-height", `${this.element.clientHeight - 2 * MARGIN}px`);
    this.element.scrollTop += heading.getBoundingClientRect().top - this.element.getBoundingClientRect().top - MARGIN;
  }

  /** Bring the end of a turn into sight: what went wrong, and what can be done. */
  revealEnd(turn) {
    const { actions } = this.view(turn);
    const below = actions.getBoundingClientRect().bottom + MARGIN - this.element.getBoundingClientRect().bottom;
    if (this.#isLow()) actions.scrollIntoView({ block: "nearest" });
    else if (below > 0) this.element.scrollTop += below;
  }

  // In a low window it is not the log that scrolls but all around it.
  #isLow() {
    return getComputedStyle(this.element).overflowY === "visible";
  }

  #viewOf(turn) {
    if (this.#views.has(turn)) return;
    const view = new TurnView(turn, this.ctx, this.actions);
    this.#views.set(turn, view);
    this.turns.append(view.element);
  }
}
