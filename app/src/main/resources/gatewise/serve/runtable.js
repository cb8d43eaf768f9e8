import {html} from './dom.js';
import {count, decimal, figures, percent, t} from './i18n.js';
import {saysClasses} from './reading.js';

const HEADS = ['runs.epoch', 'runs.loss', 'runs.sample', 'runs.validation', 'runs.speed'];
const OF_NUMBERS = ['runs.epoch', 'runs.loss', 'runs.loss.validation', 'runs.speed'];

/** Head and body of the table of a run's epochs. */
export function tableOf(run) {
  const classes = saysClasses(run);
  const heads = classes ? HEADS : OF_NUMBERS;
  const lines = run.history.map(epoch => [
    epoch.epoch,
    decimal(epoch.loss, 4),
    ...(classes
      ? [percent(epoch.sampleAccuracy, 2), percent(epoch.validationAccuracy, 2)]
      : [figures(epoch.validationLoss)]),
    count(epoch.imagesPerSecond),
  ]);
  return [
    html('thead', {}, html('tr', {}, ...heads.map(key => html('th', {scope: 'col', textContent: t(key, {}, run)})))),
    html('tbody', {}, ...lines.map(line => html('tr', {}, ...line.map(text => html('td', {textContent: text}))))),
  ];
}
