/** A browser and a host for pages of others, for the tests of one suite. */
import {after, before} from 'node:test';
import {startChromiumHost, type ChromiumHost} from '../host.js';
import {Look} from './look.js';
import {hostilePackages} from './packages.js';

/** Called in a suite: starts before its first test and ends after its last. */
export async function hostileStage() {
  const folder = await hostilePackages();
  let host: ChromiumHost | undefined;
  let look: Look | undefined;
  before(async () => {
    if (!folder) return;
    // What a page fetches from elsewhere is not there.
    const args = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];
    host = await startChromiumHost({args}, {'/hostile/': folder});
    look = new Look(host);
  });
  after(() => host?.stop());
  return {
    folder,
    skip: folder ? false : 'the packages of test/hostile are not installed',
    get host(): ChromiumHost {
      return host!;
    },
    get look(): Look {
      return look!;
    },
  };
}
