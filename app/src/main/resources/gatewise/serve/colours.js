import {store} from './store.js';

const STEPS = 256;

const stops = {
  light: {
    share: ['#fbfaf6', '#cfdff0', '#8db8de', '#3f7fc0', '#0b3c86'],
    signed: ['#1d4f9c', '#7fa9d6', '#fbfaf6', '#e39a85', '#a81f2c'],
    ink: ['#fff2cc', '#14161a'],
  },
  dark: {
    share: ['#1a1d23', '#1f3c63', '#2b6cb5', '#6aaaf0', '#d6e9ff'],
    signed: ['#8fc3ff', '#2f6cae', '#1a1d23', '#a9453c', '#ffa893'],
    ink: ['#302c20', '#f7f4ec'],
  },
};

const channels = colour => [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));

const mix = (a, b, share) => a.map((value, k) => Math.round(value + share * (b[k] - value)));

/** Colours between the stops at equal distances: [256][3]. */
function table(colours) {
  const points = colours.map(channels);
  return Array.from({length: STEPS}, (_, k) => {
    const place = (k / (STEPS - 1)) * (points.length - 1);
    const left = Math.min(Math.floor(place), points.length - 2);
    return mix(points[left], points[left + 1], place - left);
  });
}

const tables = Object.fromEntries(
  Object.entries(stops).map(([theme, scales]) => [
    theme,
    Object.fromEntries(Object.entries(scales).map(([name, colours]) => [name, table(colours)])),
  ])
);

/** The colour of nothing, under every map: [3]. */
export const paper = () => channels(stops[store.theme].share[0]);

/** A colour drawn back towards the paper: [3]. */
export const dimmed = colour => mix(paper(), colour, 0.16);

/**
 * The colour of a value: scale `share` and `ink` run from 0 to limit, `signed` from -limit through paper at 0 to limit;
 * what is no finite number has the colour of nothing.
 * @returns {number[]} [3]
 */
export function colour(scale, value, limit) {
  if (!Number.isFinite(value)) return paper();
  const low = scale === 'signed' ? -limit : 0;
  const place = (value - low) / (limit - low || 1);
  return tables[store.theme][scale][Math.max(0, Math.min(STEPS - 1, Math.round(place * (STEPS - 1))))];
}

/** The same as CSS text. */
export const css = rgb => `rgb(${rgb.join(' ')})`;

/** The luminance on which black and white have the same contrast. */
const MIDDLE = 0.179;

const linear = channel => (channel <= 10 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4);

/** Black or white, whichever reads better on the colour. */
export function inkOn(rgb) {
  const [red, green, blue] = rgb.map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > MIDDLE ? '#000000' : '#ffffff';
}
