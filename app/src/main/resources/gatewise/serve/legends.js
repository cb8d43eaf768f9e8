import {colour, css} from './colours.js';
import {byId, html} from './dom.js';
import {decimal, t} from './i18n.js';
import {store} from './store.js';

const SLICES = 48;
let shown = '';

/**
 * The colour scales of what is shown: `gates` and `probabilities` are whether there are any, `cellLimit` is the end of the cell
 * state's, null if none is shown.
 */
export function showLegends({gates, probabilities, cellLimit}) {
  const form = JSON.stringify([gates, probabilities, cellLimit, store.theme, store.language]);
  if (form === shown) return;
  const shares = gates ? (probabilities ? 'legend.share' : 'legend.gates') : 'legend.probabilities';
  const legends = [legend('signed', t(gates ? 'legend.signed' : 'legend.hidden'), ['\u22121', '0', '1'])];
  if (gates || probabilities) legends.unshift(legend('share', t(shares), ['0', '0.5', '1']));
  if (cellLimit !== null)
    legends.push(legend('signed', t('legend.cell'), [decimal(-cellLimit, 1), '0', decimal(cellLimit, 1)]));
  byId('legends').replaceChildren(...legends);
  shown = form;
}

function legend(scale, name, marks) {
  const slices = Array.from({length: SLICES}, (_, k) => {
    const slice = html('span');
    const place = k / (SLICES - 1);
    slice.style.background = css(colour(scale, scale === 'signed' ? 2 * place - 1 : place, 1));
    return slice;
  });
  return html(
    'div',
    {className: 'legend'},
    html('span', {className: 'legend-name', textContent: name}),
    html(
      'div',
      {},
      html('div', {className: 'scale', 'aria-hidden': 'true'}, ...slices),
      html('div', {className: 'marks'}, ...marks.map(mark => html('span', {textContent: mark})))
    )
  );
}
