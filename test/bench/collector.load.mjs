/** The visitors of the collector's bench, on a thread of their own: posts bodies over kept-alive connections as fast as they are answered. */
import {Agent, request} from 'node:http';
import {parentPort} from 'node:worker_threads';

/** @type {(url: string, agent: Agent, body: string) => Promise<void>} */
const post = (url, agent, body) =>
  new Promise((resolve, reject) => {
    const length = Buffer.byteLength(body);
    const headers = {'content-type': 'application/json', 'content-length': length};
    const sent = request(`${url}/v1/batch`, {method: 'POST', agent, headers}, answer => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', chunk => (text += chunk));
      answer.on('end', () => {
        const stored = text.split('"stored"').length - 1;
        const wanted = body.split('"attempt":1').length - 1;
        if (stored === wanted) resolve();
        else reject(new Error(`${answer.statusCode}: ${stored} of ${wanted} stored: ${text.slice(0, 200)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });

parentPort.on('message', async ({url, bodies, connections}) => {
  const agent = new Agent({keepAlive: true, maxSockets: connections});
  let next = 0;
  const visitor = async () => {
    while (next < bodies.length) await post(url, agent, bodies[next++]);
  };
  const start = performance.now();
  try {
    await Promise.all(Array.from({length: connections}, visitor));
    parentPort.postMessage({milliseconds: performance.now() - start});
  } catch (error) {
    parentPort.postMessage({error: String(error)});
  }
  agent.destroy();
});
