import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import './support/page.js';
import {settings} from './support/runs.js';
import {rain, sequence} from './support/sequences.js';
import chinese from '../../main/resources/gatewise/serve/chinese.js';
import windowsInChinese from '../../main/resources/gatewise/serve/chinesewindows.js';
import english from '../../main/resources/gatewise/serve/english.js';
import windowsInEnglish from '../../main/resources/gatewise/serve/englishwindows.js';
import {relabel, t} from '../../main/resources/gatewise/serve/i18n.js';
import {startImages} from '../../main/resources/gatewise/serve/images.js';
import {settingsOf} from '../../main/resources/gatewise/serve/runwords.js';
import {update} from '../../main/resources/gatewise/serve/store.js';

const forecast = {...rain, task: 'forecast', labels: ['load+1', 'load+2'], testSequences: 0};
const at = id => document.getElementById(id);
const data = run => settingsOf({settings: {...settings, trainingSequences: 324, trainingImages: undefined}, ...run}).at(-1)[1];

startImages();
beforeEach(() => update({models: [forecast], chosen: ['1'], image: null, language: 'en'}));

test('a forecast is trained and tested on windows, a regress on sequences', () => {
  assert.equal(data({kind: 'sequences', task: 'forecast'}), 'mnist, 324 training windows');
  assert.equal(data({kind: 'sequences', task: 'regress'}), 'mnist, 324 training sequences');
  assert.equal(data({kind: 'images', task: 'classify'}), 'mnist, 324 training images');
  assert.equal(t('image.test'), 'Test window');
  assert.equal(t('runs.speed'), 'Windows per second');
  assert.equal(t('surgery.from'), 'from step', 'what it shares with other sequences');
  update({language: 'zh-CN'});
  assert.equal(data({kind: 'sequences', task: 'forecast'}), 'mnist，324 个训练窗口');
  assert.equal(t('image.test'), '测试窗口');
  update({models: [{...forecast, task: 'regress'}]});
  assert.equal(t('image.test'), '测试序列');
});

test('the page is worded anew when another task is chosen', () => {
  const label = () => document.querySelectorAll('[data-i18n]').find(each => each.dataset.i18n === 'image.test').textContent;
  assert.equal(label(), 'Test window');
  update({models: [rain], chosen: ['1']});
  assert.equal(label(), 'Test sequence');
});

test('the window that is read is called one', () => {
  update({image: sequence({name: '17'})});
  assert.equal(at('image-label').textContent, 'Reading test window 17, 4 steps.');
});

test('no words for windows speak of sequences, and both languages have the same', () => {
  const keys = Object.keys(windowsInEnglish);
  const places = text => [...new Set(text.match(/\{\w+\}/g))].sort();
  assert.deepEqual(Object.keys(windowsInChinese), keys);
  for (const key of keys) {
    assert.ok(key in english && key in chinese, key);
    assert.match(windowsInEnglish[key], /window/i, key);
    assert.doesNotMatch(windowsInEnglish[key], /test sequence|training sequence/, key);
    assert.match(windowsInChinese[key], /窗口/, key);
    assert.deepEqual(places(windowsInChinese[key]), places(windowsInEnglish[key]), key);
  }
  relabel();
});
