import { Api } from "./api.js";
import { CONFIG, STYLES } from "./config.js";
import { Conversation, TabStore } from "./conversation.js";
import { el } from "./dom.js";
import { Settings } from "./settings.js";
import { Talk } from "./talk.js";
import { byLanguage, Texts } from "./texts.js";
import { channels, themeOf } from "./theme.js";
import { View } from "./view.js";

// <green-deal-chat>: what a site writes, and what its page hears. Everything inside lives in an open shadow root.

const PHONE = matchMedia("(max-width: 479px)");
const DARK = matchMedia("(prefers-color-scheme: dark)");
const TEXTS = byLanguage(CONFIG.texts);
const SHEET = new CSSStyleSheet();
SHEET.replaceSync(STYLES);

export class GreenDealChat extends HTMLElement {
  static observedAttributes = ["language", "deal", "title", "color", "theme", "position", "open", "contact", "api"];

  #talk = null;
  #view = null;
  #root = el("div", { class: "root", title: "" }); // the site's `title` is the panel's, not a tip over all of it
  #colors = new CSSStyleSheet();
  #kept = {};
  #config = { ...CONFIG, deals: CONFIG.deals ?? [] };
  #settings = new Settings(this);
  #learning = null;
  #store;
  #left; // ends what listens to the page

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [SHEET, this.#colors];
    shadow.append(this.#root);
    this.#root.addEventListener("keydown", (event) => this.#escape(event));
  }

  connectedCallback() {
    const place = `green-deal-chat:${this.id || this.#settings.position}`;
    this.#store = new TabStore(`${place}:shell`);
    this.#kept = this.#store.read() ?? {};
    const api = new Api(this.#settings.base, this.#language);
    this.#talk ??= new Talk(new Conversation(new TabStore(place)), api, (name, detail) => this.#emit(name, detail));
    this.#listen();
    this.#render();
    if (this.#view.inline) this.#learn();
    const open = this.#kept.open ?? this.hasAttribute("open");
    if (open && !PHONE.matches) this.#setOpen(true); // nobody asked on this page: a phone's is not covered
    if (!this.#view.inline) this.toggleAttribute("open", this.#isOpen);
  }

  disconnectedCallback() {
    this.#left?.abort();
  }

  attributeChangedCallback(name, before, now) {
    if (!this.#view || before === now) return;
    if (name === "open") {
      if ((now !== null) !== this.#isOpen) this.#setOpen(now !== null);
      return;
    }
    if (name === "language") delete this.#kept.language;
    if (name === "deal") delete this.#kept.deal;
    if (name === "api") this.#talk.api.base = this.#settings.base;
    this.#render();
  }

  /** Open the panel and go into it. */
  show() {
    if (this.#isOpen) this.#view.focus();
    else this.#open();
  }

  /** Close the panel. */
  close() {
    if (!this.#isOpen || this.#view.inline) return;
    this.#setOpen(false);
    this.#emit("gd-close", {});
  }

  // --- Showing ---

  // The user's choice, then the site's word, then the page's language around the widget.
  get #language() {
    return this.#kept.language ?? this.#settings.language;
  }

  get #deal() {
    const deal = this.#kept.deal ?? this.#settings.deal;
    return this.#config.deals.some(({ id }) => id === deal) ? deal : "";
  }

  #render() {
    const language = this.#language;
    const texts = new Texts(language, TEXTS);
    const contact = this.#settings.contact ?? texts.pick(CONFIG.contact);
    const ctx = { texts, language, contact, config: this.#config, api: this.#talk.api, talk: this.#talk,
      emit: (name, detail) => this.#emit(name, detail) };
    const settings = { title: this.getAttribute("title"), position: this.#settings.position, deal: this.#deal };
    const shell = { open: () => this.#open(), close: () => this.#leave(), speak: (code) => this.#speak(code),
      chosen: (deal) => this.#keep({ deal }), isPhone: () => PHONE.matches && !this.#view.inline };
    const before = this.#view;
    const open = this.#isOpen;
    const scrolled = before?.log.element.scrollTop ?? 0;
    const typing = before !== null && this.shadowRoot.activeElement === before.composer.field;
    this.#talk.api.language = language;
    this.#root.lang = language;
    this.#root.dataset.position = settings.position;
    this.#paint();
    if (before?.panel.open) before.panel.close();
    this.#view = new View(ctx, this.#talk, settings, shell);
    this.#talk.view = this.#view;
    if (before) this.#view.composer.adopt(before.composer);
    this.#root.replaceChildren(...this.#view.elements);
    this.#view.panel.addEventListener("cancel", (event) => {
      event.preventDefault(); // a phone's "back"; Escape is heard as a key
      this.#leave();
    });
    if (open && before) this.#setOpen(true);
    this.#view.log.element.scrollTop = scrolled;
    if (typing) this.#view.composer.field.focus();
  }

  #paint() {
    const theme = this.#settings.theme ?? (DARK.matches ? "dark" : "light");
    this.#root.dataset.theme = theme;
    const given = (name) => channels(getComputedStyle(this).getPropertyValue(name).trim(), this.#root);
    const rgb = channels(this.getAttribute("color"), this.#root) ?? given("--gd-color");
    const colors = rgb ? themeOf(rgb, theme, given("--gd-background") ?? undefined) : {};
    const rules = Object.entries(colors).map((property) => property.join(":"));
    this.#colors.replaceSync(`.root.root { ${rules.join(";")} }`);
  }

  #speak(language) {
    this.#keep({ language });
    this.#render();
    this.#root.querySelector(`[data-language="${language}"]`).focus();
  }

  // --- Opening and closing ---

  get #isOpen() {
    return this.#view !== null && (this.#view.inline || this.#view.panel.open);
  }

  #open() {
    this.#setOpen(true);
    this.#view.focus();
    this.#emit("gd-open", {});
  }

  #leave() {
    this.close();
    this.#view.launcher.focus();
  }

  // Beside the page, or on a phone over all of it: then the page behind cannot be reached.
  #setOpen(open) {
    const { panel, launcher, inline } = this.#view;
    if (inline) return;
    if (open) this.#learn();
    const inside = this.shadowRoot.activeElement !== null;
    if (!open) panel.close();
    else if (PHONE.matches) panel.showModal();
    else panel.open = true; // not show(): that would take the focus
    panel.setAttribute("aria-modal", String(open && PHONE.matches));
    launcher.hidden = open;
    if (!open && inside) launcher.focus(); // where it was is gone
    this.toggleAttribute("open", open);
    this.#keep({ open });
  }

  // Asked for when the panel is first opened: a page that is only looked at asks the service for nothing. Without an
  // answer one can still ask, of all deals at once.
  #learn() {
    if (this.#config.deals.length) return;
    const learned = (deals) => {
      this.#config.deals = deals;
      this.#view.learn(this.#deal);
    };
    this.#learning ??= this.#talk.api.deals().then(learned, () => { this.#learning = null; });
  }

  #escape(event) {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing || this.#view.inline) return;
    event.preventDefault();
    this.#leave();
  }

  // --- The page around ---

  #listen() {
    this.#left = new AbortController();
    const { signal } = this.#left;
    DARK.addEventListener("change", () => this.#paint(), { signal });
    PHONE.addEventListener("change", () => this.#reopen(), { signal });
    const observer = new MutationObserver(() => this.#language !== this.#root.lang && this.#render());
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
    signal.addEventListener("abort", () => observer.disconnect());
  }

  // Turning a phone, or zooming in, is no reason to lose the place.
  #reopen() {
    if (this.#view.inline || !this.#isOpen) return;
    const focused = this.shadowRoot.activeElement;
    const { scrollTop } = this.#view.log.element;
    this.#view.panel.close();
    this.#setOpen(true);
    this.#view.log.element.scrollTop = scrollTop;
    focused?.focus({ preventScroll: true });
  }

  #keep(change) {
    Object.assign(this.#kept, change);
    this.#store.write(this.#kept);
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }
}

if (!customElements.get("green-deal-chat")) customElements.define("green-deal-chat", GreenDealChat);
