import { html } from 'lit';
import { icon } from '../core/icons.js';
import { shortId } from '../core/format.js';
import { toast } from './toast.js';

/** Puts text on the clipboard; where the browser forbids it (plain http on a LAN), says so. */
export async function copyText(text, what = 'Text') {
  try {
    await navigator.clipboard.writeText(text);
    toast(`${what} copied`);
  } catch {
    toast('This browser does not allow copying here', 'warn');
  }
}

export function copyableId(id, what = 'Id') {
  return html`<button class="copy" title=${id} aria-label="Copy ${what.toLowerCase()} ${id}" @click=${() => copyText(id, what)}>${shortId(id)}${icon('copy')}</button>`;
}
