// Elements are made here and nowhere else. Whatever is shown goes in as text, never as markup: a question, an answer or
// a quote may hold anything.

const SAFE = new Set(
  `for hidden href id lang name rel role rows tabindex target title type value dir open selected checked readonly
  novalidate maxlength autocomplete enterkeyhint part download datetime viewBox d width height x y x1 y1 x2 y2 cx cy r
  text-anchor focusable`.split(/\s+/),
);
const SAFE_PREFIX = /^(?:aria|data)-[a-z-]+$/;
const SVG = "http://www.w3.org/2000/svg";
const SVG_TAGS = new Set(["svg", "g", "path", "line", "circle", "rect", "polyline", "text", "tspan"]);

const ICONS = {
  chat: "M4 4h16v12H9l-5 4z",
  close: "M5 5l14 14M19 5L5 19",
  send: "M4 12h15M13 5l7 7-7 7",
  stop: "M6 6h12v12H6z",
  again: "M19 12a7 7 0 1 1-2-5l2 2M19 4v5h-5",
  copy: "M9 9h11v11H9zM4 15V4h11",
};

/**
 * An element with its attributes and children. A function as an attribute (`onclick`) listens to that event; `true` is
 * an attribute without a value, and `false` or `null` is none. Children are nodes, or texts that stay texts; `null`,
 * `undefined` and `false` are left out. Throws TypeError for an attribute that is not on the list.
 */
export function el(tag, attributes, ...children) {
  const made = SVG_TAGS.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) setAttribute(made, name, value);
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

function setAttribute(made, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === "function" && name.startsWith("on")) made.addEventListener(name.slice(2), value);
  else if (name === "class") made.classList.add(...value.split(" ").filter(Boolean));
  else if (name === "href" && !isSafeAddress(value)) return;
  else if (SAFE.has(name) || SAFE_PREFIX.test(name)) made.setAttribute(name, value === true ? "" : String(value));
  else throw new TypeError(`el() sets no attribute "${name}"`);
}

// "javascript:" must not become a link.
function isSafeAddress(address) {
  return /^#/.test(address) || /^(?:https?|mailto|blob):$/.test(protocolOf(address));
}

function protocolOf(address) {
  try {
    return new URL(address).protocol;
  } catch {
    return "";
  }
}

/** The address as a URL where a page may link to it, else null. */
export function webAddress(text) {
  return /^https?:$/.test(protocolOf(text)) ? new URL(text) : null;
}

/** A picture of one line, in the colour of the text around it. It says nothing: the words beside it do. */
export function icon(name) {
  const line = el("path", { d: ICONS[name] });
  return el("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" }, line);
}

/** Text for those who hear the page only. */
export function unseen(...children) {
  return el("span", { class: "unseen" }, ...children);
}

/** A link that opens in a new tab, because leaving the page would lose the place; `warning` tells so to a listener. */
export function outerLink(address, warning, ...children) {
  const link = { href: address, target: "_blank", rel: "noopener noreferrer" };
  return el("a", link, ...children, unseen(` (${warning})`));
}
