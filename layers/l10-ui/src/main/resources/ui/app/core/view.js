import { LitElement } from 'lit';

/**
 * Base of every element here. Renders into the page itself rather than a shadow root: one style sheet,
 * one set of landmarks and ids for assistive technology.
 */
export class View extends LitElement {
  createRenderRoot() {
    return this;
  }
}
