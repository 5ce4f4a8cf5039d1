import { html, nothing } from 'lit';
import { inline } from './markdown-inline.js';

/** Headings of a report start one below the heading of the page's section. */
const HEADINGS = [
  (content) => html`<h2>${content}</h2>`,
  (content) => html`<h3>${content}</h3>`,
  (content) => html`<h4>${content}</h4>`,
  (content) => html`<h5>${content}</h5>`,
  (content) => html`<h6>${content}</h6>`,
];
const FENCE = /^(\s*)(```+|~~~+)\s*(\S*)/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const DIVIDER = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;
const RULE = /^\s{0,3}([-*_])(\s*\1){2,}\s*$/;

/**
 * GitHub-flavoured Markdown (headings, paragraphs, lists, tables, code, quotes, rules) as templates.
 * Raw HTML in the source stays visible text: reports are written by tools and models, and are input from strangers.
 */
export function markdown(source) {
  return blocks(source.replaceAll('\r\n', '\n').split('\n'));
}

function blocks(lines) {
  const made = [];
  let at = 0;
  while (at < lines.length) {
    const taken = READERS.map((read) => read(lines, at)).find(Boolean);
    made.push(taken.content);
    at = taken.next;
  }
  return made;
}

const READERS = [blank, fence, heading, rule, quote, table, list, paragraph];

function blank(lines, at) {
  return lines[at].trim() === '' ? { content: nothing, next: at + 1 } : null;
}

function fence(lines, at) {
  const open = FENCE.exec(lines[at]);
  if (!open) return null;
  let end = at + 1;
  while (end < lines.length && !lines[end].trim().startsWith(open[2])) end += 1;
  return { content: html`<pre tabindex="0"><code>${lines.slice(at + 1, end).join('\n')}</code></pre>`, next: end + 1 };
}

function heading(lines, at) {
  const found = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*$/.exec(lines[at]);
  if (!found) return null;
  return { content: HEADINGS[Math.min(found[1].length, HEADINGS.length) - 1](inline(found[2])), next: at + 1 };
}

function rule(lines, at) {
  return RULE.test(lines[at]) ? { content: html`<hr />`, next: at + 1 } : null;
}

function quote(lines, at) {
  if (!/^\s{0,3}>/.test(lines[at])) return null;
  let end = at;
  while (end < lines.length && /^\s{0,3}>/.test(lines[end])) end += 1;
  const inside = lines.slice(at, end).map((line) => line.replace(/^\s{0,3}>\s?/, ''));
  return { content: html`<blockquote>${blocks(inside)}</blockquote>`, next: end };
}

function table(lines, at) {
  if (!lines[at].includes('|') || at + 1 >= lines.length || !DIVIDER.test(lines[at + 1]) || !lines[at + 1].includes('-')) return null;
  const head = cells(lines[at]);
  const sides = cells(lines[at + 1]).map((mark) => (mark.endsWith(':') ? (mark.startsWith(':') ? 'center' : 'right') : ''));
  if (head.length !== sides.length) return null;
  let end = at + 2;
  while (end < lines.length && lines[end].includes('|') && lines[end].trim()) end += 1;
  const rows = lines.slice(at + 2, end).map(cells);
  return {
    content: html`<div class="table-wrap" tabindex="0"><table>
      <thead><tr>${head.map((cell, column) => html`<th scope="col" class=${sides[column]}>${inline(cell)}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${head.map((_, column) => html`<td class=${sides[column]}>${inline(row[column] ?? '')}</td>`)}</tr>`)}</tbody>
    </table></div>`,
    next: end,
  };
}

/** Splits at pipes that are neither escaped nor inside code. */
function cells(line) {
  const found = [];
  let cell = '';
  let code = false;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at];
    if (letter === '\\' && line[at + 1] === '|') {
      cell += '|';
      at += 1;
    } else if (letter === '|' && !code) {
      found.push(cell.trim());
      cell = '';
    } else {
      if (letter === '`') code = !code;
      cell += letter;
    }
  }
  found.push(cell.trim());
  if (found[0] === '') found.shift();
  if (found.at(-1) === '') found.pop();
  return found;
}

function list(lines, at) {
  const start = ITEM.exec(lines[at]);
  if (!start) return null;
  const indent = start[1].length;
  const ordered = /\d/.test(start[2]);
  const items = [];
  let next = at;
  while (next < lines.length) {
    const item = ITEM.exec(lines[next]);
    if (!item || item[1].length !== indent || /\d/.test(item[2]) !== ordered) break;
    const inside = [item[3]];
    next += 1;
    while (next < lines.length && belongs(lines, next, indent)) {
      inside.push(lines[next].slice(Math.min(lines[next].search(/\S|$/), indent + 2)));
      next += 1;
    }
    items.push(inside);
  }
  const made = items.map((inside) => html`<li>${item(inside)}</li>`);
  return { content: ordered ? html`<ol start=${parseInt(start[2], 10)}>${made}</ol>` : html`<ul>${made}</ul>`, next };
}

/** A line goes on with an item when it is indented below it, or is blank with such a line behind. */
function belongs(lines, at, indent) {
  const line = lines[at];
  if (line.trim() === '') return at + 1 < lines.length && lines[at + 1].search(/\S/) > indent;
  return line.search(/\S/) > indent;
}

/** An item of one paragraph is just its text: no gaps in tight lists. */
function item(inside) {
  const end = inside.findIndex((line, index) => index > 0 && (line.trim() === '' || ITEM.test(line) || FENCE.test(line)));
  const text = inside.slice(0, end === -1 ? inside.length : end).join('\n');
  const box = /^\[([ xX])\]\s+/.exec(text);
  const words = inline(box ? text.slice(box[0].length) : text);
  const mark = box ? html`<input type="checkbox" disabled ?checked=${box[1] !== ' '} aria-label="Done" /> ` : nothing;
  return html`${mark}${words}${end === -1 ? nothing : blocks(inside.slice(end))}`;
}

function paragraph(lines, at) {
  let end = at + 1;
  const ends = [blank, fence, heading, rule, quote, table, list];
  while (end < lines.length && !ends.some((read) => read(lines, end))) end += 1;
  const text = lines.slice(at, end).map((line) => line.trimStart()).join('\n');
  return { content: html`<p>${inline(text)}</p>`, next: end };
}
