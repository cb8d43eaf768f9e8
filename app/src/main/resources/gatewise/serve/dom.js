const SVG = 'http://www.w3.org/2000/svg';

/** What names of files and classes may hold and is more than text: it turns lines over, or ends them. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;
const VISIBLE = new Set(['textContent', 'title', 'aria-label']);

/** Text of any origin on one line: control characters stand as their numbers, as in all that Gatewise prints. */
export const visible = text =>
  text.replace(CONTROLS, control => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The element with this id. */
export const byId = id => document.getElementById(id);

/**
 * Makes an HTML element. `id` also becomes data-testid; `on` maps event names to listeners; a property of the element
 * (value, checked, disabled, textContent, className) is set as such, everything else as an attribute.
 */
export function html(tag, settings = {}, ...children) {
  return furnish(document.createElement(tag), settings, children);
}

/** Makes an SVG element; every setting but `on` is an attribute. */
export function svg(tag, settings = {}, ...children) {
  return furnish(document.createElementNS(SVG, tag), settings, children);
}

function furnish(element, {on = {}, ...settings}, children) {
  for (const [name, given] of Object.entries(settings)) {
    if (given === undefined || given === null || given === false) continue;
    const value = shown(VISIBLE.has(name), given);
    if (element.namespaceURI !== SVG && name in element) element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  if (settings.id) element.dataset.testid ??= settings.id;
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  element.append(
    ...children
      .filter(child => child !== null && child !== undefined && child !== false)
      .map(child => shown(true, child))
  );
  return element;
}

const shown = (isText, value) => (isText && typeof value === 'string' ? visible(value) : value);

/** Sets the text only if it differs, so that a live region speaks only of changes. */
export function setText(element, text) {
  const line = visible(String(text));
  if (element.textContent !== line) element.textContent = line;
}

/** Calls `action` once, `delay` ms after the last call. */
export function debounce(delay, action) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };
}
