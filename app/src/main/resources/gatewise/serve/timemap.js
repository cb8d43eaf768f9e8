import {colour, css, paper} from './colours.js';
import {html} from './dom.js';
import {hideReadout, showReadout} from './readout.js';

/** What is not read yet is drawn back towards the paper, as in maps of images. */
const DIMMED = 0.84;
const MARK = 2;

/**
 * A map of numbers, time from the left to the right over the whole width, however many steps there are; `lines` from the top
 * down. settings: {id, label, scale, lines, steps, width, height, describe(step, line, value), pick(step, line, open)}. Arrow keys move a
 * cursor when the map has the focus.
 */
export class TimeMap {
  #known = null;

  constructor(settings) {
    this.settings = settings;
    this.shown = {values: [], limit: 1, read: [0, 0], current: 0};
    this.cursor = null;
    const {id, label, width, height, steps, lines} = settings;
    this.canvas = html('canvas', {
      id,
      className: 'map',
      tabIndex: 0,
      role: 'img',
      'aria-label': label,
      width: width * devicePixelRatio,
      height: height * devicePixelRatio,
      on: this.#listeners(),
    });
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.small = html('canvas', {width: steps, height: lines});
    this.full = html('canvas', {width: width * devicePixelRatio, height: height * devicePixelRatio});
  }

  /** Shows values [steps][lines]; the steps from read[0] to read[1], without that, are read; `current` is marked. */
  show(values, limit, read, current) {
    this.shown = {values, limit, read, current};
    this.draw();
  }

  draw() {
    this.#colourCells();
    const {width, height, steps, lines} = this.settings;
    const {read, current} = this.shown;
    const context = this.#contextOf(this.canvas);
    context.drawImage(this.full, 0, 0, width, height);
    const step = width / steps;
    context.globalAlpha = DIMMED;
    context.fillStyle = css(paper());
    context.fillRect(0, 0, read[0] * step, height);
    context.fillRect(read[1] * step, 0, width - read[1] * step, height);
    context.globalAlpha = 1;
    const styles = getComputedStyle(document.documentElement);
    context.strokeStyle = styles.getPropertyValue('--mark');
    context.lineWidth = 1.5;
    context.strokeRect(current * step, 0.75, Math.max(MARK, step), height - 1.5);
    if (!this.cursor) return;
    const line = height / lines;
    context.strokeStyle = styles.getPropertyValue('--text');
    context.strokeRect(this.cursor.step * step - 1, this.cursor.line * line - 1, step + 2, line + 2);
  }

  #contextOf(canvas) {
    const context = canvas.getContext('2d');
    const ratio = devicePixelRatio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return context;
  }

  /** The cells in full colour, which stay while the values do. Where there are several steps a pixel, their colours are mixed; lines stay apart. */
  #colourCells() {
    const {values, limit} = this.shown;
    const theme = css(paper());
    const known = this.#known;
    if (known?.values === values && known.limit === limit && known.theme === theme) return;
    const {steps, lines, scale, width, height} = this.settings;
    const context = this.small.getContext('2d');
    const image = context.createImageData(steps, lines);
    values.forEach((numbers, step) => {
      numbers.forEach((value, line) => {
        image.data.set([...colour(scale, value, limit), 255], 4 * (line * steps + step));
      });
    });
    context.putImageData(image, 0, 0);
    const full = this.#contextOf(this.full);
    full.imageSmoothingEnabled = steps > width;
    full.imageSmoothingQuality = 'high';
    const high = height / lines;
    for (let line = 0; line < lines; line++)
      full.drawImage(this.small, 0, line, steps, 1, 0, line * high, width, high);
    this.#known = {values, limit, theme};
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
      step: within((event.clientX - box.left) / box.width, this.settings.steps),
      line: within((event.clientY - box.top) / box.height, this.settings.lines),
    };
  }

  #hover(cell, x, y) {
    const value = this.shown.values[cell.step]?.[cell.line];
    if (value === undefined) return;
    this.cursor = cell;
    this.draw();
    showReadout(this.settings.describe(cell.step, cell.line, value), x, y);
  }

  #leave() {
    this.cursor = null;
    hideReadout();
    this.draw();
  }

  #choose({step, line}, open) {
    this.settings.pick?.(step, line, open);
  }

  #key(event) {
    const moves = {ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0]};
    const cell = this.cursor ?? {step: this.shown.current, line: 0};
    if (event.key === 'Enter') this.#choose(cell, true);
    if (!(event.key in moves)) return;
    event.preventDefault();
    const [right, down] = this.cursor ? moves[event.key] : [0, 0];
    const {steps, lines, width, height} = this.settings;
    const moved = {
      step: Math.max(0, Math.min(steps - 1, cell.step + right)),
      line: Math.max(0, Math.min(lines - 1, cell.line + down)),
    };
    const box = this.canvas.getBoundingClientRect();
    this.#hover(moved, box.left + (moved.step * width) / steps, box.top + (moved.line * height) / lines);
  }
}
