/** What the reader chose, remembered where the browser allows it. */
export function remembered(name) {
  try {
    return localStorage.getItem(`gatewise.${name}`);
  } catch {
    return null;
  }
}

/** Remembers a choice; a browser that forbids it forgets it with the page. */
export function remember(name, value) {
  try {
    localStorage.setItem(`gatewise.${name}`, value);
  } catch {
    return; // private windows may refuse: the choice then lasts as long as the page
  }
}

/** Whether the reader asked for little motion. */
export const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
