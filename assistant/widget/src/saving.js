// Taking an answer or the conversation along: copied, saved as a file, printed.

import { DOCUMENT_STYLES, writeDocument } from "./document.js";
import { el, icon } from "./dom.js";
import { finnishDay, turnAsText } from "./written.js";

/** A button that copies an answer with its sources. */
export function renderCopy(answer, ctx, question) {
  const place = el("div", { class: "copy", part: "copy" });
  const onclick = () => copyAnswer({ question, answer }, ctx, place);
  place.append(el("button", { type: "button", onclick }, icon("copy"), " ", ctx.texts.t("saving.copy")));
  return place;
}

/** Copies a turn as text. Where the browser does not let it, the text is shown in `place`, selected, to copy by hand. */
export async function copyAnswer(turn, ctx, place) {
  const text = turnAsText(turn, ctx.texts);
  const told = el("p", { class: "thanks" });
  place.querySelectorAll("p, label").forEach((old) => old.remove());
  place.append(told);
  try {
    await navigator.clipboard.writeText(text);
    told.textContent = ctx.texts.t("saving.copied");
  } catch {
    told.remove();
    place.append(byHand(text, ctx.texts.t("saving.by_hand")));
    place.querySelector("textarea").select(); // which moves the focus there: its label says what to do
    return;
  }
  ctx.announce(told.textContent);
}

function byHand(text, told) {
  const area = el("textarea", { rows: "6", dir: "auto", readonly: true });
  area.value = text;
  return el("label", {}, told, area);
}

/** Saving and printing the conversation, as a menu that unfolds; `turns()` gives what was said by then. */
export function renderSaving(turns, ctx) {
  const { texts } = ctx;
  const choice = (key, act) => {
    const onclick = () => {
      fold();
      act();
    };
    return el("li", {}, el("button", { type: "button", onclick }, texts.t(key)));
  };
  const save = (format) => () => {
    saveConversation(turns(), ctx, format);
    ctx.announce(texts.t("saving.saved_file"));
  };
  const menu = el("details", { class: "saving", part: "saving" }, el("summary", {}, texts.t("saving.open")));
  const fold = () => {
    menu.open = false; // it lies over the answer
    menu.firstElementChild.focus();
  };
  const print = () => printConversation(turns(), ctx, menu.parentElement); // a folded menu prints nothing
  const [text, page] = [choice("saving.as_text", save("txt")), choice("saving.as_page", save("html"))];
  menu.append(el("ul", {}, text, page, choice("saving.print", print)));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.preventDefault(); // the widget would close as well
    fold();
  });
  menu.addEventListener("focusout", ({ relatedTarget: next }) => {
    if (next && !menu.contains(next)) menu.open = false;
  });
  return menu;
}

/** Saves the conversation as a file, "txt" or "html". */
export function saveConversation(turns, ctx, format) {
  const made = format === "html" ? asPage(turns, ctx) : asText(turns, ctx);
  const address = URL.createObjectURL(new Blob([made], { type: format === "html" ? "text/html" : "text/plain" }));
  el("a", { href: address, download: `green-deal-${finnishDay()}.${format}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // the browser may still be asking where to
}

// Notepad before Windows 10 1809 knows CR LF only, and older programs take a file for Windows-1252 unless a byte order
// mark says UTF-8; nothing that reads text today minds either.
function asText(turns, { texts }) {
  const saved = texts.t("saving.saved", { date: texts.date(finnishDay()) });
  const head = [texts.t("saving.title"), saved, texts.t("saving.advice")];
  const parts = [head.join("\n"), ...turns.map((turn) => turnAsText(turn, texts))];
  return `\ufeff${parts.join(`\n\n${"-".repeat(40)}\n\n`)}\n`.replace(/\r?\n/g, "\r\n");
}

function asPage(turns, ctx) {
  const page = document.implementation.createHTMLDocument("");
  writeDocument(page, turns, ctx);
  const metas = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">';
  // The head goes in as text: the site's policy holds for this document too, and would forbid it a style.
  const markup = page.documentElement.outerHTML.replace("<head>", `<head>${metas}<style>${DOCUMENT_STYLES}</style>`);
  return `<!doctype html>\n${markup}\n`;
}

/**
 * Prints the conversation and nothing else, from an empty frame put into `place`: the page around keeps its own styles
 * for print, and a content policy that forbids frames allows one without an address.
 */
export function printConversation(turns, ctx, place) {
  const hidden = { class: "print-frame", tabindex: "-1", "aria-hidden": "true" };
  const frame = el("iframe", { ...hidden, title: ctx.texts.t("saving.title") });
  place.append(frame);
  const view = frame.contentWindow;
  const sheet = new view.CSSStyleSheet(); // a sheet belongs to the document that made it
  sheet.replaceSync(DOCUMENT_STYLES);
  view.document.adoptedStyleSheets = [sheet];
  writeDocument(view.document, turns, ctx);
  view.addEventListener("afterprint", () => setTimeout(() => frame.remove()));
  view.focus();
  view.print();
}
