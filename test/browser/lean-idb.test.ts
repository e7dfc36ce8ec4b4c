/** The lean idb of the embed files behaves as idb does, in all that the outbox uses of it. */
import {expect} from '@open-wc/testing';
import * as idb from 'idb';
import * as leanIdb from '../../src/embed/lean/idb.js';

type Open = typeof leanIdb.openDB;

const none = {upgrade: () => {}, blocking: () => {}, terminated: () => {}};
const withStore = {...none, upgrade: (database: IDBDatabase) => void database.createObjectStore('s', {keyPath: 'id'})};
let name = '';
let count = 0;

const nameOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'kept',
    (error: Error) => error.name,
  );

const behaviours: Readonly<Record<string, (open: Open) => Promise<void>>> = {
  async 'keeps, gives and deletes'(open) {
    const database = await open(name, undefined, withStore);
    const {store, done} = database.transaction('s', 'readwrite', {durability: 'strict'});
    await store.put({id: 'a', n: 1});
    await store.put({id: 'b', n: 2});
    expect(await store.get('a')).to.deep.equal({id: 'a', n: 1});
    expect(await store.get('x')).to.equal(undefined);
    await store.delete('a');
    expect(await store.getAll()).to.deep.equal([{id: 'b', n: 2}]);
    await done;
    database.close();
    const again = await open(name, undefined, none);
    expect(await again.transaction('s').store.getAll()).to.deep.equal([{id: 'b', n: 2}]);
    again.close();
  },

  async 'undoes what was aborted, and says so'(open) {
    const database = await open(name, undefined, withStore);
    const {store, done, abort} = bound(database.transaction('s', 'readwrite'));
    const told = nameOf(done);
    await store.put({id: 'a'});
    abort();
    expect(await told).to.equal('AbortError');
    expect(await database.transaction('s').store.getAll()).to.deep.equal([]);
    database.close();
  },

  async 'refuses what cannot be kept, at once or with the transaction'(open) {
    const database = await open(name, undefined, withStore);
    const {store, done} = database.transaction('s', 'readwrite');
    const told = nameOf(done);
    expect(await nameOf(Promise.resolve().then(() => store.put({id: 'a', no: () => {}})))).to.equal('DataCloneError');
    expect(await nameOf(Promise.resolve().then(() => store.put({without: 'id'})))).to.equal('DataError');
    expect(await told).to.equal('kept');
    expect(() => database.transaction('other')).to.throw(DOMException);
    database.close();
    expect(() => database.transaction('s')).to.throw(DOMException, /clos/);
  },

  async 'tells who is in the way of a newer version'(open) {
    const seen: unknown[] = [];
    const database = await open(name, 1, {
      ...withStore,
      blocking(old, next, event) {
        seen.push(old, next, (event.target as IDBDatabase).name);
        (event.target as IDBDatabase).close();
      },
    });
    (await open(name, 2, none)).close();
    expect(seen).to.deep.equal([1, 2, name]);
    expect(await nameOf(open(name, 1, none))).to.equal('VersionError');
    void database;
  },
};

/** Methods that may be called without their object. */
const bound = (transaction: ReturnType<leanIdb.IDBPDatabase['transaction']>) => ({
  store: transaction.store,
  done: transaction.done,
  abort: () => transaction.abort(),
});

describe('the lean idb', () => {
  beforeEach(() => (name = `lean-idb-${++count}`));
  afterEach(() => indexedDB.deleteDatabase(name));

  for (const [what, behave] of Object.entries(behaviours))
    for (const [which, open] of [
      ['idb', idb.openDB as unknown as Open],
      ['lean', leanIdb.openDB],
    ] as const)
      it(`${what} (${which})`, () => behave(open));

  it('control: one that tells success too early is found', async () => {
    const early: Open = async (...args) => {
      const database = await leanIdb.openDB(...args);
      return {...database, transaction: (...of) => ({...database.transaction(...of), done: Promise.resolve()})};
    };
    const found = await behaviours['undoes what was aborted, and says so']!(early).then(
      () => false,
      () => true,
    );
    expect(found).to.equal(true);
  });
});
