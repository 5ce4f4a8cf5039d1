import { recall, remember } from './preferences.js';

const system = matchMedia('(prefers-color-scheme: dark)');

// Follows the system until the user has chosen.
system.addEventListener('change', () => {
  if (!recall('theme')) show(system.matches ? 'dark' : 'light');
});

function show(theme) {
  document.documentElement.dataset.theme = theme;
  window.dispatchEvent(new Event('portal-theme'));
}

export function currentTheme() {
  return document.documentElement.dataset.theme;
}

export function toggleTheme() {
  const next = currentTheme() === 'dark' ? 'light' : 'dark';
  remember('theme', next);
  show(next);
}
