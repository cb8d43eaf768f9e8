import {readFileSync} from 'node:fs';
import {Element} from './element.js';

/** The folder of the page's files. */
export const FOLDER = new URL('../../../main/resources/gatewise/serve/', import.meta.url);

const VOID = ['META', 'LINK', 'INPUT'];

/** The elements of index.html, which closes every tag that can be closed. */
function parsed(markup) {
  const root = new Element('root');
  let place = root;
  for (const [, closing, tag, settings, text] of markup.matchAll(/<(\/?)([a-z]\w*)([^>]*)>|([^<]+)/g)) {
    if (text !== undefined) {
      if (text.trim()) place.append(text.trim());
    } else if (closing) place = place.parent;
    else {
      const element = new Element(tag);
      for (const [, name, value = ''] of settings.matchAll(/([\w-]+)(?:="([^"]*)")?/g))
        element.setAttribute(name, value);
      place.append(element);
      if (!VOID.includes(element.tagName)) place = element;
    }
  }
  return root.querySelectorAll('html')[0];
}

class Document extends EventTarget {
  documentElement = parsed(readFileSync(new URL('index.html', FOLDER), 'utf8'));
  activeElement = null;
  hidden = false;
  title = '';

  getElementById(id) {
    return this.documentElement.descendants.find(element => element.id === id) ?? null;
  }

  createElement(tag) {
    return new Element(tag);
  }

  createElementNS(namespaceURI, tag) {
    return new Element(tag, namespaceURI);
  }

  querySelectorAll(selector) {
    return this.documentElement.querySelectorAll(selector);
  }
}

class Storage {
  #entries = new Map();

  getItem(key) {
    return this.#entries.get(key) ?? null;
  }

  setItem(key, value) {
    this.#entries.set(key, String(value));
  }

  clear() {
    this.#entries.clear();
  }
}

/** Media queries by their text, made when first asked for: {matches}, to be set by a test. */
const media = new Map();

function matchMedia(query) {
  if (!media.has(query)) media.set(query, Object.assign(new EventTarget(), {matches: false}));
  return media.get(query);
}

const resized = [];

class ResizeObserver {
  constructor(listener) {
    this.listener = listener;
  }

  observe(element) {
    resized.push({element, listener: this.listener});
  }
}

/** Gives an element a width and tells those who watch its size. */
export function resize(element, width) {
  element.clientWidth = width;
  for (const each of resized) if (each.element === element) each.listener();
}

const view = new EventTarget();

const globals = {
  document: new Document(),
  localStorage: new Storage(),
  navigator: {language: 'en-GB'},
  location: {hash: ''},
  history: {replaceState: (state, title, address) => (location.hash = address)},
  matchMedia,
  ResizeObserver,
  getComputedStyle: () => ({getPropertyValue: name => `value of ${name}`}),
  devicePixelRatio: 1,
  innerWidth: 1000,
  addEventListener: view.addEventListener.bind(view),
  dispatchEvent: view.dispatchEvent.bind(view),
};
for (const [name, value] of Object.entries(globals))
  Object.defineProperty(globalThis, name, {value, writable: true, configurable: true});

/** Sends an event with these properties to an element, or to the window. */
export function fire(target, type, properties = {}) {
  return target.dispatchEvent(Object.assign(new Event(type, {cancelable: true}), properties));
}

/** Types or chooses a value. */
export function enter(element, value, type = 'input') {
  element.value = value;
  fire(element, type);
}

/** Lets everything happen that waits for nothing but promises. */
export const settled = () => new Promise(resolve => setImmediate(resolve));

/** The messages of the errors that nobody caught while `action` ran; the test does not fail by them. */
export async function uncaught(action) {
  const messages = [];
  const others = ['uncaughtException', 'unhandledRejection'].map(event => ({
    event,
    listeners: process.listeners(event),
  }));
  for (const {event} of others) {
    process.removeAllListeners(event);
    process.on(event, failure => messages.push(failure.message));
  }
  await action();
  await settled();
  for (const {event, listeners} of others) {
    process.removeAllListeners(event);
    for (const listener of listeners) process.on(event, listener);
  }
  return messages;
}
