import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readAddress, writeAddress} from '../../main/resources/gatewise/serve/address.js';

const plain = {page: 'read', chosen: [], image: null, row: 0, surgery: null, comparing: true, overlaid: []};
const surgery = {
  clamps: [
    {gate: 'forget', value: 0.25},
    {gate: 'candidate', value: -1},
  ],
  from: 2,
  to: 9,
  units: [0, 1, 7],
  layer: 2,
  order: 'shuffled',
  seed: 42,
  blankRows: '0-3,5',
};

test('what is seen is read back from its address', () => {
  const selection = {model: '2', layer: 1, direction: 'backward', unit: 5};
  const image = {source: 'test', index: 17};
  const seen = {page: 'cell', chosen: ['1', '2'], image, row: 12, surgery, comparing: false, selection};
  const address = writeAddress({...plain, ...seen, run: 'live', overlaid: ['1', '3']});
  assert.equal(
    address,
    '#/cell?models=1,2&image=17&row=12&hold=forget:0.25,candidate:-1&rows=2-9&units=0,1,7&layer=2&order=shuffled' +
      '&seed=42&blank=0-3,5&before=hidden&unit=2,1,backward,5&run=live&over=1,3'
  );
  assert.deepEqual(readAddress(address), {
    ...seen,
    image: {index: 17},
    asks: true,
    run: 'live',
    overlaid: ['1', '3'],
  });
});

test('a surgery of few words keeps its defaults', () => {
  const closed = {...surgery, clamps: [], from: 0, to: null, units: null, layer: null, order: 'reversed', seed: 1};
  for (const each of [closed, {...closed, order: 'as-is'}, {...closed, blankRows: '', from: 3}])
    assert.deepEqual(readAddress(writeAddress({...plain, surgery: each})).surgery, each);
});

test('an image of the reader is in the address pixel by pixel', () => {
  const pixels = Array.from({length: 28 * 28}, (_, at) => (at * 37) % 256);
  for (const image of [
    {source: 'drawing', rows: 28, columns: 28, pixels, name: ''},
    {source: 'picture', rows: 14, columns: 56, pixels, name: 'a & b=c.png'},
  ]) {
    const address = writeAddress({...plain, image});
    assert.match(address, /^#\/read\?[\w=&.,%+-]+$/);
    assert.deepEqual(readAddress(address).image, image);
  }
});

test('an address without a question asks for a page alone', () => {
  for (const [hash, page] of [
    ['', 'read'],
    ['#/runs', 'runs'],
    ['#/no-such', 'read'],
  ]) {
    const address = readAddress(hash);
    assert.deepEqual([address.page, address.asks], [page, false]);
    for (const field of ['chosen', 'image', 'row', 'surgery', 'selection', 'run', 'overlaid'])
      assert.equal(address[field], undefined, field);
  }
});

test('what means nothing is left out', () => {
  for (const hash of [
    'image=x',
    'image=-1',
    'image=1e3',
    'drawing=AAAA',
    'drawing=AAAA&size=28x28',
    'drawing=%3F%3F%3F%3F&size=1x3',
    'drawing=A&size=1x0',
    'row=two',
    'hold=forget',
    'hold=forget:',
    'hold=forget:2',
    'hold=forget:-0.5',
    'hold=candidate:x',
    'hold=lid:1',
    'order=sideways',
    'blank=all',
    'unit=1,0,forward,3',
    'unit=1,1,up,3',
    'unit=1',
  ]) {
    const {image, row, surgery: asked, selection} = readAddress(`#/read?${hash}`);
    assert.deepEqual([image, row, asked, selection], [undefined, undefined, undefined, undefined], hash);
  }
  const {surgery: held} = readAddress('#/read?hold=forget:1&rows=9&units=a,b&layer=x&seed=-1');
  assert.deepEqual(held, {
    clamps: [{gate: 'forget', value: 1}],
    from: 0,
    to: null,
    units: null,
    layer: null,
    order: 'as-is',
    seed: 1,
    blankRows: '',
  });
});
