/**
 * What the engines lack that matters to us, and what we do then. Each row is read in the engine that the tests run in, so that
 * the table stays true; and each names a test that shows what we do, which has to be there.
 */
import {expect, html} from '@open-wc/testing';
import type {StagepostNps} from '../../src/components/nps/nps.js';
import {openOutbox} from '../../src/outbox/index.js';
import type * as Styles from '../../src/ui/styles.js';
import {colors} from '../../src/ui/styles.js';
import {engine} from './engine.js';
import {FakeOutbox, settled, survey, waitUntil, withOutbox} from './support.js';

const [yes, no] = [true, false];

interface Row {
  readonly what: string;
  readonly has: () => boolean | Promise<boolean>;
  /** Chromium 156, Firefox 153 (ESR), WebKitGTK 2.50. */
  readonly in: readonly [chromium: boolean, firefox: boolean, webkit: boolean];
  readonly weDo: string;
  /** File below `test/`, and the name of a test in it, or how it begins. */
  readonly shown: readonly [file: string, test: string];
}

/** A body of so many KiB, by a request that may outlive the page. */
const outliving = (kib: number): Promise<boolean> =>
  fetch('/there-is-no-such-endpoint', {method: 'POST', body: 'x'.repeat(kib * 1024), keepalive: true})
    .then(response => response.text())
    .then(
      () => true,
      () => false,
    );

async function importsAgain(): Promise<boolean> {
  const address = `/flaky/busy/${Math.random()}`;
  const load = () => import(address).then(() => true, () => false); // prettier-ignore
  await load();
  await fetch(`${address}?mend`);
  return load();
}

/** A strict transaction says that it is one. */
const strict = () =>
  new Promise<boolean>((resolve, reject) => {
    const opening = indexedDB.open('engine-lacks');
    opening.addEventListener('upgradeneeded', () => void opening.result.createObjectStore('s'));
    opening.addEventListener('error', () => reject(opening.error));
    opening.addEventListener('success', () => {
      const {durability} = opening.result.transaction('s', 'readwrite', {durability: 'strict'});
      opening.result.close();
      indexedDB.deleteDatabase('engine-lacks');
      resolve(durability === 'strict');
    });
  });

const table: readonly Row[] = [
  {
    what: 'Background Sync',
    has: () => 'SyncManager' in window,
    in: [yes, no, no],
    weDo: 'what waits is sent by the next page of the site, when the network is back, and by timers',
    shown: ['chaos/lifecycle.test.ts', 'offline, then online: sent without anybody asking'],
  },
  {
    what: 'the event of a page that is frozen',
    has: () => 'onfreeze' in document,
    in: [yes, no, no],
    weDo: 'a page that is left gives the lock back by itself; elsewhere a frozen page is hidden first',
    shown: ['unit/outbox/page.test.ts', 'a page that gave the lock back lets another send'],
  },
  {
    what: 'asking that storage may stay (navigator.storage.persist)',
    has: () => 'persist' in (navigator.storage ?? {}),
    in: [yes, yes, no],
    weDo: 'never asked for, as Firefox would ask the visitor; copies bring back what a database lost',
    shown: ['unit/outbox/storage.test.ts', 'a database that is empty of a sudden'],
  },
  {
    what: 'a strict transaction of IndexedDB',
    has: strict,
    in: [yes, yes, yes],
    weDo: 'where an older browser has none, "on this device" means that the transaction has completed',
    shown: ['unit/outbox/storage.test.ts', 'a database that fails: the journal keeps it'],
  },
  {
    what: 'a request of 60 KiB that outlives its page',
    has: () => outliving(60),
    in: [yes, yes, yes],
    weDo: 'where it is refused, the item is still on the device, and the next page sends it',
    shown: [
      'unit/outbox/page.test.ts',
      'a page that is hidden sends at once what is fresh, and only an answer lets go of it',
    ],
  },
  {
    what: 'one of 65 KiB',
    has: () => outliving(65),
    in: [no, no, no],
    weDo: 'the last request of a page stays below 60 KiB',
    shown: [
      'chaos/lifecycle.test.ts',
      'many answers on a page that is left: the last request stays within what browsers allow',
    ],
  },
  {
    what: 'import() of a file that could not be had the first time',
    has: importsAgain,
    in: [yes, no, yes],
    weDo: 'the loader asks for the same file by another address; what only trouble needs is done without',
    shown: ['browser/loader.test.ts', 'imports a file once the network is back'],
  },
  {
    what: 'Global Privacy Control',
    has: () => 'globalPrivacyControl' in navigator,
    in: [no, yes, no],
    weDo: 'Do Not Track counts as well, and the consent that the owner sets',
    shown: ['browser/nps-life.test.ts', 'counts as denied, unless consent is granted outright'],
  },
  {
    what: 'Do Not Track',
    has: () => 'doNotTrack' in navigator,
    in: [yes, yes, no],
    weDo: 'Global Privacy Control counts as well, and the consent that the owner sets',
    shown: ['browser/nps-life.test.ts', 'counts as denied, unless consent is granted outright'],
  },
  {
    what: 'light-dark()',
    has: () => CSS.supports('color: light-dark(red, red)'),
    in: [yes, yes, yes],
    weDo: 'an older browser shows the light colours throughout',
    shown: ['browser/engine-lacks.test.ts', 'without light-dark() the colours are the light ones'],
  },
  {
    what: ':has()',
    has: () => CSS.supports('selector(:has(a))'),
    in: [yes, yes, yes],
    weDo: 'an older browser (Firefox before 121) draws no ring around a chosen cause; its box is ticked',
    shown: ['browser/nps-names.test.ts', 'what is chosen, what cannot be chosen any more'],
  },
  {
    what: 'popover',
    has: () => 'popover' in HTMLElement.prototype,
    in: [yes, yes, yes],
    weDo: 'in an older browser a popup stands fixed over the page, below what the page itself puts on top',
    shown: ['browser/engine-lacks.test.ts', 'without popovers a popup stands over the page all the same'],
  },
  {
    what: 'colours that a visitor forces',
    has: () => matchMedia('(forced-colors)').media === '(forced-colors)',
    in: [yes, yes, yes],
    weDo: 'a chosen score has a wider border; WebKitGTK knows the query and never forces',
    shown: ['browser/looks.test.ts', 'show what is chosen where colours are forced'],
  },
  {
    what: 'Trusted Types',
    has: () => 'trustedTypes' in window,
    in: [yes, yes, yes],
    weDo: 'where there are none, nothing has to be allowed',
    shown: ['e2e/csp.test.ts', 'a strict Content-Security-Policy'],
  },
  {
    what: 'Web Locks, in a secure context',
    has: () => isSecureContext && 'locks' in navigator,
    in: [yes, yes, yes],
    weDo: 'without them, as on plain http, a lease in the database says who sends',
    shown: ['unit/outbox/traps.test.ts', 'a lease of a living tab is kept to'],
  },
];

