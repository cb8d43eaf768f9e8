import {html, setText} from './dom.js';
import {t} from './i18n.js';
import {summaryOf} from './runwords.js';
import {store, update} from './store.js';

/**
 * Fills the list of runs: a button that shows one, and a box that lays its curves over those of the run that is shown. The
 * list keeps its elements while the runs stay the same, so that the focus stays.
 */
export function listRuns(list, runs, {shown, overlaid, open}) {
  const form = runs.map(run => run.id).join();
  if (list.dataset.runs !== form) {
    list.replaceChildren(...runs.map(run => line(run, open)));
    list.dataset.runs = form;
  }
  runs.forEach((run, place) => {
    const [box, button] = list.children[place].children;
    box.checked = run === shown || overlaid.includes(run);
    box.disabled = run === shown;
    button.setAttribute('aria-pressed', String(run === shown));
    setText(button.children[0], run.called);
    setText(button.children[1], summaryOf(run));
  });
}

function line({id, title, name}, open) {
  const lay = wanted => (wanted ? [...store.overlaid, id] : store.overlaid.filter(other => other !== id));
  return html(
    'li',
    {},
    html('input', {
      type: 'checkbox',
      id: `over-${id}`,
      'aria-label': t('runs.over', {run: `${title} · ${name}`}),
      on: {change: event => update({overlaid: lay(event.target.checked)})},
    }),
    html(
      'button',
      // a click by Enter or the space bar has no count
      {type: 'button', id: `run-${id}`, title: name, on: {click: event => open(id, event.detail === 0)}},
      html('strong'),
      html('small')
    )
  );
}
