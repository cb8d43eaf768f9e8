import chinese from './chinese.js';
import ofSequencesInChinese from './chinesesequences.js';
import ofWindowsInChinese from './chinesewindows.js';
import english from './english.js';
import ofSequencesInEnglish from './englishsequences.js';
import ofWindowsInEnglish from './englishwindows.js';
import {remember, remembered} from './preferences.js';
import {inView, store, update} from './store.js';

const LONGEST = 120;
const KEPT = 40;

const languages = {en: english, 'zh-CN': chinese};
const ofSequences = {en: ofSequencesInEnglish, 'zh-CN': ofSequencesInChinese};
const ofWindows = {en: ofWindowsInEnglish, 'zh-CN': ofWindowsInChinese};

/** The other words that there are for what is read, the first ones first. */
function wordsFor({kind, task}) {
  if (kind !== 'sequences') return [];
  return task === 'forecast' ? [ofWindows, ofSequences] : [ofSequences];
}

/**
 * The text under `key` in the reader's language, in words that fit what a model or a run reads; {name} stands for
 * values.name.
 */
export function t(key, values = {}, of = inView()) {
  const text = [...wordsFor(of), languages].map(words => words[store.language][key]).find(Boolean) ?? english[key];
  if (text === undefined) throw new Error(`No text for ${key}`);
  return text.replace(/\{(\w+)\}/g, (whole, name) => brief(values[name]) ?? whole);
}

/** A name, with its middle left out where it is too long for a sentence. */
export const brief = name =>
  typeof name === 'string' && name.length > LONGEST
    ? `${[...name].slice(0, KEPT).join('')} … ${[...name].slice(-KEPT).join('')}`
    : name;

/** `words()`, or a dash for a value that is no finite number; the server sends null for those. */
const orDash = (value, words) => (Number.isFinite(value) ? words() : '–');

/** Number with a fixed number of decimals and a true minus sign. */
export const decimal = (value, digits = 2) => orDash(value, () => value.toFixed(digits).replace('-', '\u2212'));

/** A number of any size with four significant digits and a true minus sign. */
export const figures = value =>
  orDash(value, () => String(Number(value.toPrecision(4))).replace(/^-/, '\u2212').replace('e-', 'e\u2212'));

/** Share as a percentage. */
export const percent = (value, digits = 0) => orDash(value, () => `${(100 * value).toFixed(digits)}%`);

/** Number with thousands separated. */
export const count = value => orDash(value, () => Math.round(value).toLocaleString(store.language));

/** Chooses the reader's language: the remembered one, else the browser's. */
export function startLanguage() {
  const wish = remembered('language') ?? navigator.language;
  setLanguage(wish?.startsWith('zh') ? 'zh-CN' : 'en');
}

/** Changes to the other language and remembers it. */
export function toggleLanguage() {
  setLanguage(store.language === 'en' ? 'zh-CN' : 'en');
  remember('language', store.language);
}

function setLanguage(language) {
  store.language = language;
  document.documentElement.lang = language;
  relabel();
  update({language});
}

/** Words what stands in the page itself. */
export function relabel() {
  for (const element of document.querySelectorAll('[data-i18n]')) element.textContent = t(element.dataset.i18n);
  for (const element of document.querySelectorAll('[data-i18n-label]')) {
    const label = t(element.dataset.i18nLabel);
    element.setAttribute('aria-label', label);
    if (element.tagName === 'BUTTON') element.title = label;
  }
}
