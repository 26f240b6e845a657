// What people read, in one language: the [widget] table of prompts/texts.*.toml.

const LOCALES = { fi: "fi-FI", sv: "sv-FI", en: "en-GB" };

/** The languages of the widget, with the names that they call themselves. */
export const LANGUAGES = { fi: "Suomi", sv: "Svenska", en: "English" };

/** The language of the widget that a tag such as "sv-FI" means, or null. */
export function languageOf(tag) {
  const language = String(tag ?? "").toLowerCase().split("-")[0];
  return Object.hasOwn(LANGUAGES, language) ? language : null;
}

/** Texts by language, of texts that the script has side by side: {table: {key: [fi, sv, en]}}. */
export function byLanguage(tables) {
  const only = (texts, index) =>
    Array.isArray(texts)
      ? texts[index]
      : Object.fromEntries(Object.entries(texts).map(([key, inner]) => [key, only(inner, index)]));
  return Object.fromEntries(Object.keys(LANGUAGES).map((language, index) => [language, only(tables, index)]));
}

/** The texts of one language; `tables` has those of every language by its code. */
export class Texts {
  #tables;
  #locale;

  constructor(language, tables) {
    this.language = language;
    this.#tables = tables[language];
    this.#locale = LOCALES[language];
  }

  /**
   * The text of `key` ("talk.send") with its gaps filled in. Where `values.count` is a number, the text may have two
   * forms, `key_one` and `key_other`. Throws RangeError for a key that is not there.
   */
  t(key, values = {}) {
    const plural = typeof values.count === "number" && this.#find(`${key}_${this.#rule(values.count)}`);
    const text = plural || this.#find(key);
    if (typeof text !== "string") throw new RangeError(`no text "${key}" in ${this.language}`);
    return text.replace(/\{(\w+)\}/g, (gap, name) => (name in values ? this.#say(values[name]) : gap));
  }

  /** Whether there is a text of `key`. */
  has(key) {
    return typeof this.#find(key) === "string";
  }

  /** A day, given as YYYY-MM-DD, as it is written in this language. */
  date(iso) {
    const month = this.language === "fi" ? "numeric" : "long";
    const form = { day: "numeric", month, year: "numeric", timeZone: "UTC" };
    return new Date(iso).toLocaleDateString(this.#locale, form);
  }

  /** Of {fi, sv, en}, the one in this language; where it is missing, the Finnish one or any. */
  pick(versions) {
    return versions?.[this.language] ?? versions?.fi ?? Object.values(versions ?? {})[0] ?? "";
  }

  #find(key) {
    return key.split(".").reduce((table, name) => table?.[name], this.#tables);
  }

  #rule(count) {
    return new Intl.PluralRules(this.#locale).select(count);
  }

  #say(value) {
    return typeof value === "number" ? value.toLocaleString(this.#locale) : String(value);
  }
}
