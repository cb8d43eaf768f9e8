import {colour, css, inkOn} from './colours.js';
import {svg} from './dom.js';
import {decimal} from './i18n.js';

const SIZE = {width: 440, height: 300};
const BELT = 58;
const GATES = 236;
const FEED = 286;

/**
 * One step of a cell as a diagram, each place with its value.
 * @param {object} values by quantity, and `cellBefore` (LSTM), `hiddenBefore`
 * @param {string} words what the diagram shows, for those who cannot see it
 */
export function diagramOf(model, values, words) {
  const parts = model.cell === 'lstm' ? lstm(values) : gru(values, model.resetAfter);
  return svg(
    'svg',
    {class: 'diagram', role: 'img', 'aria-label': words, viewBox: `0 0 ${SIZE.width} ${SIZE.height}`},
    svg(
      'defs',
      {},
      svg(
        'marker',
        {
          id: 'arrowhead',
          viewBox: '0 0 8 8',
          refX: 7,
          refY: 4,
          markerWidth: 9,
          markerHeight: 9,
          markerUnits: 'userSpaceOnUse',
          orient: 'auto-start-reverse',
        },
        svg('path', {d: 'M0 0L8 4L0 8z', class: 'arrowhead'})
      )
    ),
    ...parts
  );
}

/** The conveyor belt: c' -> * f -> + i * g -> c, and c -> tanh -> * o -> h. */
function lstm(v) {
  const kept = v.forget * v.cellBefore;
  const written = v.input * v.candidate;
  const squashed = Math.tanh(v.cell);
  return [
    wire('belt', [8, BELT], [72, BELT]),
    wire('belt', [96, BELT], [188, BELT]),
    wire('belt', [212, BELT], [432, BELT]),
    wire('', [84, 213], [84, BELT + 12]),
    wire('', [146, 213], [146, 140], [188, 140]),
    wire('', [240, 213], [240, 140], [212, 140]),
    wire('', [200, 128], [200, BELT + 12]),
    wire('', [346, BELT], [346, 90]),
    wire('', [346, 126], [346, 153]),
    wire('', [308, 213], [308, 165], [334, 165]),
    wire('', [358, 165], [432, 165]),
    ...feed([84, 146, 240, 308]),
    text(8, FEED - 8, "x, h'", 'start'),
    operation(84, BELT, '*'),
    operation(200, BELT, '+'),
    operation(200, 140, '*'),
    operation(346, 165, '*'),
    ...gate(84, 'f', 'σ', v.forget, 'share'),
    ...gate(146, 'i', 'σ', v.input, 'share'),
    ...gate(240, 'g', 'tanh', v.candidate, 'signed'),
    ...gate(308, 'o', 'σ', v.output, 'share'),
    ...box(346, 108, 'tanh', squashed, 'signed'),
    ...named(8, BELT - 19, "c'", v.cellBefore, 'start'),
    text(142, BELT - 19, decimal(kept), 'middle'),
    text(207, 108, decimal(written), 'start'),
    ...named(432, BELT - 19, 'c', v.cell, 'end'),
    ...named(432, 150, 'h', v.hidden, 'end'),
  ];
}

/** h' -> * z -> + (1 - z) * n -> h; the reset gate stands before the candidate. */
function gru(v, resetAfter) {
  return [
    wire('belt', [8, BELT], [108, BELT]),
    wire('belt', [132, BELT], [318, BELT]),
    wire('belt', [342, BELT], [432, BELT]),
    wire('', [120, 213], [120, BELT + 12]),
    wire('', [120, 140], [188, 140]),
    wire('', [244, 140], [318, 140]),
    wire('', [330, 213], [330, 152]),
    wire('', [330, 128], [330, BELT + 12]),
    wire('', [216, GATES], [246, GATES]),
    wire('', [270, GATES], [297, GATES]),
    ...feed([120, 188, 330]),
    wire('', [258, FEED], [258, 248]),
    text(8, FEED - 8, "x, h'", 'start'),
    text(264, 270, resetAfter ? "h'·R" : "h'", 'start'),
    operation(120, BELT, '*'),
    operation(330, BELT, '+'),
    operation(330, 140, '*'),
    operation(258, GATES, '*'),
    ...gate(120, 'z', 'σ', v.update, 'share'),
    ...gate(188, 'r', 'σ', v.reset, 'share'),
    ...gate(330, 'n', 'tanh', v.candidate, 'signed'),
    ...box(216, 140, '1 - z', 1 - v.update, 'share'),
    ...named(8, BELT - 19, "h'", v.hiddenBefore, 'start'),
    text(225, BELT - 19, decimal(v.update * v.hiddenBefore), 'middle'),
    text(337, 108, decimal((1 - v.update) * v.candidate), 'start'),
    ...named(432, BELT - 19, 'h', v.hidden, 'end'),
  ];
}

function wire(kind, ...points) {
  return svg('path', {
    class: `wire ${kind}`,
    d: `M${points.map(point => point.join(' ')).join('L')}`,
    'marker-end': 'url(#arrowhead)',
  });
}

/** What every gate reads: the row and the old hidden state. */
function feed(places) {
  return [
    svg('path', {class: 'wire', d: `M8 ${FEED}H${places.at(-1)}`}),
    ...places.map(x => wire('', [x, FEED], [x, 260])),
  ];
}

function operation(x, y, sign) {
  const shift = sign === '*' ? 9 : 5;
  return svg(
    'g',
    {class: 'operation'},
    svg('circle', {cx: x, cy: y, r: 12}),
    svg('text', {x, y: y + shift, 'text-anchor': 'middle'}, sign)
  );
}

const gate = (x, name, activation, value, scale) => boxed(x, GATES, 46, `${name} = ${activation}`, value, scale);

const box = (x, y, name, value, scale) => boxed(x, y, 36, name, value, scale);

function boxed(x, y, height, name, value, scale) {
  const fill = colour(scale, value, 1);
  const width = name.length > 5 ? 66 : 56;
  const frame = svg('rect', {class: 'box', x: x - width / 2, y: y - height / 2, width, height, rx: 5});
  frame.style.fill = css(fill);
  const lines = [text(x, y - 3, name, 'middle'), text(x, y + 13, decimal(value), 'middle')];
  for (const line of lines) line.style.fill = inkOn(fill);
  return [frame, ...lines];
}

const named = (x, y, name, value, anchor) => [text(x, y, `${name} = ${decimal(value)}`, anchor)];

const text = (x, y, words, anchor) => svg('text', {x, y, 'text-anchor': anchor}, words);
