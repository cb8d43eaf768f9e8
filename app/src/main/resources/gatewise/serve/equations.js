import {html} from './dom.js';

const lstm = [
  {name: 'input', text: "i = σ(x·Wi + h'·Ri + bi)"},
  {name: 'forget', text: "f = σ(x·Wf + h'·Rf + bf)"},
  {name: 'output', text: "o = σ(x·Wo + h'·Ro + bo)"},
  {name: 'candidate', text: "g = tanh(x·Wg + h'·Rg + bg)"},
  {name: 'cell', text: "c = f * c' + i * g"},
  {name: 'hidden', text: 'h = o * tanh(c)'},
];

const simple = [{name: 'hidden', text: "h = tanh(x·W + h'·R + b)"}];

const gru = candidate => [
  {name: 'reset', text: "r = σ(x·Wr + h'·Rr + br)"},
  {name: 'update', text: "z = σ(x·Wz + h'·Rz + bz)"},
  {name: 'candidate', text: candidate},
  {name: 'hidden', text: "h = (1 - z) * n + z * h'"},
];

const resetBefore = gru("n = tanh(x·Wn + (r * h')·Rn + bn)");
const resetAfter = gru("n = tanh(x·Wn + bn + r * (h'·Rn + rbn))");

/** The equations of a model's cell in the order in which they are computed: [{name: quantity, text}]. */
export function equationsOf(model) {
  if (model.cell === 'simple') return simple;
  if (model.cell === 'lstm') return lstm;
  return model.resetAfter ? resetAfter : resetBefore;
}

/**
 * Sets an equation: variables slanted, a letter after a weight or bias as its index.
 * @returns {HTMLElement} whose text is the equation as it was given
 */
export function typeset(text) {
  const tokens = text.matchAll(/(tanh)|(rb|[WRb])([a-z]?)|([a-z])|(\*)|([^a-zA-Z*]+)/g);
  const line = html('span', {className: 'equation'});
  for (const [, word, weight, index, variable, times, rest] of tokens) {
    if (weight) line.append(html('var', {textContent: weight}));
    if (index) line.append(html('sub', {textContent: index}));
    if (weight) continue;
    if (variable) line.append(html('var', {textContent: variable}));
    else if (times) line.append(html('span', {className: 'times', textContent: times}));
    else line.append(word ?? rest);
  }
  return line;
}

/**
 * The right-hand side with numbers in place of variables, for the equations that are element by element.
 * @param {object} values by quantity, and `cellBefore`, `hiddenBefore`
 */
export function inNumbers(name, values, number) {
  const v = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, bracketed(number(value))]));
  if (name === 'cell') return `${v.forget} * ${v.cellBefore} + ${v.input} * ${v.candidate}`;
  if (name === 'hidden' && 'cell' in values) return `${v.output} * tanh(${number(values.cell)})`;
  if (name === 'hidden' && 'update' in values) return `(1 - ${v.update}) * ${v.candidate} + ${v.update} * ${v.hiddenBefore}`;
  return null;
}

const bracketed = text => (text.startsWith('\u2212') ? `(${text})` : text);
