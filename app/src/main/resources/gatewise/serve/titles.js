/** The title of one of these, with its name where others have the same title. */
export const titleAmong = (all, {title, name}) =>
  all.filter(other => other.title === title).length > 1 ? `${title} · ${name}` : title;
