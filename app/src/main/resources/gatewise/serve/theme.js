import {remember, remembered} from './preferences.js';
import {store, update} from './store.js';

const system = matchMedia('(prefers-color-scheme: dark)');
const forced = matchMedia('(forced-colors: active)');

/**
 * Chooses the remembered theme, else the system's, and follows the system until the reader has chosen, or where it forces its
 * own colours on every page.
 */
export function startTheme() {
  const follow = () => setTheme(forced.matches ? wishOfSystem() : (remembered('theme') ?? wishOfSystem()));
  follow();
  for (const wish of [system, forced]) wish.addEventListener('change', follow);
}

/** Changes to the other theme and remembers it. */
export function toggleTheme() {
  setTheme(store.theme === 'dark' ? 'light' : 'dark');
  remember('theme', store.theme);
}

const wishOfSystem = () => (system.matches ? 'dark' : 'light');

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  update({theme});
}
