// What to ask next: questions that come with the answer and that the material can answer.

import { el } from "./dom.js";
import { whole } from "./prose.js";

/** The suggestions of an answer as buttons that ask them; null where there are none. */
export function renderSuggestions({ suggestions = [], language }, ctx) {
  if (!suggestions.length) return null;
  const items = suggestions.map((question) => {
    const button = { type: "button", part: "suggestion", lang: language, dir: "auto", onclick: () => ctx.ask(question) };
    return el("li", {}, el("button", button, el("span", {}, whole(question))));
  });
  const label = ctx.texts.t("suggestions.label");
  const group = { role: "group", class: "suggestions", part: "suggestions", "aria-label": label };
  return el("div", group, el("p", {}, label), el("ul", {}, items));
}
