import {LineChart} from './chart.js';
import {html} from './dom.js';
import {count, decimal, percent, t} from './i18n.js';
import {remember, remembered} from './preferences.js';
import {saysClasses} from './reading.js';
import {bestOf} from './runwords.js';

/** The style sheet has so many ways to draw a run among others. */
const STYLES = 12;

/** The curves of a run, those of others laid over them, and how its gates saturate. */
export class RunCharts {
  #shown = null;
  #part = 0;

  /** `of` is a run, whose kind and task say how all are worded. */
  constructor(of) {
    this.of = of;
    const share = {format: value => percent(value), range: [0, 1]};
    this.loss = this.#chart('loss', {format: value => decimal(value, 3), tick: String});
    this.accuracy = this.#chart('accuracy', {
      format: value => percent(value, 2),
      tick: value => `${Number((100 * value).toFixed(2))}%`,
    });
    this.speed = this.#chart('speed', {format: count});
    this.closed = this.#chart('closed', share);
    this.open = this.#chart('open', share);
    this.log = html('input', {
      type: 'checkbox',
      id: 'loss-log',
      checked: remembered('loss') !== 'linear',
      on: {
        change: event => {
          remember('loss', event.target.checked ? 'logarithmic' : 'linear');
          this.#draw();
        },
      },
    });
    this.part = html('select', {
      id: 'run-part',
      on: {
        change: event => {
          this.#part = Number(event.target.value);
          this.#draw();
        },
      },
    });
    this.noEpoch = html('p', {className: 'quiet', id: 'run-no-epoch', textContent: t('runs.noEpoch')});
    this.partLine = html('label', {className: 'line'}, t('runs.part'), this.part);
    this.gates = html(
      'div',
      {},
      html('h3', {textContent: t('runs.saturation')}),
      html('p', {className: 'quiet', textContent: t('runs.saturation.about')}),
      this.partLine,
      html('div', {className: 'charts'}, this.closed.element, this.open.element)
    );
    this.curves = html(
      'div',
      {},
      html('label', {className: 'check'}, this.log, t('runs.loss.log')),
      html('div', {className: 'charts'}, this.loss.element, this.accuracy.element, this.speed.element),
      this.gates
    );
    this.elements = [this.noEpoch, this.curves];
  }

  #chart(key, settings) {
    return new LineChart({
      title: t(`runs.${key}`, {}, this.of),
      xLabel: t('runs.epoch'),
      yLabel: t(`runs.${key}.axis`, {}, this.of),
      ...settings,
    });
  }

  /** Shows a run, and others over it. */
  show(run, overlaid) {
    if (this.#shown?.run.id !== run.id) this.#part = 0;
    this.#shown = {run, overlaid};
    this.#draw();
  }

  #draw() {
    const {run, overlaid} = this.#shown;
    const begun = [run, ...overlaid].some(({history}) => history.length > 0);
    this.noEpoch.hidden = begun;
    this.curves.hidden = !begun;
    const log = this.log.checked;
    const measured = [run, ...overlaid].some(({history}) => history.some(epoch => Number.isFinite(epoch.validationAccuracy)));
    this.accuracy.element.hidden = !measured && !saysClasses(run);
    if (overlaid.length) this.#overlay([run, ...overlaid], log);
    else this.#alone(run, log);
    this.#showSaturation(run);
  }

  #alone(run, log) {
    const best = bestOf(run)?.epoch;
    this.loss.show([series(run, 'loss'), {...series(run, 'validationLoss'), name: t('runs.loss.validation'), best: saysClasses(run) ? undefined : best}], {log});
    this.accuracy.show([
      {...series(run, 'validationAccuracy'), name: t('runs.validation'), best},
      {...series(run, 'sampleAccuracy'), name: t('runs.sample', {}, this.of)},
    ]);
    this.speed.show([series(run, 'imagesPerSecond')]);
  }

  /** Of each run one line a chart: the loss of training, the accuracy on the validation images. */
  #overlay(runs, log) {
    const lines = field =>
      runs.map((run, place) => ({
        ...series(run, field),
        name: run.called,
        style: `run-${place % STYLES}`,
        best: field === 'validationAccuracy' && saysClasses(run) ? bestOf(run)?.epoch : undefined,
      }));
    this.loss.show(lines('loss'), {log});
    this.accuracy.show(lines('validationAccuracy'));
    this.speed.show(lines('imagesPerSecond'));
  }

  /** Shares of closed and open gate values, of one layer and direction at a time; a simple RNN has no gates. */
  #showSaturation({history}) {
    const samples = history.flatMap(epoch => epoch.gates ?? []);
    const places = [...new Set(samples.map(({layer, direction}) => `${layer} ${direction}`))];
    this.gates.hidden = places.length === 0;
    this.partLine.hidden = places.length < 2;
    if (places.length === 0) return;
    this.#offerParts(places);
    const here = gate => `${gate.layer} ${gate.direction}` === places[this.#part];
    const names = [...new Set(samples.filter(here).map(({gate}) => gate))];
    for (const field of ['closed', 'open']) {
      const value = name => epoch => (epoch.gates ?? []).find(gate => here(gate) && gate.gate === name)?.[field];
      this[field].show(
        names.map(name => ({name: t(`quantity.${name}`), style: name, points: pointsOf(history, value(name))}))
      );
    }
  }

  #offerParts(places) {
    const form = places.join();
    if (this.part.dataset.places !== form) {
      this.part.replaceChildren(
        ...places.map((place, index) => {
          const [layer, direction] = place.split(' ');
          return html('option', {
            value: index,
            textContent: `${t('panel.layer', {layer})} · ${t(`direction.${direction}`)}`,
          });
        })
      );
      this.part.dataset.places = form;
    }
    this.#part = Math.min(this.#part, places.length - 1);
    this.part.value = this.#part;
  }
}

const NAMES = {loss: 'runs.loss.training', imagesPerSecond: 'runs.speed'};
const LINES = {
  loss: 'loss',
  validationLoss: 'validation',
  validationAccuracy: 'validation',
  sampleAccuracy: 'sample',
  imagesPerSecond: 'speed',
};

const series = ({history}, field) => ({
  name: field in NAMES ? t(NAMES[field]) : '',
  style: LINES[field],
  points: pointsOf(history, epoch => epoch[field]),
});

/** [[epoch, value]], without the epochs in which nothing was measured; null where the value is no finite number. */
const pointsOf = (history, value) =>
  history.map(epoch => [epoch.epoch, value(epoch)]).filter(([, y]) => y !== undefined);