const column = {chromium: 0, firefox: 1, webkit: 2}[engine];

describe(`what ${engine} lacks`, () => {
  for (const {what, has, in: values, weDo} of table)
    it(`${values[column] ? 'has' : 'lacks'} ${what}: ${weDo}`, async () =>
      expect(await has()).to.equal(values[column]));

  it('is answered by tests that are there', async () => {
    for (const {shown: [file, name]} of table) {
      const text = await (await fetch(`/test/${file}`)).text();
      expect(text.includes(name), `${file}: ${name}`).to.equal(true);
    }
  }); // prettier-ignore

  it('on plain http: no locks, no randomUUID, no service worker; the database and chance are there', async () => {
    const frame = document.createElement('iframe');
    const told = new Promise<unknown>(resolve => {
      addEventListener('message', event => event.source === frame.contentWindow && resolve(event.data));
    });
    frame.src = `http://intranet.test:${location.port}/insecure`;
    document.body.append(frame);
    expect(await told).to.deep.equal({
      secure: false,
      locks: false,
      randomUUID: false,
      serviceWorker: false,
      indexedDB: true,
      values: true,
    });
    frame.remove();
  });

  it('without light-dark() the colours are the light ones', async () => {
    const {supports} = CSS;
    CSS.supports = () => false;
    try {
      const older = '/src/ui/styles.ts?older';
      const {baseStyles} = (await import(older)) as typeof Styles;
      const css = String(baseStyles);
      expect(css).not.to.contain('light-dark(');
      for (const [role, pair] of Object.entries(colors))
        expect(css).to.contain(`--stagepost-color-${role},${pair.split(',')[0]})`);
    } finally {
      CSS.supports = supports;
    }
  });

  it('without popovers a popup stands over the page all the same', async () => {
    const popover = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'popover')!;
    Reflect.deleteProperty(HTMLElement.prototype, 'popover');
    try {
      const element = await withOutbox<StagepostNps>(
        new FakeOutbox(),
        html`<stagepost-nps mode="popup" survey=${survey()}></stagepost-nps>`,
      );
      void element.show();
      await waitUntil(() => element.shadowRoot!.querySelector('.box legend'));
      await settled(element);
      const box = element.shadowRoot!.querySelector<HTMLElement>('.box')!;
      expect(getComputedStyle(box).position).to.equal('fixed');
      const {x, y, width, height} = box.getBoundingClientRect();
      expect(document.elementFromPoint(x + width / 2, y + height / 2)).to.equal(element);
      element.remove();
    } finally {
      Object.defineProperty(HTMLElement.prototype, 'popover', popover);
    }
  });

  it('asks the visitor for no permission: an answer is kept without', async () => {
    const asked: string[] = [];
    const storage = navigator.storage as Partial<StorageManager> | undefined;
    if (storage?.persist)
      Object.defineProperty(storage, 'persist', {value: () => asked.push('persist'), configurable: true});
    const outbox = openOutbox({endpoint: '/there-is-no-such-endpoint', site: 'pk_lacks'});
    const saved = await outbox.save({kind: 'response', data: {answers: {}}} as never);
    expect(saved.persisted, 'strict, on disk').to.equal('disk');
    expect(asked).to.deep.equal([]);
    await outbox.clear();
    if (storage) Reflect.deleteProperty(storage, 'persist');
  });
});
