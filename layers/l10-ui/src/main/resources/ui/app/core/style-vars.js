import { noChange, nothing } from 'lit';
import { Directive, directive } from 'lit/directive.js';

/**
 * Sets CSS custom properties of an element through the object model. A `style` attribute (which lit's own
 * styleMap writes at first) would be refused by the content security policy.
 */
class StyleVars extends Directive {
  render() {
    return nothing;
  }

  update(part, [values]) {
    for (const [name, value] of Object.entries(values)) part.element.style.setProperty(name, value);
    return noChange;
  }
}

export const styleVars = directive(StyleVars);
