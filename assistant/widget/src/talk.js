import { Failure } from "./api.js";

// Asking, step by step: the conversation remembers, the service answers, and whoever shows it is told. The view may be
// made anew while an answer comes in (another language, another place); the talk goes on.

/** A conversation under way. `view` hears of it: `added(turn)`, `said(turn, sentence)`, `changed(turn)`, `wiped()`. */
export class Talk {
  #running = null;

  constructor(conversation, api, emit) {
    this.conversation = conversation;
    this.api = api;
    this.emit = emit;
    this.view = null;
  }

  /** Ask a question; `instead` is a turn that it takes the place of. */
  ask(question, { deal = "", instead = null } = {}) {
    if (this.conversation.running) return null;
    const turn = this.conversation.ask(question, deal, instead);
    this.view?.added(turn, instead);
    return this.#run(turn);
  }

  /** Ask the same once more. */
  again(turn) {
    if (this.conversation.running) return null;
    this.conversation.again(turn);
    return this.#run(turn);
  }

  /** Stop the answer that is coming; what has come stays. */
  stop() {
    this.#running?.abort();
  }

  /** Forget all that was said. */
  startOver() {
    this.stop();
    this.#running = null;
    this.conversation.wipe();
    this.view?.wiped();
  }

  async #run(turn) {
    const request = new AbortController();
    this.#running = request;
    this.conversation.save();
    this.view?.changed(turn);
    this.emit("gd-ask", { deal: turn.deal, language: this.api.language });
    const { question, deal } = turn;
    const here = () => this.#running === request; // the user may have started over meanwhile
    const heard = {
      onStatus: (stage) => here() && this.view?.stage(turn, stage),
      onSentence: (sentence, citations) => here() && this.#receive(turn, sentence, citations),
      onDone: (answer) => here() && this.#finish(turn, answer),
    };
    try {
      const history = this.conversation.history(turn);
      await this.api.ask({ question, history, deal, signal: request.signal }, heard);
    } catch (error) {
      if (here()) this.#end(turn, request.signal.aborted ? null : error);
    }
  }

  #receive(turn, sentence, citations) {
    this.conversation.receive(turn, sentence, citations);
    this.view?.said(turn, sentence, citations);
  }

  #finish(turn, answer) {
    this.#running = null;
    this.conversation.finish(turn, answer);
    this.view?.changed(turn);
    const { id, status, language, deals } = answer;
    this.emit("gd-answer", { id, status, language, deals });
  }

  #end(turn, error) {
    this.#running = null;
    if (error === null) this.conversation.stop(turn);
    else this.conversation.fail(turn, error instanceof Failure ? error : new Failure("server"));
    this.view?.changed(turn);
    if (turn.failure) this.emit("gd-error", { kind: turn.failure.kind });
  }
}
