const SVG = 'http://www.w3.org/2000/svg';

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
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined || value === null || value === false) continue;
    if (element.namespaceURI !== SVG && name in element) element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  if (settings.id) element.dataset.testid ??= settings.id;
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  element.append(...children.filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** Sets the text only if it differs, so that a live region speaks only of changes. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Calls `action` once, `delay` ms after the last call. */
export function debounce(delay, action) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };
}
