import { spokenAnswer } from "./answer.js";
import { Composer } from "./composer.js";
import { el, icon } from "./dom.js";
import { Log } from "./log.js";
import { renderFooter } from "./notice.js";
import { renderSaving } from "./saving.js";
import { LANGUAGES } from "./texts.js";

// All that is seen, in one language and one place. It is made anew when either changes; the talk goes on meanwhile.

// Most answers come sooner than this, and would only talk over "searching".
const SAY_WAITING_AFTER_MS = 800;
// Said once; then taken away, so that nobody meets it again when reading on.
const FORGET_SAID_AFTER_MS = 8000;

/**
 * The launcher and the panel. `settings` are {title, position, deal}; `shell` has what the view cannot do by itself:
 * `open()`, `close()`, `speak(language)`, `chosen(deal)`, `isPhone()`.
 */
export class View {
  #slow;
  #forget;

  constructor(ctx, talk, settings, shell) {
    const { texts } = ctx;
    this.ctx = {
      ...ctx,
      announce: (text, language) => this.announce(text, language),
      ask: (question) => this.ask(question),
      focusReturn: (element) => (element?.isConnected ? element : this.composer.field).focus(),
    };
    this.talk = talk;
    this.shell = shell;
    this.inline = settings.position === "inline";
    this.status = el("p", { class: "unseen", role: "status" });
    this.composer = new Composer(this.ctx, {
      deal: settings.deal,
      send: (question, choices) => this.#send(question, choices),
      stop: () => talk.stop(),
      dealChosen: (deal) => this.#chosen(deal),
    });
    this.log = new Log(this.ctx, {
      ask: (question) => this.ask(question),
      again: (turn) => this.#again(turn),
      edit: (turn) => this.composer.edit(turn),
    });
    this.title = el("h2", { id: "title", part: "title", tabindex: -1 }, settings.title || texts.t("shell.title"));
    const wipe = { type: "button", class: "plain", onclick: () => talk.startOver() };
    this.startOver = el("button", wipe, texts.t("shell.start_over"));
    this.saving = renderSaving(() => talk.conversation.told, this.ctx);
    this.panel = this.#makePanel();
    this.launcher = this.inline ? null : this.#makeLauncher(settings.title);
    this.elements = [this.launcher?.parentElement, this.panel].filter(Boolean);
    this.#show();
  }

  /** Say something once to those who listen. */
  announce(text, language = this.ctx.language) {
    this.status.replaceChildren(el("span", { lang: language }, text));
    clearTimeout(this.#forget);
    this.#forget = setTimeout(() => this.status.replaceChildren(), FORGET_SAID_AFTER_MS);
  }

  /** Ask from a button that is about to go. */
  ask(question) {
    this.composer.leaveTurn();
    this.#send(question, { deal: this.composer.deal }, true);
  }

  /** The deals have come. */
  learn(deal) {
    this.composer.showDeals(deal);
    this.log.refresh();
    this.#show();
  }

  // --- What the talk tells ---

  added(turn) {
    this.#show();
    this.log.reveal(turn);
  }

  stage(turn, name) {
    this.log.view(turn)?.stage(name);
  }

  said(turn, sentence, citations) {
    this.log.view(turn)?.say(sentence, citations);
  }

  changed(turn) {
    const { running } = this.talk.conversation;
    const view = this.log.view(turn);
    view.update();
    this.#show();
    clearTimeout(this.#slow);
    if (running) this.#slow = setTimeout(() => this.announce(this.ctx.texts.t("talk.searching")), SAY_WAITING_AFTER_MS);
    else if (turn.answer) this.announce(spokenAnswer(turn.answer, this.ctx), turn.answer.language);
    else {
      this.log.revealEnd(turn);
      this.announce(view.ending);
    }
  }

  wiped() {
    clearTimeout(this.#slow);
    this.composer.clear();
    this.#show();
    this.log.element.scrollTop = 0;
    this.announce(this.ctx.texts.t("shell.wiped"));
    this.composer.field.focus();
  }

  /** Where one begins: the field; on a phone, whose keyboard would cover everything, the title. */
  focus() {
    if (this.shell.isPhone()) this.title.focus();
    else this.composer.field.focus();
    this.composer.grow();
  }

  // --- What is done here ---

  #show() {
    const { conversation } = this.talk;
    this.log.show(conversation, this.composer.deal);
    this.composer.setRunning(conversation.running);
    this.composer.describe(!this.log.begun);
    this.startOver.hidden = !this.log.begun;
    this.saving.hidden = !this.log.begun;
  }

  #send(question, choices, fromButton = false) {
    const asked = this.talk.ask(question, choices);
    if (asked === null) this.announce(this.ctx.texts.t("talk.still_running"));
    else if (fromButton || this.shell.isPhone()) this.#toLastTurn(); // what was pressed is gone; a keyboard closes
  }

  #again(turn) {
    if (this.talk.again(turn) === null) return;
    this.log.reveal(turn);
    this.#toLastTurn();
  }

  #toLastTurn() {
    this.log.view(this.talk.conversation.turns.at(-1)).heading.focus({ preventScroll: true });
  }

  #chosen(deal) {
    this.log.suggest(deal);
    this.shell.chosen(deal);
  }

  #makePanel() {
    const { texts } = this.ctx;
    const close = !this.inline && el("button", { type: "button", class: "close", part: "close",
      "aria-label": texts.t("shell.close"), onclick: () => this.shell.close() }, icon("close"));
    const parts = [
      el("header", { class: "header", part: "header" }, this.title, close,
        el("div", { class: "bar" }, this.#makeLanguages(), el("div", { class: "bar" }, this.saving, this.startOver))),
      this.log.element, this.composer.element, renderFooter(this.ctx), this.status];
    const named = { class: "panel", part: "panel", "aria-labelledby": "title" };
    return this.inline ? el("section", named, ...parts) : el("dialog", { ...named, "aria-modal": "false" }, ...parts);
  }

  #makeLanguages() {
    const { texts, language } = this.ctx;
    const { shell } = this;
    const marks = (code) => ({ lang: code, "data-language": code, "aria-pressed": String(code === language) });
    const choose = (code) => ({ type: "button", class: "plain", onclick: () => shell.speak(code), ...marks(code) });
    const button = ([code, name]) => el("li", {}, el("button", choose(code), name));
    return el("ul", { class: "languages", role: "list", "aria-label": texts.t("shell.language") },
      ...Object.entries(LANGUAGES).map(button));
  }

  #makeLauncher(title) {
    const { texts } = this.ctx;
    const launcher = el("button", { type: "button", class: "launcher", part: "launcher", "aria-haspopup": "dialog",
      "aria-expanded": "false", onclick: () => this.shell.open() }, icon("chat"), title || texts.t("shell.launcher"));
    el("section", { "aria-label": texts.t("shell.launcher_region") }, launcher);
    return launcher;
  }
}
