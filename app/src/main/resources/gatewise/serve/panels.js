import {byId} from './dom.js';
import {layoutFor} from './layout.js';
import {showLegends} from './legends.js';
import {Panel} from './panel.js';
import {limitOf, largestCell} from './quantities.js';
import {readsSequences, saysClasses} from './reading.js';
import {SequencePanel} from './sequencepanel.js';
import {chosenModels, on, store} from './store.js';

/** What changes in a model while it is trained, and does not change the form of its panel. */
const UNSTEADY = {epochs: 0, validationAccuracy: 0, validationLoss: 0};

/** What the rule beside the bands before and after takes. */
const BAND_MARGIN = 14;

let panels = [];
let shape = '';

/** One panel of heat maps a model, all reading the same image in step. */
export function startPanels() {
  on(['chosen', 'models', 'traces', 'language', 'comparing'], () => refresh());
  on(['theme', 'row'], paint);
  new ResizeObserver(() => refresh()).observe(byId('panels'));
}

/** Builds the panels anew if their form has changed, then paints. */
function refresh() {
  const readers = chosenModels().filter(model => store.traces.has(model.id));
  const width = byId('panels').clientWidth;
  const comparing = model => store.comparing && store.traces.get(model.id).surgery !== null;
  const form = JSON.stringify([
    width,
    store.language,
    readers.map(model => ({...model, ...UNSTEADY})),
    readers.map(comparing),
    readers.map(stepsRead),
  ]);
  if (form !== shape && width > 0) {
    const layout = layoutFor(
      readers.filter(model => !readsSequences(model)),
      width - BAND_MARGIN
    );
    panels = readers.map(model =>
      readsSequences(model)
        ? new SequencePanel(model, {
            steps: stepsRead(model),
            width: Math.max(1, width - BAND_MARGIN),
            comparing: comparing(model),
          })
        : new Panel(model, layout(model), comparing(model))
    );
    byId('panels').replaceChildren(...panels.map(panel => panel.element));
    shape = form;
  }
  byId('panel-hint').hidden = panels.length === 0;
  paint();
}

const stepsRead = model => (readsSequences(model) ? store.traces.get(model.id).after.rowsRead.length : 0);

/** One scale for the cell states of all models, layers, before and after. */
function paint() {
  if (panels.length === 0) return;
  const shown = panels.map(panel => store.traces.get(panel.model.id)).filter(Boolean);
  const cellLimit = largestCell(shown.flatMap(({before, after}) => [before, after]));
  showLegends({
    gates: panels.some(({model}) => model.gates.length > 0),
    probabilities: panels.some(({model}) => saysClasses(model)),
    cellLimit: panels.some(({model}) => model.cell === 'lstm') ? cellLimit : null,
  });
  for (const panel of panels) {
    const trace = store.traces.get(panel.model.id);
    const model = store.models.find(each => each.id === panel.model.id);
    if (trace && model) panel.paint(model, trace, store.row, quantity => limitOf(quantity, cellLimit));
  }
}
