import { html, svg } from 'lit';

/** Line icons on a 24 px grid, drawn with the text's colour. They always stand beside words, so they are hidden from readers. */
const SHAPES = {
  overview: svg`<rect x="3" y="3" width="7" height="9" rx="1.5"/><rect x="14" y="3" width="7" height="5" rx="1.5"/><rect x="14" y="12" width="7" height="9" rx="1.5"/><rect x="3" y="16" width="7" height="5" rx="1.5"/>`,
  agents: svg`<rect x="4" y="8" width="16" height="12" rx="3"/><path d="M12 8V4M9 13v2M15 13v2M2 14h2M20 14h2"/>`,
  goals: svg`<circle cx="12" cy="12" r="9"/><circle cx="12" cy="12" r="5"/><circle cx="12" cy="12" r="1"/>`,
  events: svg`<path d="M3 12h4l3-8 4 16 3-8h4"/>`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  cross: svg`<path d="M6 6l12 12M18 6 6 18"/>`,
  alert: svg`<path d="M12 3 2.5 20h19L12 3Z"/><path d="M12 10v4.5M12 17.4v.1"/>`,
  info: svg`<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 7.8v.1"/>`,
  running: svg`<path d="M21 12a9 9 0 1 1-6.2-8.6"/>`,
  clock: svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>`,
  pause: svg`<path d="M9 5v14M15 5v14"/>`,
  play: svg`<path d="m7 4.5 12 7.5-12 7.5v-15Z"/>`,
  stop: svg`<rect x="6" y="6" width="12" height="12" rx="2"/>`,
  ban: svg`<circle cx="12" cy="12" r="9"/><path d="m5.8 5.8 12.4 12.4"/>`,
  skip: svg`<path d="m5 5 9 7-9 7V5ZM19 5v14"/>`,
  question: svg`<circle cx="12" cy="12" r="9"/><path d="M9.4 9.2a2.7 2.7 0 1 1 3.9 2.5c-.9.5-1.3 1-1.3 2M12 17v.1"/>`,
  dashed: svg`<circle cx="12" cy="12" r="9" stroke-dasharray="3.6 3.4"/>`,
  dot: svg`<circle cx="12" cy="12" r="9"/><circle cx="12" cy="12" r="3" fill="currentColor"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  search: svg`<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>`,
  upload: svg`<path d="M12 16V4m0 0L7 9m5-5 5 5M4 16v3a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-3"/>`,
  download: svg`<path d="M12 4v12m0 0-5-5m5 5 5-5M4 19h16"/>`,
  file: svg`<path d="M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8l-5-5Z"/><path d="M14 3v5h5"/>`,
  copy: svg`<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M5 15V6a2 2 0 0 1 2-2h8"/>`,
  sun: svg`<circle cx="12" cy="12" r="4"/><path d="M12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4"/>`,
  moon: svg`<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z"/>`,
  logout: svg`<path d="M10 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h4M15 8l4 4-4 4M19 12H9"/>`,
  keyboard: svg`<rect x="2" y="6" width="20" height="13" rx="2.5"/><path d="M6 10h.1M10 10h.1M14 10h.1M18 10h.1M7.5 15h9"/>`,
  chevron: svg`<path d="m9 5 7 7-7 7"/>`,
  down: svg`<path d="m5 9 7 7 7-7"/>`,
  back: svg`<path d="M19 12H5m0 0 6-6m-6 6 6 6"/>`,
  eye: svg`<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"/><circle cx="12" cy="12" r="2.8"/>`,
  bolt: svg`<path d="M13 2 4 14h7l-1 8 9-12h-7l1-8Z"/>`,
  graph: svg`<rect x="2.5" y="9" width="6" height="6" rx="1.5"/><rect x="15.5" y="3" width="6" height="6" rx="1.5"/><rect x="15.5" y="15" width="6" height="6" rx="1.5"/><path d="M8.5 12h3.5m3.5-6H14a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h1.5"/>`,
  refresh: svg`<path d="M20 11a8 8 0 0 0-14.3-4L3 10m0-6v6h6M4 13a8 8 0 0 0 14.3 4L21 14m0 6v-6h-6"/>`,
  unplugged: svg`<path d="m3 3 18 18M8.5 15.5 5 19M15 9l4-4M10.5 6.5l1-1a4 4 0 0 1 5.7 0l1.3 1.3a4 4 0 0 1 0 5.7l-1 1M6.5 10.5l-1 1a4 4 0 0 0 0 5.7l1.3 1.3a4 4 0 0 0 5.7 0l1-1"/>`,
};

export function icon(name, extra = '') {
  return html`<svg class="icon ${extra}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${SHAPES[name]}</svg>`;
}

/** The same shapes for use inside a larger drawing. */
export const shape = (name) => SHAPES[name];

export const mark = html`<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#5b3fd6"/><path d="M8.5 25V15.5a7.5 7.5 0 0 1 15 0V25" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/><path d="M13 25v-9.2a3 3 0 0 1 6 0V25" fill="none" stroke="#bdb0ff" stroke-width="2.6" stroke-linecap="round"/></svg>`;
