import { randomKey } from './ids.js';

/** What an endpoint of the door answered when it did not do what was asked: RFC 9457 with `code` and `remedy`. */
export class Problem extends Error {
  constructor(body, status) {
    super(body.detail || body.title || `The server answered ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.code = body.code ?? null;
    this.title = body.title ?? 'Something went wrong';
    this.detail = body.detail ?? null;
    this.remedy = body.remedy ?? null;
    this.traceId = body.trace_id ?? null;
  }

  static unreachable() {
    return new Problem(
      {
        title: 'The platform cannot be reached',
        detail: 'No answer from the gateway.',
        remedy: 'Check that it is running: portal status',
      },
      0,
    );
  }
}

const signedOut = new EventTarget();

/** Called when any request finds that there is no session any more. */
export function onSignedOut(handler) {
  signedOut.addEventListener('signed-out', handler);
}

function problemFrom(status, text) {
  let body = {};
  try {
    body = JSON.parse(text);
  } catch {
    body = { title: status >= 500 ? 'The platform failed to answer' : 'The request was refused' };
  }
  if (status === 401) signedOut.dispatchEvent(new Event('signed-out'));
  return new Problem(body, status);
}

async function request(method, path, { body, headers = {}, signal } = {}) {
  const options = { method, signal, headers: { Accept: 'application/json', ...headers }, credentials: 'same-origin' };
  if (body !== undefined) {
    options.headers['Content-Type'] = 'application/json';
    options.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw Problem.unreachable();
  }
  const text = await response.text();
  if (!response.ok) throw problemFrom(response.status, text);
  return text ? JSON.parse(text) : null;
}

export const get = (path, options) => request('GET', path, options);
export const remove = (path, options) => request('DELETE', path, options);

/** POST with an idempotency key, so that a retry by the browser or the user never does a thing twice. */
export function post(path, body, { key = randomKey(), ...options } = {}) {
  return request('POST', path, { body, headers: { 'Idempotency-Key': key }, ...options });
}

/** Multipart upload. XMLHttpRequest because fetch cannot tell how far an upload has come. */
export function upload(path, form, { key, onProgress }) {
  return new Promise((resolve, reject) => {
    const transfer = new XMLHttpRequest();
    transfer.open('POST', path);
    transfer.setRequestHeader('Accept', 'application/json');
    transfer.setRequestHeader('Idempotency-Key', key);
    transfer.upload.addEventListener('progress', (step) => step.lengthComputable && onProgress(step.loaded / step.total));
    transfer.addEventListener('error', () => reject(Problem.unreachable()));
    transfer.addEventListener('load', () => {
      if (transfer.status >= 200 && transfer.status < 300) resolve(JSON.parse(transfer.responseText));
      else reject(problemFrom(transfer.status, transfer.responseText));
    });
    transfer.send(form);
  });
}

/** `/path?a=1&b=2` without the parameters that are empty. */
export function withQuery(path, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, value);
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
