const numbers = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hour12: false });
const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
const full = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium', hour12: false });

export const count = (value) => (value == null ? '–' : numbers.format(value));
export const brief = (value) => (value == null ? '–' : compact.format(value));
export const clockTime = (at) => (at ? clock.format(new Date(at)) : '–');
export const fullTime = (at) => (at ? full.format(new Date(at)) : '');

/** 842 ms, 1.4 s, 2 m 03 s, 1 h 12 m. */
export function duration(ms) {
  if (ms == null || Number.isNaN(ms)) return '–';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m ${String(seconds % 60).padStart(2, '0')} s`;
  return `${Math.floor(seconds / 3600)} h ${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')} m`;
}

/** "just now", "4 min ago"; a date once that says more. */
export function ago(at, now = Date.now()) {
  const seconds = Math.round((now - new Date(at).getTime()) / 1000);
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return day.format(new Date(at));
}

export function bytes(size) {
  if (size < 1024) return `${size} B`;
  const units = ['KB', 'MB', 'GB'];
  let value = size / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}

/** Costs are decimals with six places on the wire; people read cents. None is told when a model's price is not known. */
export function money(cost) {
  if (cost === null || cost === undefined) return 'Unknown';
  const value = Number(cost);
  if (!value) return 'No cost';
  return value < 0.01 ? `$${value.toFixed(4)}` : `$${value.toFixed(2)}`;
}

export const shortId = (id) => (id && id.length > 13 ? `${id.slice(0, 8)}…${id.slice(-4)}` : (id ?? '–'));

/** Milliseconds between two wire times; the second defaults to now. */
export function elapsed(from, to) {
  if (!from) return null;
  return Math.max(0, (to ? new Date(to).getTime() : Date.now()) - new Date(from).getTime());
}

/** "task_type" and "dataset-profile" as words. */
export const words = (name) => (name ?? '').replaceAll(/[_-]+/g, ' ');

export const sentence = (name) => {
  const text = words(name);
  return text.charAt(0).toUpperCase() + text.slice(1);
};
