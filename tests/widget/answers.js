// A page with nothing but answers on it, as the widget shows them: the modules as they are, and a ctx.

import { LiveAnswer, renderAnswer, spokenAnswer } from "/src/answer.js";
import { Api } from "/src/api.js";
import { el } from "/src/dom.js";
import { placeOf } from "/src/places.js";
import { renderSaving } from "/src/saving.js";
import { Conversation, TabStore } from "/src/conversation.js";
import { Texts } from "/src/texts.js";

const config = await (await fetch("/config.json")).json();
const sheets = await Promise.all(["styles", "answers"].map(async (name) => {
  const sheet = new CSSStyleSheet();
  await sheet.replace(await (await fetch(`/src/${name}.css`)).text());
  return sheet;
}));

const host = document.createElement("main");
document.body.append(host);
const shadow = host.attachShadow({ mode: "open" });
shadow.adoptedStyleSheets = sheets;
const log = el("div", { class: "log", part: "log" });
const root = el("div", { class: "root" }, el("div", { class: "panel" }, log));
shadow.append(root);

const heard = { announced: [], asked: [], emitted: [], escaped: 0, violations: [] };
root.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.defaultPrevented) heard.escaped += 1; });
document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => heard.violations.push(violatedDirective));

const turns = [];
let ctx;

function begin(language, theme = "light") {
  const texts = new Texts(language, config.texts);
  const api = new Api(new URL("/", document.baseURI), language);
  const talk = { conversation: new Conversation(new TabStore("answers")) };
  talk.conversation.turns = turns;
  ctx = { texts, language, config, contact: texts.pick(config.contact), api, talk, announce: (text) => heard.announced.push(text), ask: (text) => heard.asked.push(text),
    emit: (name, detail) => heard.emitted.push([name, detail]), focusReturn: (element) => element.focus() };
  document.documentElement.lang = language;
  root.lang = language;
  root.dataset.theme = theme;
  turns.length = 0;
  log.replaceChildren(el("h2", {}, "Conversation"));
}

function turn(question, child) {
  log.append(el("article", { class: "turn" }, el("h3", { class: "question", dir: "auto" }, question), el("div", { class: "reply" }, child)));
}

Object.assign(window, {
  heard,
  begin,
  show(answer, question) {
    turns.push({ question, answer, sentences: [], citations: [] });
    turn(question, renderAnswer(answer, ctx, question));
  },
  stream(question) {
    window.live = new LiveAnswer(ctx, question);
    turn(question, window.live.element);
  },
  again() { // as when the language of the widget changes
    const { question, answer } = turns.at(-1);
    turn(question, renderAnswer(answer, ctx, question));
  },
  cut(question, sentences) { turns.push({ question, answer: null, sentences, citations: [] }); },
  menu() { log.append(renderSaving(() => turns, ctx)); },
  spoken: (answer) => spokenAnswer(answer, ctx),
  placeOf: (address, citation) => placeOf(new URL(address), citation),
});
document.title = "ready";
