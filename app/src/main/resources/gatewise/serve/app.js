import {startCell} from './cell.js';
import {byId} from './dom.js';
import {startGuesses} from './guesses.js';
import {startLanguage, t, toggleLanguage} from './i18n.js';
import {startImages} from './images.js';
import {startModels} from './models.js';
import {startPanels} from './panels.js';
import {pause, startPlayer} from './player.js';
import {startRuns} from './runs.js';
import {on, store, update} from './store.js';
import {startSurgery} from './surgery.js';
import {startTheme, toggleTheme} from './theme.js';
import {startTraces} from './traces.js';

const pages = ['read', 'cell', 'runs'];

function route() {
  const wish = location.hash.replace('#/', '');
  const page = pages.includes(wish) ? wish : 'read';
  for (const each of pages) {
    byId(`page-${each}`).hidden = each !== page;
    if (each === page) byId(`nav-${each}`).setAttribute('aria-current', 'page');
    else byId(`nav-${each}`).removeAttribute('aria-current');
  }
  byId('player').hidden = page === 'runs';
  if (page === 'runs') pause();
  document.title = `${t(`nav.${page}`)} · Gatewise`;
  update({page});
}

function labelPreferences() {
  byId('language').textContent = t('language.other');
  byId('language').lang = store.language === 'en' ? 'zh-CN' : 'en';
  byId('theme').textContent = t(store.theme === 'dark' ? 'theme.light' : 'theme.dark');
  document.title = `${t(`nav.${store.page ?? 'read'}`)} · Gatewise`;
}

startTheme();
startLanguage();
on(['language', 'theme'], labelPreferences);
labelPreferences();
byId('language').addEventListener('click', toggleLanguage);
byId('theme').addEventListener('click', toggleTheme);
byId('skip').addEventListener('click', event => {
  event.preventDefault();
  byId('main').focus();
});
startTraces();
startPlayer();
startGuesses();
startPanels();
startSurgery();
startImages();
startCell();
startRuns();
addEventListener('hashchange', route);
route();
startModels();
