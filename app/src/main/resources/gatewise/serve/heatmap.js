import {CellMap} from './cellmap.js';
import {dimmed} from './colours.js';

/** A map of numbers, time downwards: row t at height t * rowHeight, column k at k * unitWidth. */
export class HeatMap extends CellMap {
  /** settings: those of a CellMap and {columns, rows, unitWidth, rowHeight} */
  constructor(settings) {
    const {columns, rows, unitWidth, rowHeight} = settings;
    super(settings, {columns, rows, width: columns * unitWidth, height: rows * rowHeight});
  }

  cellOf(time, line) {
    return {column: line, row: time};
  }

  placeOf({column, row}) {
    return [row, column];
  }

  /** `read(row)` of what is shown is false for rows to be dimmed. */
  draw() {
    const {read, current} = this.shown;
    this.colourCells((full, time) => (read(time) ? full : dimmed(full)));
    const {width, height} = this.size;
    const context = this.contextOf(this.canvas);
    context.imageSmoothingEnabled = this.settings.unitWidth < 1;
    context.drawImage(this.small, 0, 0, width, height);
    this.frame(context, 0.75, current * this.cellHeight + 0.25, width - 1.5, this.cellHeight - 0.5);
  }
}
