import {byId, html} from './dom.js';
import {t} from './i18n.js';

/** A failure whose message is fit to be shown to the reader. */
export class Problem extends Error {}

const open = new Map();

/**
 * Runs a request; if it fails, its message stays on the page until a later request of the same topic succeeds.
 * @returns {Promise<*>} what the request returned, or undefined after a failure or a cancelled request
 */
export async function guarded(topic, request) {
  try {
    const result = await request();
    settle(topic);
    return result;
  } catch (failure) {
    if (failure.name === 'AbortError') return undefined;
    if (!(failure instanceof Problem)) throw failure;
    open.set(topic, failure.message);
    show();
    return undefined;
  }
}

/** Takes the topic's message off the page. */
export function settle(topic) {
  if (open.delete(topic)) show();
}

function show() {
  const box = byId('error');
  const dismiss = html('button', {
    type: 'button',
    'aria-label': t('error.dismiss'),
    textContent: '×',
    on: {
      click: () => {
        open.clear();
        show();
      },
    },
  });
  const messages = [...new Set(open.values())].map(message => html('p', {textContent: message}));
  box.replaceChildren(...messages, dismiss);
  box.hidden = open.size === 0;
}
