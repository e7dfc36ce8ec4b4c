/** What tests ask of the server and of the browser beyond the runner's own commands. */

const mended = new Set();

/**
 * A module that cannot be had until `/flaky/x?mend` was asked for: `/flaky/busy/x` answers 503, `/flaky/cut/x` ends the connection.
 */
export function flaky(context, next) {
  const {path, search} = context;
  if (!path.startsWith('/flaky/')) return next();
  if (search === '?mend') mended.add(path);
  const ready = mended.has(path);
  if (!ready && path.startsWith('/flaky/cut/')) return void context.req.socket.destroy();
  // By hand: the runner's server would have even the error kept for a year.
  context.respond = false;
  context.res.writeHead(ready ? 200 : 503, {'cache-control': 'no-store', 'content-type': 'text/javascript'});
  context.res.end('export default "here"');
}

/** `/insecure`, in a frame from a plain-http host name: tells the page around it what there is without a secure context. */
export function insecure(context, next) {
  if (context.path !== '/insecure') return next();
  context.type = 'html';
  context.body = `<script>parent.postMessage({
    secure: isSecureContext, locks: 'locks' in navigator, randomUUID: 'randomUUID' in crypto,
    serviceWorker: 'serviceWorker' in navigator, indexedDB: 'indexedDB' in window, values: 'getRandomValues' in crypto,
  }, '*')</script>`;
}

/** The command `forced-colors`: true or false. */
export const forcedColors = () => ({
  name: 'stagepost-forced-colors',
  async executeCommand({command, payload, session}) {
    if (command !== 'forced-colors') return;
    await session.browser.getPage(session.id).emulateForcedColors(payload);
    return true;
  },
});
