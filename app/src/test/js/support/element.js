import {Context} from './context.js';

const TEXTS = {
  id: 'id',
  className: 'class',
  htmlFor: 'for',
  title: 'title',
  type: 'type',
  min: 'min',
  max: 'max',
  step: 'step',
  placeholder: 'placeholder',
  lang: 'lang',
  width: 'width',
  height: 'height',
};
const FLAGS = ['hidden', 'disabled', 'checked', 'required'];

const dataAttribute = name => `data-${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;

/** As much of a DOM element as the page's modules use. */
export class Element extends EventTarget {
  #attributes = new Map();
  #value;
  #context;
  parent = null;
  childNodes = [];
  style = {};
  clientWidth = 0;
  offsetWidth = 0;
  offsetHeight = 0;
  validationMessage = '';

  constructor(tag, namespaceURI = 'http://www.w3.org/1999/xhtml') {
    super();
    this.tagName = tag.toUpperCase();
    this.namespaceURI = namespaceURI;
    this.dataset = new Proxy(
      {},
      {
        get: (_, name) => this.getAttribute(dataAttribute(name)) ?? undefined,
        set: (_, name, value) => {
          this.setAttribute(dataAttribute(name), value);
          return true;
        },
      }
    );
  }

  getAttribute(name) {
    return this.#attributes.get(name) ?? null;
  }

  setAttribute(name, value) {
    this.#attributes.set(name, String(value));
  }

  hasAttribute(name) {
    return this.#attributes.has(name);
  }

  removeAttribute(name) {
    this.#attributes.delete(name);
  }

  get children() {
    return this.childNodes.filter(node => node instanceof Element);
  }

  get firstElementChild() {
    return this.children[0] ?? null;
  }

  append(...nodes) {
    for (const node of nodes) {
      if (node instanceof Element) {
        node.parent?.childNodes.splice(node.parent.childNodes.indexOf(node), 1);
        node.parent = this;
      }
      this.childNodes.push(node instanceof Element ? node : String(node));
    }
  }

  replaceChildren(...nodes) {
    for (const child of this.children) child.parent = null;
    this.childNodes = [];
    this.append(...nodes);
  }

  get textContent() {
    return this.childNodes.map(node => (node instanceof Element ? node.textContent : node)).join('');
  }

  set textContent(text) {
    this.replaceChildren(...(text === '' ? [] : [text]));
  }

  /** All elements below this one, in the document's order. */
  get descendants() {
    return this.children.flatMap(child => [child, ...child.descendants]);
  }

  /** `selector` is [attribute], .class or a tag. */
  querySelectorAll(selector) {
    const [, attribute, name, tag] = /^(?:\[([\w-]+)\]|\.([\w-]+)|(\w+))$/.exec(selector);
    return this.descendants.filter(
      each =>
        (attribute && each.hasAttribute(attribute)) ||
        (name && each.classList.contains(name)) ||
        (tag && each.tagName === tag.toUpperCase())
    );
  }

  get classList() {
    const names = new Set(this.className.split(' ').filter(Boolean));
    return {
      contains: name => names.has(name),
      toggle: (name, wanted) => {
        names[wanted ? 'add' : 'delete'](name);
        this.className = [...names].join(' ');
      },
    };
  }

  get value() {
    if (this.tagName !== 'SELECT') return this.#value ?? this.getAttribute('value') ?? '';
    const options = this.options;
    if (this.#value !== undefined) return options.some(option => option.value === this.#value) ? this.#value : '';
    return (options.find(option => option.hasAttribute('selected')) ?? options[0])?.value ?? '';
  }

  set value(value) {
    this.#value = String(value);
  }

  get options() {
    return this.querySelectorAll('option');
  }

  get elements() {
    return this.descendants.filter(each => ['INPUT', 'BUTTON', 'SELECT'].includes(each.tagName));
  }

  getContext() {
    return (this.#context ??= new Context());
  }

  toBlob(done, type) {
    done(new Blob(['drawing'], {type}));
  }

  getBoundingClientRect() {
    return {left: 0, top: 0, width: Number(this.width), height: Number(this.height)};
  }

  setCustomValidity(message) {
    this.validationMessage = message;
  }

  focus() {
    document.activeElement = this;
  }

  scrollIntoView() {}
}

for (const [property, attribute] of Object.entries(TEXTS)) {
  Object.defineProperty(Element.prototype, property, {
    get() {
      return this.getAttribute(attribute) ?? '';
    },
    set(value) {
      this.setAttribute(attribute, value);
    },
  });
}
for (const flag of FLAGS) {
  Object.defineProperty(Element.prototype, flag, {
    get() {
      return this.hasAttribute(flag);
    },
    set(value) {
      if (value) this.setAttribute(flag, '');
      else this.removeAttribute(flag);
    },
  });
}
