import {colour, dimmed} from './colours.js';
import {html} from './dom.js';
import {hideReadout, showReadout} from './readout.js';

/**
 * A map of numbers, time downwards: row t at height t * rowHeight, column k at k * unitWidth.
 * `describe(row, column, value)` words one cell; `pick(row, column, open)` is called after a click or, with open = true,
 * after a double click or Enter. Arrow keys move a cursor when the map has the focus.
 */
export class HeatMap {
  /** settings: {id, label, scale: share|signed|ink, columns, rows, unitWidth, rowHeight, describe, pick} */
  constructor(settings) {
    this.settings = settings;
    this.shown = {values: [], limit: 1, read: () => true, current: 0};
    this.cursor = null;
    this.width = settings.columns * settings.unitWidth;
    this.height = settings.rows * settings.rowHeight;
    this.canvas = html('canvas', {
      id: settings.id,
      className: 'map',
      tabIndex: 0,
      role: 'img',
      'aria-label': settings.label,
      width: this.width * devicePixelRatio,
      height: this.height * devicePixelRatio,
      on: this.#listeners(),
    });
    this.canvas.style.width = `${this.width}px`;
    this.canvas.style.height = `${this.height}px`;
    this.small = html('canvas', {width: settings.columns, height: settings.rows});
  }

  /** Shows values [rows][columns]; `read(row)` is false for rows to be dimmed; `current` is the row to be marked. */
  show(values, limit, read, current) {
    this.shown = {values, limit, read, current};
    this.draw();
  }

  draw() {
    this.#colourCells();
    const context = this.canvas.getContext('2d');
    const ratio = devicePixelRatio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.imageSmoothingEnabled = this.settings.unitWidth < 1;
    context.drawImage(this.small, 0, 0, this.width, this.height);
    const {rowHeight, unitWidth} = this.settings;
    const styles = getComputedStyle(document.documentElement);
    context.strokeStyle = styles.getPropertyValue('--mark');
    context.lineWidth = 1.5;
    context.strokeRect(0.75, this.shown.current * rowHeight + 0.25, this.width - 1.5, rowHeight - 0.5);
    if (!this.cursor) return;
    context.strokeStyle = styles.getPropertyValue('--text');
    context.strokeRect(
      this.cursor.column * unitWidth - 1,
      this.cursor.row * rowHeight - 1,
      unitWidth + 2,
      rowHeight + 2
    );
  }

  #colourCells() {
    const {columns, rows, scale} = this.settings;
    const context = this.small.getContext('2d');
    const image = context.createImageData(columns, rows);
    const {values, limit, read} = this.shown;
    values.forEach((line, row) => {
      const clear = read(row);
      line.forEach((value, column) => {
        const full = colour(scale, value, limit);
        image.data.set([...(clear ? full : dimmed(full)), 255], 4 * (row * columns + column));
      });
    });
    context.putImageData(image, 0, 0);
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
    const within = (place, count) => Math.max(0, Math.min(count - 1, Math.floor(place * count)));
    return {
      row: within((event.clientY - box.top) / box.height, this.settings.rows),
      column: within((event.clientX - box.left) / box.width, this.settings.columns),
    };
  }

  #hover(cell, x, y) {
    const value = this.shown.values[cell.row]?.[cell.column];
    if (value === undefined) return;
    this.cursor = cell;
    this.draw();
    showReadout(this.settings.describe(cell.row, cell.column, value), x, y);
  }

  #leave() {
    this.cursor = null;
    hideReadout();
    this.draw();
  }

  #choose(cell, open) {
    this.settings.pick?.(cell.row, cell.column, open);
  }

  #key(event) {
    const moves = {ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1]};
    const cell = this.cursor ?? {row: this.shown.current, column: 0};
    if (event.key === 'Enter') this.#choose(cell, true);
    if (!(event.key in moves)) return;
    event.preventDefault();
    const [down, right] = this.cursor ? moves[event.key] : [0, 0];
    const moved = {
      row: Math.max(0, Math.min(this.settings.rows - 1, cell.row + down)),
      column: Math.max(0, Math.min(this.settings.columns - 1, cell.column + right)),
    };
    const box = this.canvas.getBoundingClientRect();
    this.#hover(
      moved,
      box.left + moved.column * this.settings.unitWidth,
      box.top + moved.row * this.settings.rowHeight
    );
  }
}
