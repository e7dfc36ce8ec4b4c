/**
 * A proxy by which every host name leads to 127.0.0.1: for a browser that cannot be told so. An endpoint that is down is cut
 * off here too.
 */
import {createServer, request as ask} from 'node:http';
import type {AddressInfo} from 'node:net';

export interface Names {
  readonly url: string;
  close(): void;
}

export async function startNames(): Promise<Names> {
  const server = createServer((request, response) => {
    const {port, pathname, search} = new URL(request.url ?? '');
    const {method, headers} = request;
    const onward = ask({host: '127.0.0.1', port, path: pathname + search, method, headers}, answer => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.on('error', () => response.destroy()).pipe(response);
    });
    onward.on('error', () => request.socket.destroy());
    request.pipe(onward);
  });
  await new Promise<void>(done => void server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
