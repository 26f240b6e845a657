import { el, icon } from "./dom.js";

// Where a question is written: the deal that it is about, the field, sending and stopping.

const MOST_LETTERS = 2000;

/** The form. `send(question, {deal, instead})` and `stop()` are called; `dealChosen(deal)` tells of another deal. */
export class Composer {
  #editing = null;
  #running = false;

  constructor(ctx, { deal, send, stop, dealChosen }) {
    this.ctx = ctx;
    this.send = send;
    this.field = this.#makeField();
    this.fault = el("p", { class: "fault", id: "fault" });
    const cancel = { type: "button", class: "plain", onclick: () => this.#cancelEditing() };
    this.edited = el("p", { class: "edited", id: "edited", hidden: true },
      ctx.texts.t("talk.editing"), " ", el("button", cancel, ctx.texts.t("talk.edit_cancel")));
    this.sendButton = el("button", { class: "main", part: "send" }, icon("send"), ctx.texts.t("talk.send"));
    this.stopButton = el("button", { type: "button", part: "stop", hidden: true, onclick: stop },
      icon("stop"), ctx.texts.t("talk.stop"));
    this.deals = el("select", { class: "deal", part: "deal", "aria-label": ctx.texts.t("talk.deal") });
    this.deals.addEventListener("change", () => dealChosen(this.deal));
    this.element = this.#makeForm();
    this.showDeals(deal);
  }

  get deal() {
    return this.deals.value;
  }

  /** Go on where another composer was. */
  adopt(other) {
    this.field.value = other.field.value;
    if (other.#editing) this.#setEditing(other.#editing);
  }

  /** Whether an answer is coming: then one can stop it, and not ask another. */
  setRunning(running) {
    if (this.#running === running) return;
    const focused = this.element.contains(this.#active()) && this.#active() !== this.field;
    this.#running = running;
    this.stopButton.hidden = !running;
    this.sendButton.hidden = running;
    this.#showFault("");
    if (focused) (running ? this.stopButton : this.field).focus(); // the button that was pressed is gone
  }

  /** Before the first message the field tells a listener what is to be known first. */
  describe(withNotice) {
    this.field.setAttribute("aria-describedby", `${withNotice ? "notice " : ""}edited fault hint`);
  }

  /** Put the question of a turn into the field; sent, it takes the turn's place. */
  edit(turn) {
    this.#setEditing(turn);
    this.field.value = turn.question;
    this.grow();
    this.field.focus();
    this.field.setSelectionRange(turn.question.length, turn.question.length);
  }

  clear() {
    this.field.value = "";
    this.#setEditing(null);
    this.grow();
  }

  /** The turn that was being edited is no longer the last: what is written becomes a question of its own. */
  leaveTurn() {
    this.#setEditing(null);
  }

  grow() {
    const { field } = this;
    field.style.setProperty("height", "auto");
    if (field.scrollHeight) {
      field.style.setProperty("height", `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`);
    }
  }

  #active() {
    return this.element.getRootNode().activeElement;
  }

  #setEditing(turn) {
    this.#editing = turn;
    this.edited.hidden = turn === null;
  }

  #cancelEditing() {
    this.clear();
    this.field.focus();
  }

  #submit(event) {
    event.preventDefault();
    const question = this.field.value.trim();
    const fault = this.#running ? this.ctx.texts.t("talk.still_running") : this.#faultIn(question);
    this.#showFault(fault, !this.#running);
    if (fault) {
      this.field.focus();
      return;
    }
    const instead = this.#editing;
    this.clear();
    this.send(question, { deal: this.deal, instead });
  }

  #faultIn(question) {
    if (!question) return this.ctx.texts.t("talk.blank");
    const letters = [...question].length;
    return letters > MOST_LETTERS ? this.ctx.texts.t("talk.too_long", { letters, most: MOST_LETTERS }) : "";
  }

  #showFault(text, invalid = false) {
    this.fault.textContent = text;
    this.field.setAttribute("aria-invalid", String(Boolean(text) && invalid));
    if (text) this.ctx.announce(text);
  }

  #makeField() {
    const field = el("textarea", { id: "field", part: "field", rows: 1, enterkeyhint: "send", autocomplete: "off" });
    field.addEventListener("input", () => {
      this.grow();
      if (this.fault.textContent) this.#showFault("");
    });
    field.addEventListener("keydown", (event) => {
      // While an input method composes a word, Enter picks the word.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.element.requestSubmit();
    });
    return field;
  }

  /** Offer the deals that are known by now. */
  showDeals(chosen) {
    const { texts, config } = this.ctx;
    const option = (value, name) => el("option", { value, selected: value === chosen }, name);
    const deals = config.deals.map(({ id, short, names }) => option(id, texts.pick(short ?? names)));
    this.deals.replaceChildren(option("", texts.t("talk.every_deal")), ...deals);
    this.deals.hidden = deals.length === 0;
  }

  #makeForm() {
    const { texts } = this.ctx;
    return el("form", { class: "form", part: "form", novalidate: true, onsubmit: (event) => this.#submit(event) },
      el("div", { class: "row" }, el("label", { for: "field" }, texts.t("talk.question")), this.deals),
      this.edited,
      this.fault,
      el("div", { class: "row" }, this.field, this.sendButton, this.stopButton),
      el("p", { class: "small hint", id: "hint" }, texts.t("talk.hint")));
  }
}
