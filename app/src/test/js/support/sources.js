import {readdirSync, readFileSync} from 'node:fs';
import {FOLDER} from './page.js';

/** The modules' texts by their names, without the page's words. */
export const sources = Object.fromEntries(
  readdirSync(FOLDER)
    .filter(name => name.endsWith('.js') && !['english.js', 'chinese.js', 'englishsequences.js', 'chinesesequences.js', 'englishwindows.js', 'chinesewindows.js'].includes(name))
    .map(name => [name, readFileSync(new URL(name, FOLDER), 'utf8')])
);

/** Where the argument that starts at `from` ends: at a comma or a parenthesis of its own level. */
function endOfArgument(source, from) {
  let depth = 0;
  for (let at = from; at < source.length; at++) {
    const sign = source[at];
    if (depth === 0 && (sign === ',' || sign === ')')) return at;
    if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign)) depth--;
    else if ('\'"`'.includes(sign)) at = source.indexOf(sign, at + 1);
  }
  throw new Error(`Nothing closes the call at ${source.slice(from, from + 40)}`);
}

/** What the calls of t() name in their first argument: {literals, templates}. */
export function keysAskedFor() {
  const asked = Object.values(sources).flatMap(source =>
    [...source.matchAll(/\bt\(/g)].map(({0: call, index}) =>
      source.slice(index + call.length, endOfArgument(source, index + call.length))
    )
  );
  const found = (argument, quoted) => [...argument.matchAll(quoted)].map(([, text]) => text);
  return {
    // what stands behind === or within a template is no key
    literals: asked.flatMap(argument => found(argument.replace(/=== '[^']*'|`[^`]*`/g, ''), /'([^']*)'/g)),
    templates: asked.flatMap(argument => found(argument, /`([^`]*)`/g)),
  };
}

/** The texts in single quotes that begin like one of the keys: they reach t() by way of a variable. */
export function keysByName(sections) {
  const like = new RegExp(`'((?:${[...sections].join('|')})\\.[\\w.-]+)'`, 'g');
  return Object.values(sources).flatMap(source => [...source.matchAll(like)].map(([, key]) => key));
}
