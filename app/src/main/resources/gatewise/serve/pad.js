import {byId} from './dom.js';

const PEN = 22;

/** The length of lines below which there is a dot or nothing, and no character to read. */
const LEGIBLE = 2 * PEN;

/**
 * The drawing pad. Strokes are kept as lines of points, shown in the theme's colours and handed out black on white.
 */
export class Pad {
  /** `begun()` is called when a stroke begins, `changed()` while the reader draws. */
  constructor(canvas, begun, changed) {
    this.canvas = canvas;
    this.begun = begun;
    this.changed = changed;
    this.strokes = [];
    this.pointer = null;
    canvas.addEventListener('pointerdown', event => this.#begin(event));
    addEventListener('pointermove', event => this.#go(event));
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, event => this.#end(event));
    this.show();
  }

  /** Whether more than a dot is drawn. */
  isLegible() {
    let length = 0;
    for (const stroke of this.strokes) {
      stroke.slice(1).forEach(([x, y], i) => (length += Math.hypot(x - stroke[i][0], y - stroke[i][1])));
    }
    return length > LEGIBLE;
  }

  /** Wipes the pad and ends the stroke under way; the image that is being read stays. */
  wipe() {
    this.strokes = [];
    this.pointer = null;
    this.show();
  }

  /** Draws the strokes in the colours of the theme. */
  show() {
    const styles = getComputedStyle(document.documentElement);
    this.#paint(this.canvas, styles.getPropertyValue('--sheet'), styles.getPropertyValue('--text'));
    byId('pad-hint').hidden = this.strokes.length > 0;
  }

  /** @returns {Promise<Blob>} the drawing as a PNG, black on white */
  picture() {
    const sheet = document.createElement('canvas');
    sheet.width = this.canvas.width;
    sheet.height = this.canvas.height;
    this.#paint(sheet, '#ffffff', '#000000');
    return new Promise(resolve => sheet.toBlob(resolve, 'image/png'));
  }

  #paint(canvas, sheet, ink) {
    const context = canvas.getContext('2d');
    context.fillStyle = sheet;
    context.fillRect(0, 0, canvas.width, canvas.height);
    Object.assign(context, {strokeStyle: ink, lineWidth: PEN, lineCap: 'round', lineJoin: 'round'});
    for (const [start, ...rest] of this.strokes) {
      context.beginPath();
      context.moveTo(...start);
      context.lineTo(...start);
      rest.forEach(point => context.lineTo(...point));
      context.stroke();
    }
  }

  #point(event) {
    const box = this.canvas.getBoundingClientRect();
    return [
      ((event.clientX - box.left) / box.width) * this.canvas.width,
      ((event.clientY - box.top) / box.height) * this.canvas.height,
    ];
  }

  #begin(event) {
    if (this.pointer !== null || event.button !== 0) return;
    event.preventDefault();
    this.pointer = event.pointerId;
    this.strokes.push([this.#point(event)]);
    this.begun();
    this.#update();
  }

  #go(event) {
    if (event.pointerId !== this.pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    this.strokes.at(-1).push(...(events.length ? events : [event]).map(each => this.#point(each)));
    this.#update();
  }

  #end(event) {
    if (event.pointerId !== this.pointer) return;
    this.pointer = null;
    this.changed();
  }

  #update() {
    this.show();
    this.changed();
  }
}
