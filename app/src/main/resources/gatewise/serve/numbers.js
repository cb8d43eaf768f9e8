import {html, setText} from './dom.js';
import {brief, figures, t} from './i18n.js';
import {truthFor} from './reading.js';

const MOST = 12;

/** What a model says in numbers after the current step, beside what is right where that is known. */
export class NumberCard {
  /** As the cards of guesses: the first has the plain id `guess`. */
  constructor(model, first) {
    this.model = model;
    const suffix = first ? '' : `-${model.id}`;
    this.answer = html('output', {
      id: `guess${suffix}`,
      className: 'guess',
      'aria-live': 'polite',
      'aria-label': t('sequence.answerOf', {model: model.title}),
    });
    this.verdict = html('p', {className: 'verdict'});
    this.table = html('table', {className: 'numbers-said'});
    this.element = html(
      'article',
      {className: 'card guess-card wordy said'},
      html('h3', {id: `title-${model.id}`, tabIndex: -1, textContent: model.title}),
      html('div', {className: 'guess-line'}, this.answer),
      this.verdict,
      this.table
    );
  }

  show({before, after, surgery, image}, row) {
    const {labels} = this.model;
    const now = after.answers[row];
    const then = surgery ? before.answers[row] : null;
    setText(this.answer, `${brief(labels[0])} ${figures(now[0])}`);
    const right = truthFor(image, this.model);
    setText(this.verdict, right ? t('sequence.truthIs', {truth: figures(right[0])}) : '');
    this.table.hidden = labels.length === 1 && !surgery;
    const columns = [['sequence.said', now]];
    if (right) columns.push(['sequence.right', right]);
    if (then) columns.push(['panel.before', then]);
    const heads = ['sequence.output', ...columns.map(([key]) => key)];
    const lines = labels
      .slice(0, MOST)
      .map((label, output) =>
        html(
          'tr',
          {},
          html('th', {scope: 'row', textContent: brief(label)}),
          ...columns.map(([, values]) => html('td', {textContent: figures(values[output])}))
        )
      );
    this.table.replaceChildren(
      html('thead', {}, html('tr', {}, ...heads.map(key => html('th', {scope: 'col', textContent: t(key)})))),
      html('tbody', {}, ...lines)
    );
  }
}
