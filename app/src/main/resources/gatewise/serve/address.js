import {allGates} from './quantities.js';

const PAGES = ['read', 'cell', 'runs'];
const ORDERS = ['as-is', 'reversed', 'shuffled'];
const DIRECTIONS = ['forward', 'backward'];
/** An address has room for so many numbers. */
const MOST_NUMBERS = 600;
const SOURCES = ['drawing', 'picture'];
/** As the server takes them. */
const RANGES = /^\d{1,6}(-\d{1,6})?(,\d{1,6}(-\d{1,6})?)*$/;

/** The address of what is in view: the page, the models, the image, the row, the surgery, the unit, the runs. */
export function writeAddress(seen) {
  const fields = new URLSearchParams();
  const set = (name, value) => value !== null && value !== '' && fields.set(name, value);
  if (seen.chosen.length) set('models', seen.chosen.join());
  if (seen.image) writeImage(seen.image, set);
  set('row', seen.row);
  if (seen.surgery) writeSurgery(seen.surgery, set);
  if (!seen.comparing) set('before', 'hidden');
  if (seen.selection) {
    const {model, layer, direction, unit} = seen.selection;
    set('unit', [model, layer, direction, unit].join());
  }
  if (seen.run) set('run', seen.run);
  if (seen.overlaid.length) set('over', seen.overlaid.join());
  const query = fields.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%3B', ';');
  return `#/${seen.page}?${query}`;
}

/** A test image or sequence by its number, any other image by its pixels, any other sequence by its steps unless they are many. */
function writeImage({source, index, rows, columns, pixels, steps, name}, set) {
  if (source === 'test') {
    set('image', index);
    return;
  }
  if (steps) {
    if (rows * columns <= MOST_NUMBERS) set('steps', steps.map(step => step.join()).join(';'));
    if (name && rows * columns <= MOST_NUMBERS) set('name', name);
    return;
  }
  const bytes = Array.from(pixels, pixel => String.fromCharCode(pixel)).join('');
  set(source, btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''));
  set('size', `${rows}x${columns}`);
  if (name) set('name', name);
}

function writeSurgery({clamps, from, to, units, layer, order, seed, blankRows}, set) {
  set('hold', clamps.map(({gate, value}) => `${gate}:${value}`).join());
  if (from > 0 || to !== null) set('rows', `${from}-${to ?? ''}`);
  set('units', units?.join() ?? null);
  set('layer', layer);
  if (order !== 'as-is') set('order', order);
  if (order === 'shuffled') set('seed', seed);
  set('blank', blankRows);
}

/**
 * What an address asks for: {page, chosen, image, row, surgery, comparing, selection, run, overlaid}; what it does not say,
 * or says in a way that means nothing, is undefined. `asks` is whether it says more than the page.
 */
export function readAddress(hash) {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?');
  const fields = new URLSearchParams(query);
  const list = name => fields.get(name)?.split(',').filter(Boolean);
  return {
    page: PAGES.includes(path) ? path : 'read',
    asks: query !== '',
    chosen: list('models'),
    image: readImage(fields),
    row: whole(fields.get('row')),
    surgery: readSurgery(fields, list),
    comparing: fields.get('before') !== 'hidden',
    selection: readSelection(list('unit') ?? []),
    run: fields.get('run') ?? undefined,
    overlaid: list('over'),
  };
}

/** A whole number from 0, else undefined. */
const whole = text => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : undefined);

function readImage(fields) {
  const index = whole(fields.get('image'));
  if (index !== undefined) return {index};
  if (fields.has('steps')) return readSteps(fields);
  const source = SOURCES.find(each => fields.has(each));
  const [, rows, columns] = /^(\d{1,5})x(\d{1,5})$/.exec(fields.get('size') ?? '') ?? [];
  if (!source || !rows) return undefined;
  const pixels = bytes(fields.get(source));
  if (pixels?.length !== rows * columns) return undefined;
  return {source, rows: Number(rows), columns: Number(columns), pixels, name: fields.get('name') ?? ''};
}

/** A sequence by its steps; undefined if they are no numbers, or not as many at each step. */
function readSteps(fields) {
  const steps = fields
    .get('steps')
    .split(';')
    .map(step => step.split(',').map(number => (number.trim() === '' ? NaN : Number(number))));
  const columns = steps[0].length;
  if (!steps.every(step => step.length === columns && step.every(Number.isFinite))) return undefined;
  return {source: 'pasted', rows: steps.length, columns, steps, name: fields.get('name')};
}

/** The bytes of a text in base64 for addresses; undefined if it is none. */
function bytes(text) {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined;
  return Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0));
}

/** As surgeryFor takes it; undefined if nothing is changed. */
function readSurgery(fields, list) {
  const clamps = (list('hold') ?? []).map(held => held.split(':')).filter(isClamp);
  const order = ORDERS.includes(fields.get('order')) ? fields.get('order') : 'as-is';
  const ranges = name => (RANGES.test(fields.get(name) ?? '') ? fields.get(name) : '');
  if (clamps.length === 0 && order === 'as-is' && !ranges('blank')) return undefined;
  const [, from, to] = /^(\d{1,6})-(\d{0,6})$/.exec(fields.get('rows') ?? '') ?? [];
  return {
    clamps: clamps.map(([gate, value]) => ({gate, value: Number(value)})),
    from: Number(from ?? 0),
    to: to ? Number(to) : null,
    units: list('units')?.every(unit => whole(unit) !== undefined) ? list('units').map(Number) : null,
    layer: whole(fields.get('layer')) || null,
    order,
    seed: whole(fields.get('seed')) ?? 1,
    blankRows: ranges('blank'),
  };
}

function isClamp([gate, value]) {
  const number = value ? Number(value) : NaN;
  return allGates.includes(gate) && number >= (gate === 'candidate' ? -1 : 0) && number <= 1;
}

function readSelection([model, layer, direction, unit]) {
  if (!whole(layer) || !DIRECTIONS.includes(direction) || whole(unit) === undefined) return undefined;
  return {model, layer: Number(layer), direction, unit: Number(unit)};
}
