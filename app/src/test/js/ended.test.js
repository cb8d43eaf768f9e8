import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pass} from './support/clock.js';
import './support/page.js';
import {Refusal, requests, serve} from './support/server.js';
import {startLanguage} from '../../main/resources/gatewise/serve/i18n.js';
import {startModels} from '../../main/resources/gatewise/serve/models.js';
import {update} from '../../main/resources/gatewise/serve/store.js';

const at = id => document.getElementById(id);
const run = {id: 'live', title: 'LSTM-28', kind: 'sequences', task: 'classify', state: 'training', plannedEpochs: 3, history: []};

serve('/api/models', () => ({models: []}));
serve('/api/runs', () => ({runs: [run]}));

test('once training has ended no model is promised, in either language, nor asked for', async () => {
  startLanguage();
  await startModels();
  assert.match(at('models').textContent, /No model yet/);
  serve('/api/runs', () => ({runs: [{...run, state: 'failed'}]}));
  const answers = [{models: []}, new Refusal(503, {error: 'busy'})];
  serve('/api/models', () => answers.shift() ?? {models: []});
  await pass(3000);
  assert.doesNotMatch(at('models').textContent, /training ended/, 'nobody knows yet whether it left a model');
  await pass(3000);
  assert.equal(at('models').textContent, 'No model: training ended before its first epoch was complete.');
  update({language: 'zh-CN'});
  assert.equal(at('models').textContent, '没有模型：训练在第一轮结束之前就停止了。');
  const asked = requests.length;
  await pass(3000);
  await pass(3000);
  assert.equal(requests.length, asked);
});
