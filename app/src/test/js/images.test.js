import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {image, lstm} from './support/models.js';
import {enter, fire, settled} from './support/page.js';
import {pending, Refusal, requests, serve} from './support/server.js';
import {openWished, startImages} from '../../main/resources/gatewise/serve/images.js';
import {store, update} from '../../main/resources/gatewise/serve/store.js';

const tested = {...lstm, testImages: 3};
const untested = {...lstm, id: '2', testImages: 0};

const at = id => document.getElementById(id);
const label = () => at('image-label').textContent;

async function click(id) {
  fire(at(id), 'click');
  await settled();
}

async function upload(file) {
  at('upload').files = [file];
  at('upload').value = 'C:\\fakepath\\one.png';
  fire(at('upload'), 'change');
  await settled();
}

startImages();

beforeEach(async () => {
  for (const index of [0, 1, 2]) serve(`/api/models/1/images/${index}`, () => image({index, label: `${index + 5}`}));
  update({models: [tested, untested], chosen: ['1'], language: 'en'});
  update({image: null});
  await settled();
  requests.length = 0;
});

test('the first test image comes by itself', () => {
  assert.deepEqual(store.image, image({label: '5', source: 'test'}));
  assert.equal(label(), 'Reading test image 0, a 5.');
  assert.equal(at('test-index').max, '2');
});

test('the next and the previous test image go round', async () => {
  await click('test-previous');
  assert.equal(store.image.index, 2);
  assert.equal(at('test-index').value, '2');
  await click('test-next');
  assert.equal(store.image.index, 0);
  await click('test-next');
  assert.equal(store.image.index, 1);
});

test('the number asked for is loaded, and brought inside', async () => {
  at('test-index').value = '7';
  fire(at('test-form'), 'submit');
  await settled();
  assert.equal(store.image.index, 1);
  at('test-index').value = 'e';
  fire(at('test-form'), 'submit');
  await settled();
  assert.equal(store.image.index, 0);
});

test('a random test image is one of those that there are', async t => {
  t.mock.method(Math, 'random', () => 0.999);
  await click('test-random');
  assert.equal(store.image.index, 2);
});

test('without test images none can be asked for', async () => {
  update({chosen: ['2'], image: null});
  await settled();
  assert.deepEqual(
    at('test-form').elements.map(control => control.disabled),
    [true, true, true, true, true]
  );
  assert.match(label(), /are not at hand/);
  assert.equal(requests.length, 0);
  update({chosen: ['2', '1']});
  await settled();
  assert.equal(at('test-load').disabled, false);
  assert.deepEqual(
    requests.map(({path}) => path),
    ['/api/models/1/images/0']
  );
});

test('an image of another form goes when the choice changes', () => {
  update({chosen: ['2'], models: [tested, {...untested, timeSteps: 14}]});
  assert.equal(store.image, null);
});

test('the last image asked for is shown, whichever answer comes last', async () => {
  const slow = pending();
  serve('/api/models/1/images/1', () => slow.promise);
  fire(at('test-next'), 'click');
  await click('test-next');
  slow.resolve(image({index: 1}));
  await settled();
  assert.equal(store.image.index, 2);
  assert.equal(at('error').hidden, true);
});

test('a refusal leaves the image that is read', async () => {
  serve('/api/models/1/images/1', () => new Refusal(500, {error: 'damaged'}));
  await click('test-next');
  assert.equal(store.image.index, 0);
  assert.match(at('error').textContent, /damaged/);
  await click('test-next');
  assert.equal(store.image.index, 2);
  assert.equal(at('error').hidden, true);
});

test('a picture is sent to the first model, and read', async () => {
  const file = Object.assign(new Blob(['png'], {type: 'image/png'}), {name: 'one.png'});
  serve('/api/models/1/pictures', () => ({rows: 28, columns: 28, pixels: [3]}));
  await upload(file);
  assert.equal(requests[0].body, file);
  assert.deepEqual(store.image, {rows: 28, columns: 28, pixels: [3], source: 'picture', name: 'one.png'});
  assert.equal(label(), 'Reading one.png, cut out, scaled and centred.');
  assert.equal(at('upload').value, '', 'the same file can be chosen again');
});

test('a picture that is too large is not sent', async () => {
  await upload({size: 2 * 1024 * 1024 + 1, type: 'image/png', name: 'large.png'});
  assert.match(at('error').textContent, /larger than 2 MB/);
  assert.equal(requests.length, 0);
  assert.equal(store.image.source, 'test');
  await click('clear');
  assert.equal(at('error').hidden, true);
});

test('without a model no picture is sent, and nothing is said of test images', async () => {
  update({models: [], chosen: []});
  await upload({size: 1, type: 'image/png', name: 'one.png'});
  assert.equal(requests.length, 0);
  update({image: null});
  assert.equal(label(), '');
});

test('the line below the pad is in the language of the reader', () => {
  update({language: 'zh-CN'});
  assert.equal(label(), '正在读第 0 号测试图像，标签为 5。');
});

test('the image and the row that an address asks for are opened once', async () => {
  store.wish = {chosen: [], image: {index: 2}, row: 9};
  openWished();
  await settled();
  assert.deepEqual(store.image, {...image({index: 2, label: '7', source: 'test'}), startRow: 9});
  assert.equal(store.wish, null);
  update({row: 3});
  store.wish = {chosen: [], image: {index: 2}, row: 12};
  openWished();
  assert.equal(requests.length, 1, 'it is open already');
  assert.equal(store.row, 12);
});

test('a drawing that an address holds is read without asking for it', async () => {
  const drawing = {source: 'drawing', rows: 28, columns: 28, pixels: [1, 2], name: ''};
  store.wish = {chosen: [], image: drawing, row: 27};
  openWished();
  await settled();
  assert.deepEqual(store.image, {...drawing, startRow: 27});
  assert.equal(requests.length, 0);
});

test('what an address asks for waits for a model', async () => {
  update({chosen: []});
  update({image: null});
  store.wish = {chosen: [], image: {index: 1}, row: undefined};
  openWished();
  assert.notEqual(store.wish, null);
  update({chosen: ['1']});
  await settled();
  assert.equal(store.image.index, 1);
});

test('an image that is asked for by its number leads to the rows of its reading', async () => {
  enter(at('test-index'), '1');
  fire(at('test-form'), 'submit');
  assert.equal(document.activeElement, at('scrub'));
  await settled();
  assert.equal(store.image.index, 1);
});
