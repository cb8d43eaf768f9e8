import * as server from './server.js';
import {readAddress, writeAddress} from './address.js';
import {startCell} from './cell.js';
import {byId, debounce} from './dom.js';
import {startGuesses} from './guesses.js';
import {startLanguage, t, toggleLanguage} from './i18n.js';
import {openWished, startImages} from './images.js';
import {startModels} from './models.js';
import {startPanels} from './panels.js';
import {pause, startPlayer} from './player.js';
import {guarded} from './problems.js';
import {startRuns} from './runs.js';
import {on, store, update} from './store.js';
import {startSurgery} from './surgery.js';
import {startTheme, toggleTheme} from './theme.js';
import {startTraces} from './traces.js';

const pages = ['read', 'cell', 'runs'];

/** A browser allows so many changes of the address in a time, fewer than there are rows. */
const BETWEEN_ADDRESSES = 250;

/** Goes where the address says, and shows what it asks for. */
function route() {
  const address = readAddress(location.hash);
  show(address.page);
  if (address.asks) restore(address);
}

function show(page) {
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

/** Models and image can be opened only once the server has listed the models. */
function restore({chosen = [], image, row, surgery = null, comparing, selection = null, run = null, overlaid = []}) {
  const there = chosen.filter(id => store.models.some(model => model.id === id));
  update({
    wish: {chosen, image, row},
    surgery,
    comparing,
    selection,
    run,
    overlaid,
    ...(there.length ? {chosen: there} : {}),
  });
  openWished();
}

function follow() {
  const address = writeAddress(store);
  if (!store.wish && address !== location.hash) history.replaceState(null, '', address);
}

/** Whoever comes without an address while a run is in training comes to see it. */
async function openTraining() {
  const runs = await guarded('runs', server.runs);
  if (runs?.some(run => run.state === 'training') && location.hash === '') {
    history.replaceState(null, '', '#/runs');
    route();
  }
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
addEventListener('hashchange', () => {
  const {page} = store;
  route();
  if (store.page !== page) byId(`title-${store.page}`).focus();
});
if (location.hash === '') openTraining();
route();
on(
  ['page', 'chosen', 'image', 'row', 'surgery', 'comparing', 'selection', 'run', 'overlaid'],
  debounce(BETWEEN_ADDRESSES, follow)
);
startModels();
