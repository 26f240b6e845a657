// Where a quote stands on the web: who published it, and the exact place on its page.

const OWN_KINDS = new Set(["summary", "gap"]);
const WORDS_IN_FULL = 12; // a longer quote is named by its first and last words: addresses stay short
const WORDS_AT_AN_END = 5;
const LONGEST_DIRECTIVE = 1000;

export const publisherOf = (url) => url.hostname.replace(/^www\.|\.$/g, "");

/**
 * Whether the quoted document is this service's own text, whose words stand on no page. Where the kind is not told, it
 * is taken to be: a link to words that a page does not have leads nowhere.
 */
export const isOwnText = ({ kind }) => kind === undefined || OWN_KINDS.has(kind);

/** The address of the very place: the page of a PDF as it is, else the words themselves where they are the page's. */
export function placeOf(url, citation) {
  const paged = /(^#|&)page=/.test(url.hash) || /\.pdf$/i.test(url.pathname);
  const words = isOwnText(citation) || paged ? "" : textDirective(citation.quote);
  if (!words) return url.href;
  return `${url.href}${url.hash ? "" : "#"}:~:text=${words}`;
}

/**
 * A text directive's value for a quote: "start" or "start,end" (WICG, URL Fragment Text Directives). A browser that
 * finds no such words opens the page at its top. Empty where the quote has no words, or one without an end.
 */
export function textDirective(quote) {
  const words = quote.replace(/\p{Surrogate}/gu, "").match(/[\p{L}\p{N}](?:.*[\p{L}\p{N}])?/su)?.[0].split(/\s+/u) ?? [];
  const ends = [words.slice(0, WORDS_AT_AN_END), words.slice(-WORDS_AT_AN_END)];
  const value = (words.length <= WORDS_IN_FULL ? [words] : ends).map(encodeWords).join(",");
  return value.length <= LONGEST_DIRECTIVE ? value : "";
}

// "-", "," and "&" part a directive; encodeURIComponent leaves the first.
const encodeWords = (words) => encodeURIComponent(words.join(" ")).replace(/-/g, "%2D");
