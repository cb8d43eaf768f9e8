import {byId, html, setText} from './dom.js';
import {brief, percent, t} from './i18n.js';
import {NumberCard} from './numbers.js';
import {argmax, isStackedBothWays, settledAt} from './quantities.js';
import {labelAt, readsSequences, saysClasses} from './reading.js';
import {chosenModels, on, store} from './store.js';

const MOST_BARS = 12;
let cards = [];

/** One card a model: its guess after the current row, the probabilities, and since when it has been sure. */
export function startGuesses() {
  on(['chosen', 'models', 'language'], build);
  on(['traces', 'row'], paint);
}

function build() {
  cards = chosenModels().map((model, place) =>
    saysClasses(model) ? new GuessCard(model, place === 0) : new NumberCard(model, place === 0)
  );
  byId('guesses').replaceChildren(...cards.map(card => card.element));
  paint();
}

function paint() {
  for (const card of cards) {
    const trace = store.traces.get(card.model.id);
    if (!trace) continue;
    const steps = readsSequences(card.model) ? trace.after.rowsRead.length : card.model.timeSteps;
    card.show(trace, Math.min(store.row, steps - 1));
  }
}

class GuessCard {
  /** The first card has the plain ids `guess` and `guess-before`, the others carry the model's id. */
  constructor(model, first) {
    this.model = model;
    const suffix = first ? '' : `-${model.id}`;
    this.before = html('span', {id: `guess-before${suffix}`, className: 'guess-before'});
    this.arrow = html('span', {className: 'guess-arrow', textContent: '→', 'aria-hidden': 'true'});
    this.guess = html('output', {
      id: `guess${suffix}`,
      className: 'guess',
      'aria-live': 'polite',
      'aria-label': t('guess.label', {model: model.title}),
    });
    this.verdict = html('p', {className: 'verdict'});
    this.settled = html('p', {className: 'quiet settled'});
    this.bars = html('dl', {className: 'bars'});
    this.element = html(
      'article',
      {className: 'card guess-card'},
      html('h3', {id: `title-${model.id}`, tabIndex: -1, textContent: model.title}),
      html(
        'div',
        {className: 'guess-body'},
        html(
          'div',
          {className: 'guess-side'},
          html('div', {className: 'guess-line'}, this.before, this.arrow, this.guess),
          this.verdict
        ),
        this.bars
      ),
      this.settled
    );
  }

  show(trace, row) {
    const {before, after, surgery} = trace;
    const {labels} = this.model;
    const labelOf = probabilities => labels[argmax(probabilities)] ?? '–';
    const now = after.probabilities[row];
    const then = before.probabilities[row];
    setText(this.guess, brief(labelOf(now)));
    this.element.classList.toggle(
      'wordy',
      labels.some(label => label.length > 2)
    );
    this.before.hidden = this.arrow.hidden = !surgery;
    setText(this.before, surgery ? brief(labelOf(then)) : '');
    this.before.title = t('guess.before');
    setText(this.verdict, verdict(labelOf(now), labelAt(trace, row, this.model)));
    setText(this.settled, this.#settled(after.probabilities));
    this.#showBars(now, surgery ? then : null);
  }

  /** Since when the guess has been the last one; where both directions read, by the rows read each way. */
  #settled(probabilities) {
    if (this.model.task === 'tag') return '';
    const guess = this.model.labels[argmax(probabilities.at(-1))];
    if (guess === undefined) return '';
    const start = settledAt(probabilities);
    const rows = probabilities.length;
    const way = this.model.bidirectional ? 'guess.settledEachWay' : 'guess.settled';
    const words = t(start === rows - 1 ? `${way}Last` : way, {guess, row: start, read: start + 1, rows});
    return isStackedBothWays(this.model) ? `${words} ${t('guess.lastLayer')}` : words;
  }

  #showBars(now, then) {
    const {labels} = this.model;
    const order = labels.map((_, index) => index);
    if (labels.length > MOST_BARS) order.sort((one, other) => now[other] - now[one]).splice(MOST_BARS);
    const best = argmax(now);
    this.bars.replaceChildren(...order.flatMap(index => bar(labels[index], now[index], then?.[index], index === best)));
  }
}

/** Whether the guess is the image's label; nothing for an image without one. */
function verdict(guess, label) {
  if (label === undefined) return '';
  return guess === label ? `✓ ${t('guess.right')}` : `✗ ${t('guess.wrong', {label})}`;
}

/** Name and bar of one class; the probability without surgery is a tick on the bar. */
function bar(label, value, before, best) {
  const fill = html('span', {className: best ? 'fill best' : 'fill'});
  fill.style.width = percent(value ?? 0, 1);
  const track = html('span', {className: 'track'}, fill);
  if (Number.isFinite(before)) {
    const tick = html('span', {className: 'tick'});
    tick.style.left = percent(before, 1);
    track.append(tick);
  }
  return [
    html('dt', {title: label.length > 2 && label, textContent: brief(label)}),
    html('dd', {}, track, html('span', {className: 'number', textContent: percent(value)})),
  ];
}
