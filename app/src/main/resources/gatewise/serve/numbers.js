import {html, setText} from './dom.js';
import {brief, figures, t} from './i18n.js';

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
    this.rows = html('tbody');
    this.table = html(
      'table',
      {className: 'numbers-said'},
      html(
        'thead',
        {},
        html(
          'tr',
          {},
          ...['sequence.output', 'sequence.said', 'sequence.right', 'panel.before'].map(key =>
            html('th', {scope: 'col', textContent: t(key)})
          )
        )
      ),
      this.rows
    );
    this.element = html(
      'article',
      {className: 'card guess-card wordy'},
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
    setText(this.verdict, Number.isFinite(image.truth?.[0]) ? t('sequence.truthIs', {truth: figures(image.truth[0])}) : '');
    this.table.hidden = labels.length === 1 && !surgery;
    this.rows.replaceChildren(
      ...labels
        .slice(0, MOST)
        .map((label, output) =>
          html(
            'tr',
            {},
            html('th', {scope: 'row', textContent: brief(label)}),
            ...[now[output], image.truth?.[output], then?.[output]].map(value =>
              html('td', {textContent: figures(value)})
            )
          )
        )
    );
  }
}
