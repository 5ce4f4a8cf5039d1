import { html, render } from 'lit';

/** Asks before something that cannot be undone. Resolves to true when the user agrees. */
export function confirmed({ title, text, action }) {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'confirm-title');
  render(
    html`<form method="dialog">
      <header><h2 id="confirm-title">${title}</h2></header>
      <div class="dialog-body"><p>${text}</p></div>
      <footer>
        <button class="btn" value="no">Keep it</button>
        <button class="btn danger solid" value="yes">${action}</button>
      </footer>
    </form>`,
    dialog,
  );
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    dialog.showModal();
  });
}
