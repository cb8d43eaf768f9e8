import {update} from './store.js';

/** Shows one unit on the cell page: {model, layer from 1, direction, unit}. */
export function openCell(selection) {
  update({selection});
  location.hash = '#/cell';
}
