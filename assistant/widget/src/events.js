// A stream of server-sent events, as it comes over fetch: EventSource can only GET.

/** Ends a request when nothing has been heard for a while, or when the user ends it. */
export class Silence {
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
export async function* events(stream, silence) {
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
