import { LiveAnswer, renderAnswer } from "./answer.js";
import { el, icon, unseen } from "./dom.js";
import { whole } from "./prose.js";

// A question and what came of it.

/** One turn on the page. `again(turn)` and `edit(turn)` are called when the user asks for it. */
export class TurnView {
  #live = null;
  #timer;

  constructor(turn, ctx, { again, edit }) {
    this.turn = turn;
    this.ctx = ctx;
    this.heading = el("h3", { class: "question", part: "question", tabindex: -1 });
    this.reply = el("div", { class: "reply", part: "answer" });
    this.waiting = el("p", { class: "waiting" });
    this.mark = el("div", { class: "mark" });
    this.againButton = el("button", { type: "button", onclick: () => this.#again(again) },
      icon("again"), ctx.texts.t("talk.again"));
    const change = { type: "button", class: "plain", onclick: () => edit(turn) };
    this.editButton = el("button", change, ctx.texts.t("talk.edit"));
    this.actions = el("div", { class: "buttons" }, this.againButton, this.editButton);
    this.element = el("article", { class: "turn" }, this.heading, this.waiting, this.reply, this.mark, this.actions);
    this.#build();
  }

  /** A stage of the work, "searching" or "answering", in words. */
  stage(name) {
    const key = `talk.${name}`;
    this.waiting.textContent = this.ctx.texts.t(this.ctx.texts.has(key) ? key : "talk.searching");
  }

  /** A sentence came. */
  say(sentence, citations) {
    this.#live ??= this.#makeLive();
    this.#live.add(sentence, citations);
    this.stage("answering");
  }

  /** The turn is in another state. */
  update() {
    const { state, answer } = this.turn;
    const question = el("span", { dir: "auto", lang: answer?.language }, whole(this.turn.question));
    this.heading.replaceChildren(unseen(this.ctx.texts.t("talk.asked"), " "), question);
    const running = state === "asking" || state === "streaming";
    this.element.setAttribute("aria-busy", String(running));
    this.waiting.hidden = !running;
    if (state === "asking") this.#begin();
    if (state === "answered") this.#finish(answer);
    this.#showMark();
  }

  /** What can be done with the turn; nothing with one that is not the last. */
  offer(isLast) {
    const { state, answer } = this.turn;
    const over = isLast && ["answered", "failed", "stopped"].includes(state);
    this.actions.hidden = !over;
    this.againButton.hidden = state === "answered" && answer.status !== "error";
    if (over) this.#wait();
  }

  /** What to say to a listener of a turn that ended without an answer. */
  get ending() {
    const { failure, state } = this.turn;
    if (state === "stopped") return this.ctx.texts.t("talk.stopped");
    return this.ctx.texts.t(`error.${failure.kind}`, failure.seconds ? { count: failure.seconds } : {});
  }

  #build() {
    this.update();
    for (const sentence of this.turn.sentences) this.say(sentence, this.turn.citations);
  }

  #begin() {
    this.#live = null;
    this.reply.replaceChildren();
    this.stage("searching");
  }

  #makeLive() {
    const live = new LiveAnswer(this.ctx, this.turn.question);
    this.reply.replaceChildren(live.element);
    return live;
  }

  #finish(answer) {
    if (this.#live) this.#live.finish(answer);
    else this.reply.replaceChildren(renderAnswer(answer, this.ctx, this.turn.question));
    this.#live = null;
  }

  #showMark() {
    const { state, sentences } = this.turn;
    if (state !== "failed" && state !== "stopped") {
      this.mark.replaceChildren();
      return;
    }
    const partial = sentences.length > 0 && el("strong", {}, this.ctx.texts.t("talk.incomplete"), " ");
    this.mark.replaceChildren(el("p", { class: state === "failed" ? "warning" : "note" }, partial, this.ending));
  }

  /** A visitor who asked too fast can try again when the time is over, and is told so. */
  #wait() {
    const seconds = this.turn.state === "failed" && this.turn.failure.kind === "busy" ? this.turn.failure.seconds : 0;
    clearTimeout(this.#timer);
    this.againButton.setAttribute("aria-disabled", String(seconds > 0));
    if (!seconds) return;
    this.#timer = setTimeout(() => {
      this.turn.failure.seconds = 0;
      this.againButton.setAttribute("aria-disabled", "false");
      if (this.element.isConnected) this.ctx.announce(this.ctx.texts.t("talk.again_now"));
    }, seconds * 1000);
  }

  #again(again) {
    if (this.againButton.getAttribute("aria-disabled") === "true") this.ctx.announce(this.ending);
    else again(this.turn);
  }
}
