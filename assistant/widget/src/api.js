import { events, Silence } from "./events.js";

// The calls to the service. Every way in which one can fail has a name, and the view has a sentence for each.

// The server says something at least every 15 seconds; a connection that is silent for this long is dead.
const LONGEST_SILENCE_MS = 60_000;
const LONGEST_CALL_MS = 20_000;

/**
 * Why a call gave nothing. `kind`: offline, unreachable, busy (`seconds` to wait), server, cut (the answer broke off),
 * refused_site (the service may not be used from this page), invalid (it does not take the request as it is).
 */
export class Failure extends Error {
  constructor(kind, { seconds = 0, status = 0, detail = "" } = {}) {
    super(kind);
    this.kind = kind;
    this.seconds = seconds;
    this.status = status;
    this.detail = detail;
  }
}

/** The service at `base`, an address that ends in a slash. Errors of the service come in `language`. */
export class Api {
  constructor(base, language) {
    this.base = base;
    this.language = language;
  }

  /**
   * Ask, and hear the answer as it comes: `onStatus(stage)`, `onSentence(sentence, citations)` with all citations so
   * far, `onDone(answer)`. Throws Failure, or the signal's AbortError when the user stopped it.
   */
  async ask({ question, language = null, history = [], deal = null, signal }, { onStatus, onSentence, onDone }) {
    const silence = new Silence(signal, LONGEST_SILENCE_MS);
    try {
      const body = { question, language, history, deal: deal || null };
      const response = await this.#send("api/ask", { body, signal: silence.signal, accept: "text/event-stream" });
      let citations = [];
      for await (const { event, data } of events(response.body, silence)) {
        if (event === "status") onStatus?.(data.stage);
        else if (event === "citations") citations = data;
        else if (event === "sentence") onSentence?.(data, citations);
        else if (event === "error") throw new Failure("server", { status: data.status });
        else if (event === "done") return onDone(data);
      }
      throw new Failure("cut");
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof Failure ? error : new Failure(navigator.onLine ? "cut" : "offline");
    } finally {
      silence.end();
    }
  }

  /** Tell whether an answer helped: `{answer_id, helpful, comment?}`. Throws Failure. */
  async feedback(body) {
    await this.#send("api/feedback", { body });
  }

  /** Hand an answer over to a person: `{answer_id, message?, email?}` gives `{reference}`. Throws Failure. */
  async handover(body) {
    return jsonOf(await this.#send("api/handover", { body }));
  }

  /** The deals, with their milestones and the questions to begin with. Throws Failure. */
  async deals() {
    return jsonOf(await this.#send("api/deals"));
  }

  async #send(path, { body, signal = AbortSignal.timeout(LONGEST_CALL_MS), accept = "application/json" } = {}) {
    let response;
    try {
      response = await fetch(new URL(path, this.base), {
        method: body ? "POST" : "GET",
        headers: {
          ...(body && { "Content-Type": "application/json" }),
          Accept: accept,
          "Accept-Language": this.language,
        },
        body: body && JSON.stringify(body),
        credentials: "omit",
        cache: "no-store",
        signal,
      });
    } catch {
      throw await this.#whyNot(signal);
    }
    if (!response.ok) throw await failureOf(response);
    return response;
  }

  // A page sees nothing of a call that is refused to its site; but any page may ask whether its site is allowed.
  async #whyNot(signal) {
    if (!navigator.onLine) return new Failure("offline");
    if (!signal.aborted && this.base.origin !== location.origin) {
      const response = await fetch(new URL("api/site", this.base), { credentials: "omit" }).catch(() => null);
      if (response?.status === 403) return failureOf(response);
    }
    return new Failure("unreachable");
  }
}

const jsonOf = (response) => response.json().catch(() => { throw new Failure("cut"); });

const KINDS = { 403: "refused_site", 413: "invalid", 422: "invalid", 429: "busy" };

async function failureOf(response) {
  const seconds = Number(response.headers.get("Retry-After")) || 0;
  const problem = await response.json().catch(() => ({})); // a gateway in between may send a page
  const detail = typeof problem?.detail === "string" ? problem.detail : "";
  if (response.status === 403 && detail) console.error(detail); // for the site's owner, who can do something about it
  return new Failure(KINDS[response.status] ?? "server", { seconds, status: response.status, detail });
}
