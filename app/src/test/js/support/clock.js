import {settled} from './page.js';

let now = 0;
let latest = 0;
const timers = new Map();

const start = (action, delay, every) => {
  timers.set(++latest, {action, due: now + delay, every});
  return latest;
};
const stop = timer => timers.delete(timer);

Object.assign(globalThis, {
  setTimeout: (action, delay = 0) => start(action, delay),
  setInterval: (action, delay) => start(action, delay, delay),
  clearTimeout: stop,
  clearInterval: stop,
});

/** Lets time pass, in milliseconds, and everything happen that is due. */
export async function pass(time) {
  const end = now + time;
  await settled();
  for (;;) {
    const [timer, next] = [...timers].sort(([, one], [, other]) => one.due - other.due)[0] ?? [];
    if (!next || next.due > end) break;
    now = next.due;
    if (next.every) next.due += next.every;
    else timers.delete(timer);
    next.action();
    await settled();
  }
  now = end;
}

/** How many timers are running. */
export const running = () => timers.size;
