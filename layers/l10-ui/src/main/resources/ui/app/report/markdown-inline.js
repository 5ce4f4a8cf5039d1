import { html } from 'lit';

const SAFE_LINK = /^(https?:\/\/|mailto:|\/ui\/)/i;

/**
 * Inline Markdown as templates. Nothing in the text ever reaches an HTML parser: every piece becomes a text node
 * inside an element made here, and a link is one only when it goes to the web, to mail or to a page of ours.
 */
const RULES = [
  { at: /\\([\\`*_{}[\]()#+\-.!|~<>])/, make: (found) => found[1] },
  { at: /(`+)([\s\S]*?[^`])\1(?!`)/, make: (found) => html`<code>${found[2].trim()}</code>` },
  { at: /!\[([^\]]*)\]\([^)\s]*\)/, make: (found) => html`<span class="dim">[image: ${found[1] || 'without a description'}]</span>` },
  { at: /\[([^\]]+)\]\(((?:[^\s()]|\([^\s()]*\))+)(?:\s+"[^"]*")?\)/, make: (found) => link(found[2], inline(found[1])) },
  { at: /<(https?:\/\/[^\s>]+)>/, make: (found) => link(found[1], found[1]) },
  { at: /\*\*([^\s*](?:[\s\S]*?[^\s])?)\*\*/, make: (found) => html`<strong>${inline(found[1])}</strong>` },
  { at: /__([^\s_](?:[\s\S]*?[^\s])?)__/, make: (found) => html`<strong>${inline(found[1])}</strong>` },
  { at: /~~([^\s~](?:[\s\S]*?[^\s])?)~~/, make: (found) => html`<del>${inline(found[1])}</del>` },
  { at: /\*([^\s*](?:[^*]*?[^\s*])?)\*/, make: (found) => html`<em>${inline(found[1])}</em>` },
  { at: /(?<![\w_])_([^\s_](?:[^_]*?[^\s_])?)_(?![\w_])/, make: (found) => html`<em>${inline(found[1])}</em>` },
  { at: / {2,}\n|\\\n/, make: () => html`<br />` },
];

export function inline(text) {
  const parts = [];
  let rest = text;
  while (rest) {
    const next = first(rest);
    if (!next) break;
    if (next.found.index > 0) parts.push(rest.slice(0, next.found.index));
    parts.push(next.make(next.found));
    rest = rest.slice(next.found.index + next.found[0].length);
  }
  if (rest) parts.push(rest);
  return parts;
}

function first(text) {
  return RULES.map(({ at, make }) => ({ found: at.exec(text), make }))
    .filter(({ found }) => found)
    .reduce((best, rule) => (best && best.found.index <= rule.found.index ? best : rule), null);
}

function link(target, content) {
  if (!SAFE_LINK.test(target)) return html`<span>${content}</span>`;
  if (target.startsWith('/ui/')) return html`<a href=${target}>${content}</a>`;
  return html`<a href=${target} target="_blank" rel="noopener noreferrer nofollow">${content}</a>`;
}
