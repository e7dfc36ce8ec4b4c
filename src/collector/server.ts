import type * as Adaptor from '@hono/node-server';
import type {Server, ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Collector} from './collector.js';
import {missing} from './need.js';
import {CollectorError} from './problem.js';

export interface ServerOptions {
  /** 0 picks a free one. */
  readonly port: number;
  /** Default 127.0.0.1: this machine alone. */
  readonly host?: string;
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
  let isStopping = false;
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    fetch(request, {incoming, outgoing}) {
      if (isStopping) (outgoing as ServerResponse).shouldKeepAlive = false;
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
      isStopping = true;
      collector.stopping();
      const cut = await drain(server, seconds);
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

/** Milliseconds that a kept-alive connection without a request may still bring one. */
const idleGrace = 300;

async function drain(server: Server, seconds: number): Promise<number> {
  // Node's own close of an HTTP server cuts idle connections at once, and with them requests just on their way.
  const closed = new Promise<void>(resolve => {
    server.once('close', resolve);
  });
  Object.getPrototypeOf(Object.getPrototypeOf(server)).close.call(server);
  const timers = [setTimeout(() => server.closeIdleConnections(), idleGrace)];
  let cut = 0;
  const deadline = new Promise<void>(resolve => {
    timers.push(
      setTimeout(() => {
        server.getConnections((_, count) => {
          cut = count ?? 0;
          server.closeAllConnections();
          resolve();
        });
      }, seconds * 1000),
    );
  });
  await Promise.race([closed, deadline]);
  for (const timer of timers) clearTimeout(timer);
  server.closeAllConnections();
  return cut;
}
