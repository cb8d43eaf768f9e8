import {remember, remembered} from './preferences.js';
import {store, update} from './store.js';

const system = matchMedia('(prefers-color-scheme: dark)');

/** Chooses the remembered theme, else the system's, and follows the system until the reader has chosen. */
export function startTheme() {
  setTheme(remembered('theme') ?? wishOfSystem());
  system.addEventListener('change', () => {
    if (!remembered('theme')) setTheme(wishOfSystem());
  });
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
