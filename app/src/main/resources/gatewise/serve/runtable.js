import {html} from './dom.js';
import {count, decimal, percent, t} from './i18n.js';

const HEADS = ['runs.epoch', 'runs.loss', 'runs.sample', 'runs.validation', 'runs.speed'];

/** Head and body of the table of a run's epochs. */
export function tableOf({history}) {
  const lines = history.map(epoch => [
    epoch.epoch,
    decimal(epoch.loss, 4),
    percent(epoch.sampleAccuracy, 2),
    percent(epoch.validationAccuracy, 2),
    count(epoch.imagesPerSecond),
  ]);
  return [
    html('thead', {}, html('tr', {}, ...HEADS.map(key => html('th', {scope: 'col', textContent: t(key)})))),
    html('tbody', {}, ...lines.map(line => html('tr', {}, ...line.map(text => html('td', {textContent: text}))))),
  ];
}
