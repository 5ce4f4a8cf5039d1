/** What one browser remembers about its user. Storage may be switched off, then nothing is remembered. */
export function remember(key, value) {
  try {
    localStorage.setItem(`portal.${key}`, value);
  } catch {
    // Nothing to do: the choice holds until the page is left.
  }
}

export function recall(key, otherwise = null) {
  try {
    return localStorage.getItem(`portal.${key}`) ?? otherwise;
  } catch {
    return otherwise;
  }
}
