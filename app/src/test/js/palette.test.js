import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {gru, lstm} from './support/models.js';
import {FOLDER} from './support/page.js';
import {quantitiesOf} from '../../main/resources/gatewise/serve/quantities.js';

const sheet = readFileSync(new URL('style.css', FOLDER), 'utf8');
/** What is told apart by all readers; the colours themselves are checked where the pictures' are. */
const TOLD_APART = ['blue', 'orange', 'green', 'purple', 'sky', 'text'];

/** The colour of a series in the style sheet. */
function colourOf(style) {
  const [, role] = new RegExp(`\\.series-${style}\\b[^{]*\\{ --series: var\\(--([a-z]+)\\)`).exec(sheet);
  return TOLD_APART.includes(role) ? role : new RegExp(`--${role}: var\\(--([a-z]+)\\)`).exec(sheet)[1];
}

test('no two lines of a plot have the same colour', () => {
  for (const plot of [
    quantitiesOf(lstm),
    quantitiesOf(gru),
    ['loss', 'validation'],
    ['validation', 'sample'],
    [0, 1, 2, 3, 4, 5].map(place => `run-${place}`),
  ]) {
    const colours = plot.map(colourOf);
    assert.equal(new Set(colours).size, plot.length, `${plot} as ${colours}`);
    assert.ok(colours.every(colour => TOLD_APART.includes(colour)), colours.join());
  }
});
