/** The waits of the browsers' tests have an end, also on a machine that is too busy to look. */
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {createServer, type AddressInfo} from 'node:net';
import {test} from 'node:test';
import {endOf, untilListening, within} from '../../support/engines/ends.js';

const never = new Promise<never>(() => {});

test('what listens is found where this process is held up while it connects', async () => {
  const server = createServer(socket => socket.destroy());
  await new Promise<void>(done => void server.listen(0, '127.0.0.1', done));
  const found = untilListening((server.address() as AddressInfo).port, never);
  for (const end = performance.now() + 1500; performance.now() < end;);
  await within(5, 'a port', found);
  server.close();
});

test('a port that nobody listens on is given up, and at once where the program has ended', async () => {
  await assert.rejects(untilListening(1, never, 0.1), /nothing listens on port 1 after 0\.1 s/);
  const child = spawn(process.execPath, ['-e', 'process.exit(3)'], {stdio: 'ignore'});
  await assert.rejects(untilListening(1, endOf(child, 'Node')), /Node \(process \d+\) has ended: code 3/);
  assert.match(await endOf(spawn('/there/is/no/such'), 'It'), /^It \(process undefined\) has ended: .*ENOENT/);
});

test('a promise that is never settled is given up with what it was for', async () => {
  await assert.rejects(within(0.05, 'the moon', never), {code: 'BROWSER_DIED', message: 'waited 0.05 s for the moon'});
  assert.equal(await within(5, 'one', Promise.resolve(1)), 1);
  await assert.rejects(within(5, 'two', Promise.reject(new Error('own'))), /own/);
});
