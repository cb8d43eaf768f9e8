import {byId, setText} from './dom.js';

/** Shows a line of text beside a point of the window. */
export function showReadout(text, x, y) {
  const box = byId('readout');
  setText(box, text);
  box.hidden = false;
  const left = Math.min(x + 14, innerWidth - box.offsetWidth - 8);
  const above = y - box.offsetHeight - 12;
  box.style.left = `${Math.max(8, left)}px`;
  box.style.top = `${above > 8 ? above : y + 18}px`;
}

/** Takes the line away. */
export function hideReadout() {
  byId('readout').hidden = true;
}
