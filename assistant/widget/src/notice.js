import { el, outerLink, webAddress } from "./dom.js";

// What a person must know before the first message, and how to reach another person.

/** Who answers, what that is worth, what is kept, what not to write, whom to ask. Folded once the talk has begun. */
export function renderNotice({ texts, config, contact }, folded) {
  const t = texts.t.bind(texts);
  const points = el(
    "ul",
    { role: "list" },
    el("li", {}, el("strong", {}, t("notice.automatic")), " ", t("notice.advice")),
    el("li", {}, t("notice.personal")),
    el("li", {}, t("notice.kept", { count: config.keep_days }), " ", t("notice.tab")),
    el("li", {}, t("notice.person"), " ", ...contactParts(texts, contact)),
  );
  if (folded) return el("details", { class: "intro", part: "notice" }, el("summary", {}, t("notice.title")), points);
  return el("section", { class: "intro", part: "notice", id: "notice", "aria-labelledby": "notice-title" },
    el("h3", { id: "notice-title" }, t("notice.title")), points);
}

/** Always in view: whom to ask, and the site's statements where it has them. */
export function renderFooter({ texts, config, contact }) {
  const t = texts.t.bind(texts);
  const { name, email, url } = contact;
  const short = email ? { email } : url ? { url } : { name };
  const statements = Object.entries(config.links ?? {})
    .map(([name, address]) => [name, webAddress(addressIn(address, texts))])
    .filter(([, address]) => address)
    .map(([name, address]) => el("span", {}, outerLink(address.href, t("shell.new_tab"), t(`notice.${name}`))));
  return el("footer", { class: "footer", part: "footer" },
    el("span", { part: "contact" }, el("strong", {}, t("notice.contact")), " ", ...contactParts(texts, short)),
    ...statements);
}

/** A contact in a line, with what to press. */
export function contactParts(texts, { name, email, url }) {
  const page = webAddress(url);
  const parts = [
    name,
    email && el("a", { href: `mailto:${email}` }, email),
    page && outerLink(page.href, texts.t("shell.new_tab"), page.hostname.replace(/^www\./, "")),
  ].filter(Boolean);
  return parts.flatMap((part, index) => (index ? [", ", part] : [part]));
}

// A statement may have an address for each language.
const addressIn = (address, texts) => (typeof address === "object" && address ? texts.pick(address) : address);

/** "Name, address@example.fi, https://example.fi" as a site writes it, in any order, or null. */
export function readContact(text) {
  const pieces = (text ?? "").split(",").map((piece) => piece.trim()).filter(Boolean);
  if (!pieces.length) return null;
  const url = pieces.find((piece) => webAddress(piece)) ?? null;
  const email = pieces.find((piece) => piece !== url && /^[^@\s]+@[^@\s]+$/.test(piece)) ?? null;
  return { name: pieces.filter((piece) => piece !== url && piece !== email).join(", "), email, url };
}
