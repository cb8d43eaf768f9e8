import {colour} from './colours.js';
import {html} from './dom.js';
import {hideReadout, showReadout} from './readout.js';

const within = (place, count) => Math.max(0, Math.min(count - 1, place));

/**
 * Numbers of steps as coloured cells of a canvas, which the pointer and, when it has the focus, the arrow keys visit. Along which side
 * time goes, and how cells become pixels, is said by the maps that extend it: `cellOf(time, line)` and `placeOf({column, row})`,
 * which gives [time, line], and `draw()`.
 */
export class CellMap {
  /**
   * settings: {id, label, scale: share|signed|ink, describe(time, line, value), pick(time, line, open)}, which is called after a click
   * or, with open = true, after a double click or Enter; size: {columns, rows} in cells, {width, height} in pixels of the style sheet.
   */
  constructor(settings, size) {
    this.settings = settings;
    this.size = size;
    this.cellWidth = size.width / size.columns;
    this.cellHeight = size.height / size.rows;
    this.shown = {values: [], limit: 1, read: null, current: 0};
    this.cursor = null;
    this.canvas = html('canvas', {
      id: settings.id,
      className: 'map',
      tabIndex: 0,
      role: 'img',
      'aria-label': settings.label,
      width: size.width * devicePixelRatio,
      height: size.height * devicePixelRatio,
      on: this.#listeners(),
    });
    this.canvas.style.width = `${size.width}px`;
    this.canvas.style.height = `${size.height}px`;
    this.small = html('canvas', {width: size.columns, height: size.rows});
  }

  /** Shows values [time][line]; what `read` is, each map says; the step `current` is marked. */
  show(values, limit, read, current) {
    this.shown = {values, limit, read, current};
    this.draw();
  }

  /** The context of a canvas, in pixels of the style sheet. */
  contextOf(canvas) {
    const context = canvas.getContext('2d');
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    return context;
  }

  /** A pixel a cell; `shade(full, time)` may change the colour of a cell. */
  colourCells(shade) {
    const {columns, rows} = this.size;
    const {values, limit} = this.shown;
    const context = this.small.getContext('2d');
    const image = context.createImageData(columns, rows);
    values.forEach((numbers, time) => {
      numbers.forEach((value, line) => {
        const {column, row} = this.cellOf(time, line);
        image.data.set([...shade(colour(this.settings.scale, value, limit), time), 255], 4 * (row * columns + column));
      });
    });
    context.putImageData(image, 0, 0);
  }

  /** Frames the current step, whose box is given, and the cell under the cursor. */
  frame(context, ...current) {
    const styles = getComputedStyle(document.documentElement);
    context.strokeStyle = styles.getPropertyValue('--mark');
    context.lineWidth = 1.5;
    context.strokeRect(...current);
    if (!this.cursor) return;
    const {column, row} = this.cursor;
    const {cellWidth, cellHeight} = this;
    context.strokeStyle = styles.getPropertyValue('--text');
    context.strokeRect(column * cellWidth - 1, row * cellHeight - 1, cellWidth + 2, cellHeight + 2);
  }

  #listeners() {
    return {
      pointermove: event => this.#hover(this.#cellAt(event), event.clientX, event.clientY),
      pointerleave: () => this.#leave(),
      blur: () => this.#leave(),
      click: event => this.#choose(this.#cellAt(event), false),
      dblclick: event => this.#choose(this.#cellAt(event), true),
      keydown: event => this.#key(event),
    };
  }

  #cellAt(event) {
    const box = this.canvas.getBoundingClientRect();
    const {columns, rows} = this.size;
    return {
      column: within(Math.floor(((event.clientX - box.left) / box.width) * columns), columns),
      row: within(Math.floor(((event.clientY - box.top) / box.height) * rows), rows),
    };
  }

  #hover(cell, x, y) {
    const [time, line] = this.placeOf(cell);
    const value = this.shown.values[time]?.[line];
    if (value === undefined) return;
    this.cursor = cell;
    this.draw();
    showReadout(this.settings.describe(time, line, value), x, y);
  }

  #leave() {
    this.cursor = null;
    hideReadout();
    this.draw();
  }

  #choose(cell, open) {
    this.settings.pick?.(...this.placeOf(cell), open);
  }

  #key(event) {
    const moves = {ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0]};
    const cell = this.cursor ?? this.cellOf(this.shown.current, 0);
    if (event.key === 'Enter') this.#choose(cell, true);
    if (!(event.key in moves)) return;
    event.preventDefault();
    const [right, down] = this.cursor ? moves[event.key] : [0, 0];
    const column = within(cell.column + right, this.size.columns);
    const row = within(cell.row + down, this.size.rows);
    const box = this.canvas.getBoundingClientRect();
    this.#hover({column, row}, box.left + column * this.cellWidth, box.top + row * this.cellHeight);
  }
}
