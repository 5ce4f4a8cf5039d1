import { html, nothing, svg } from 'lit';
import { clockTime } from '../core/format.js';

const WIDTH = 120;
const HEIGHT = 36;

/** Events per minute as bars; its summary is text for those who cannot see it. */
export function sparkline(buckets) {
  if (buckets.length < 2) return nothing;
  const peak = Math.max(1, ...buckets.map(({ events }) => events));
  const step = WIDTH / buckets.length;
  const label = `Events per minute since ${clockTime(buckets[0].at)}, at most ${peak}`;
  return html`<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${label}>
    ${buckets.map(({ events }, index) => {
      const height = Math.max(1.5, (events / peak) * HEIGHT);
      return svg`<rect x=${(index * step + 1).toFixed(1)} y=${(HEIGHT - height).toFixed(1)} width=${(step - 2).toFixed(1)} height=${height.toFixed(1)} rx="1"/>`;
    })}
  </svg>`;
}
