/**
 * A collector in a process of its own, for kill tests: `node --import tsx served.ts FILE [variant]`.
 * The variants are known to be wrong; a test that cannot tell them from the real one proves nothing.
 */
import {createCollector, openSqliteStore, startServer, type Store} from '../../../src/collector/index.js';
import {randomUUID} from 'node:crypto';

const [file = '', variant = ''] = process.argv.slice(2);

const variants: Readonly<Record<string, (real: Store) => Store['write']>> = {
  /** Acknowledges what it has only heard. */
  'early-answer': real => async (site, items) => {
    setTimeout(() => void real.write(site, items).catch(() => undefined), 20);
    return items.map(({rev}) => ({status: 'stored', rev}));
  },
  /** Forgets which item it has seen. */
  'no-ids': real => async (site, items) => {
    const outcomes = await real.write(
      site,
      items.map(item => ({...item, id: randomUUID()})),
    );
    // The answer takes its time, so that a kill falls between commit and answer often enough.
    await new Promise(resolve => setTimeout(resolve, 15));
    return outcomes;
  },
};

const real = openSqliteStore(file);
const write = variants[variant]?.(real);
const store = write ? new Proxy(real, {get: (target, name) => (name === 'write' ? write : bound(target, name))}) : real;

function bound(target: Store, name: string | symbol): unknown {
  const member: unknown = Reflect.get(target, name, target);
  return typeof member === 'function' ? member.bind(target) : member;
}

const server = await startServer(createCollector({store, limits: {perKey: null, itemsPerSite: null}}), {port: 0});
console.log(`listening on ${server.url}`);
