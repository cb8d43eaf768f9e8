import {CellMap} from './cellmap.js';
import {css, paper} from './colours.js';
import {html} from './dom.js';

/** What is not read yet is drawn back towards the paper, as in maps of images. */
const DIMMED = 0.84;
const MARK = 2;

/** A map of numbers, time from the left to the right over the whole width, however many steps there are; lines from the top down. */
export class TimeMap extends CellMap {
  #known = null;

  /** settings: those of a CellMap and {lines, steps, width, height} */
  constructor(settings) {
    const {lines, steps, width, height} = settings;
    super(settings, {columns: steps, rows: lines, width, height});
    this.full = html('canvas', {width: width * devicePixelRatio, height: height * devicePixelRatio});
  }

  cellOf(time, line) {
    return {column: time, row: line};
  }

  placeOf({column, row}) {
    return [column, row];
  }

  /** `read` of what is shown are the first step that is read and the first after these that is not. */
  draw() {
    this.#colourSteps();
    const {width, height} = this.size;
    const {read, current} = this.shown;
    const context = this.contextOf(this.canvas);
    context.drawImage(this.full, 0, 0, width, height);
    const step = this.cellWidth;
    const [from, to] = read ?? [0, 0];
    context.globalAlpha = DIMMED;
    context.fillStyle = css(paper());
    context.fillRect(0, 0, from * step, height);
    context.fillRect(to * step, 0, width - to * step, height);
    context.globalAlpha = 1;
    this.frame(context, current * step, 0.75, Math.max(MARK, step), height - 1.5);
  }

  /** The cells in full colour, which stay while the values do. Where there are several steps a pixel, their colours are mixed; lines stay apart. */
  #colourSteps() {
    const {values, limit} = this.shown;
    const theme = css(paper());
    const known = this.#known;
    if (known?.values === values && known.limit === limit && known.theme === theme) return;
    this.colourCells(full => full);
    const {columns, rows, width} = this.size;
    const full = this.contextOf(this.full);
    full.imageSmoothingEnabled = columns > width;
    full.imageSmoothingQuality = 'high';
    for (let row = 0; row < rows; row++)
      full.drawImage(this.small, 0, row, columns, 1, 0, row * this.cellHeight, width, this.cellHeight);
    this.#known = {values, limit, theme};
  }
}
