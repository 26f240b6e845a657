import { readContact } from "./notice.js";
import { languageOf } from "./texts.js";

// What a site has said of its widget, in attributes that may hold anything.

const SCRIPT = document.currentScript?.src || document.baseURI; // known only while the script runs for the first time
const POSITIONS = ["bottom-right", "bottom-left", "inline"];

/** The settings of an element, read anew each time. */
export class Settings {
  constructor(element) {
    this.element = element;
  }

  get position() {
    const position = this.element.getAttribute("position");
    return POSITIONS.includes(position) ? position : POSITIONS[0];
  }

  /** "light", "dark", or null for what the user's system says. */
  get theme() {
    const theme = this.element.getAttribute("theme");
    return ["light", "dark"].includes(theme) ? theme : null;
  }

  /** Where the service is: beside the script, or where the site says. */
  get base() {
    const given = this.element.getAttribute("api");
    const base = new URL(given || ".", given ? document.baseURI : SCRIPT);
    return given && !base.pathname.endsWith("/") ? new URL(`${base}/`) : base;
  }

  /** The site's word, then the page's language around the widget, then the user's own. */
  get language() {
    const tags = [this.element.getAttribute("language"), ...pageLanguages(this.element), ...navigator.languages];
    return tags.map(languageOf).find(Boolean) ?? "fi";
  }

  get deal() {
    return this.element.getAttribute("deal") ?? "";
  }

  get contact() {
    return readContact(this.element.getAttribute("contact"));
  }
}

// The nearest first, through the shadow roots that the site may have put the widget into.
function* pageLanguages(element) {
  for (let node = element; node; node = node.getRootNode().host) {
    const marked = node.closest("[lang]");
    if (marked) yield marked.lang;
  }
}
