/** The demo of `npm start`: one page with a collector of its own on `PORT`, 4173 unless given, on this machine alone. */
import type {Server, ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {createAdaptorServer} from '@hono/node-server';
import {Demo} from './demo.js';

const host = '127.0.0.1';
const wanted = Number(process.env.PORT || 4173);

/** One sentence with its remedy, and the end. */
function fail(text: string): never {
  console.error(`stagepost: ${text}`);
  process.exit(1);
}

/** The demo, or what it lacks in words. */
function open(): Demo {
  try {
    return new Demo();
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

const demo = open();
const server = createAdaptorServer({
  overrideGlobalObjects: false,
  async fetch(request, {incoming, outgoing}) {
    const reply = await demo.fetch(request, incoming.socket.remoteAddress);
    if (reply instanceof Response) return reply;
    const closed = new Promise(resolve => (outgoing as ServerResponse).once('close', resolve));
    await Promise.race([reply.cut, closed]);
    incoming.socket.destroy();
    await closed;
    return new Response(null, {status: 503});
  },
}) as Server;

/** Why the port could not be had, and what to do. */
function refusal({code, message}: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE')
    return `port ${wanted} is in use: stop the program that holds it, or choose another port, as in PORT=${wanted + 1} npm start.`;
  if (code === 'EACCES') return `port ${wanted} may not be opened: choose one above 1023, as in PORT=4173 npm start.`;
  return `the demo could not start (${message}): choose another port, as in PORT=4174 npm start.`;
}

async function giveUp(cause: NodeJS.ErrnoException): Promise<void> {
  await demo.close();
  fail(refusal(cause));
}

server.on('error', cause => void giveUp(cause));

server.listen(wanted, host, () => {
  const {port} = server.address() as AddressInfo;
  console.log(`The demo is ready at http://${host}:${port} (stop it with Ctrl+C; what it stored is deleted then).`);
});

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  server.close();
  server.closeAllConnections();
  await demo.close();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
