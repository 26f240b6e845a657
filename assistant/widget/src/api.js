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
   * Ask, and hear the answer as it comes: `onStatus(stage)`, `onSentence(sentence, citations)` with all citations so far,
   * `onDone(answer)`. Throws Failure, or the signal's AbortError when the user stopped it.
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
        headers: { ...(body && { "Content-Type": "application/json" }), Accept: accept, "Accept-Language": this.language },
        body: body && JSON.stringify(body),
        credentials: "omit",
        cache: "no-store",
        signal,
      });
    } catch {
      throw new Failure(navigator.onLine ? "unreachable" : "offline");
    }
    if (!response.ok) throw await failureOf(response);
    return response;
  }
}

const jsonOf = (response) => response.json().catch(() => { throw new Failure("cut"); });

const KINDS = { 403: "refused_site", 413: "invalid", 422: "invalid", 429: "busy" };

async function failureOf(response) {
  const seconds = Number(response.headers.get("Retry-After")) || 0;
  const problem = await response.json().catch(() => ({})); // a gateway in between may send a page
  const detail = typeof problem?.detail === "string" ? problem.detail : "";
  return new Failure(KINDS[response.status] ?? "server", { seconds, status: response.status, detail });
}

/** Ends a request when nothing has been heard for a while, or when the user ends it. */
class Silence {
  #timer;

  constructor(outer, most) {
    const controller = new AbortController();
    this.signal = controller.signal;
    this.most = most;
    this.abort = () => controller.abort();
    this.outer = outer;
    if (outer?.aborted) this.abort();
    outer?.addEventListener("abort", this.abort);
    this.broken();
  }

  broken() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.abort, this.most);
  }

  end() {
    clearTimeout(this.#timer);
    this.outer?.removeEventListener("abort", this.abort);
    this.abort(); // what still comes is not wanted
  }
}

/** The events of a stream of server-sent events, as the HTML standard parses them, with their data read as JSON. */
async function* events(stream, silence) {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    silence.broken();
    rest += decoder.decode(value, { stream: true });
    const blocks = rest.split(/\r\n\r\n|\n\n/);
    rest = blocks.pop();
    for (const block of blocks) {
      const event = eventOf(block);
      if (event) yield event;
    }
  }
}

function eventOf(block) {
  const fields = { event: "message", data: [] };
  for (const line of block.split(/\r?\n/)) {
    const [, name, value] = /^(event|data): ?(.*)$/s.exec(line) ?? [];
    if (name === "data") fields.data.push(value);
    else if (name) fields.event = value;
  }
  return fields.data.length ? { event: fields.event, data: JSON.parse(fields.data.join("\n")) } : null;
}
