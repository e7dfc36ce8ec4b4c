import type * as Adaptor from '@hono/node-server';
import type {Server, ServerResponse} from 'node:http';
import {Server as NetServer, type AddressInfo} from 'node:net';
import {setImmediate, setTimeout} from 'node:timers/promises';
import type {Collector} from './collector.js';
import {missing} from './need.js';
import {CollectorError} from './problem.js';

export interface ServerOptions {
  /** 0 picks a free one. */
  readonly port: number;
  /** Default 127.0.0.1: this machine alone. */
  readonly host?: string;
  /**
   * The process serves and does nothing else: its global Request and Response may be replaced by faster ones, which answer about
   * three times as many requests. Default false: what else runs here keeps what Node gave it.
   */
  readonly ownProcess?: boolean;
}

export interface RunningServer {
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  /**
   * Takes no new connections, lets requests under way finish within `seconds` (default 10), then closes the collector.
   * Resolves with the number of connections that had to be cut.
   */
  stop(seconds?: number): Promise<number>;
}

/**
 * Serves a collector over HTTP.
 * @throws {CollectorError} `port/in-use`, `port/refused`, `package/missing`.
 */
export async function startServer(collector: Collector, options: ServerOptions): Promise<RunningServer> {
  const {createAdaptorServer} = await loadAdaptor();
  let isLast = false;
  const server = createAdaptorServer({
    overrideGlobalObjects: options.ownProcess ?? false,
    fetch(request, {incoming, outgoing}) {
      if (isLast) (outgoing as ServerResponse).shouldKeepAlive = false;
      return collector.fetch(request, {address: incoming.socket.remoteAddress});
    },
    serverOptions: {
      // A whole request in 30 s, its head in 10: slow senders hold nothing for long.
      requestTimeout: 30_000,
      headersTimeout: 10_000,
      connectionsCheckingInterval: 5000,
      keepAliveTimeout: 30_000,
    },
  }) as Server;
  await listen(server, options);
  const {address, port} = server.address() as AddressInfo;
  return {
    url: `http://${address.includes(':') ? `[${address}]` : address}:${port}`,
    async stop(seconds = 10) {
      collector.stopping();
      // Two turns of the event loop accept what already waits at the port: closing it would reset those connections.
      await setImmediate();
      await setImmediate();
      const closed = stopListening(server);
      // Whoever holds a connection stays on it until new ones are surely refused.
      await setTimeout(quiet);
      isLast = true;
      const cut = await drain(server, closed, seconds);
      await collector.close();
      return cut;
    },
  };
}

async function loadAdaptor(): Promise<typeof Adaptor> {
  try {
    return await import('@hono/node-server');
  } catch (cause) {
    throw missing('@hono/node-server', cause);
  }
}

function listen(server: Server, {port, host = '127.0.0.1'}: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(listenError(cause, port, host)));
    server.listen(port, host, resolve);
  });
}

function listenError(cause: NodeJS.ErrnoException, port: number, host: string): unknown {
  if (cause.code === 'EADDRINUSE')
    return new CollectorError(
      'port/in-use',
      `Port ${port} on ${host} is in use; stop the program that holds it, or choose another with --port.`,
      {cause},
    );
  if (cause.code === 'EACCES' || cause.code === 'EADDRNOTAVAIL' || cause.code === 'ENOTFOUND')
    return new CollectorError(
      'port/refused',
      `Port ${port} on ${host} cannot be opened (${cause.code}); choose another with --port or --host.`,
      {cause},
    );
  return cause;
}

/** Milliseconds from closing the port to telling clients to close their connections. */
const quiet = 50;

/** Milliseconds that a kept-alive connection without a request may still bring one. */
const idleGrace = 2000;

/** Closes the port alone: Node's own close of an HTTP server cuts idle connections, and with them requests just on their way. */
function stopListening(server: Server): Promise<void> {
  return new Promise(resolve => {
    NetServer.prototype.close.call(server, () => resolve());
  });
}

/** Waits until all connections have ended, `seconds` at most; resolves with the number of those that had to be cut. */
async function drain(server: Server, closed: Promise<void>, seconds: number): Promise<number> {
  const ended = new AbortController();
  const {signal} = ended;
  const idle = setTimeout(Math.min(idleGrace, seconds * 500), undefined, {signal}).then(() =>
    server.closeIdleConnections(),
  );
  const deadline = setTimeout(seconds * 1000, undefined, {signal}).then(() => cutAll(server));
  idle.catch(() => undefined);
  deadline.catch(() => undefined);
  const cut = await Promise.race([closed.then(() => 0), deadline]);
  ended.abort();
  return cut;
}

function cutAll(server: Server): Promise<number> {
  return new Promise(resolve => {
    server.getConnections((_, count) => {
      server.closeAllConnections();
      resolve(count);
    });
  });
}
