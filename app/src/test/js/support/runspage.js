import {beforeEach} from 'node:test';
import {pass} from './clock.js';
import {resize} from './page.js';
import {done} from './runs.js';
import {requests, serve} from './server.js';
import {startRuns} from '../../../main/resources/gatewise/serve/runs.js';
import {update} from '../../../main/resources/gatewise/serve/store.js';

/** The page of runs, opened anew on one finished run before each test. */
export const at = id => document.getElementById(id);
export const page = () => at('page-runs');
export const answer = runs => serve('/api/runs', () => ({runs}));
/** What the charts show, in words. */
export const curves = () =>
  page()
    .querySelectorAll('figure')
    .map(figure => {
      resize(figure, 400);
      return figure.querySelectorAll('svg')[0].getAttribute('aria-label');
    });
export const cells = () => page().querySelectorAll('td');

startRuns();

beforeEach(async () => {
  update({page: 'read', run: null, overlaid: []});
  answer([done]);
  update({page: 'runs'});
  await pass(0);
  requests.length = 0;
});
