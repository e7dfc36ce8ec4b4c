/**
 * The two classic bad queues, on the same database and with the same steps reported: the harness has to go red on them.
 * `delete-first` takes an item out, sends it, and puts it back where that failed. `no-id` sends, then deletes, and gives the
 * endpoint nothing to know a repetition by.
 */
import {openDB, type IDBPDatabase} from 'idb';
import {receipt, uuid, type Draft, type Saved} from '../../../../src/outbox/index.js';

interface Entry {
  readonly id: string;
  readonly item: Record<string, unknown>;
}

const open = (): Promise<IDBPDatabase> =>
  openDB('bad-pattern', 1, {upgrade: database => void database.createObjectStore('items', {keyPath: 'id'})});

export class BadQueue {
  readonly #endpoint: string;
  readonly #site: string;
  readonly #deletesFirst: boolean;
  readonly #database = open();
  readonly #sent: (id: string) => void;
  #running = false;

  constructor(endpoint: string, site: string, deletesFirst: boolean, sent: (id: string) => void) {
    this.#endpoint = endpoint;
    this.#site = site;
    this.#deletesFirst = deletesFirst;
    this.#sent = sent;
    void this.flush();
  }

  async save({kind, data}: Draft): Promise<Saved> {
    const id = uuid();
    const made = {id, rev: 1, receipt: receipt(), createdAt: new Date().toISOString()};
    const item = {kind, data, schema: `stagepost/${kind}/1`, ...made};
    const transaction = (await this.#database).transaction('items', 'readwrite', {durability: 'strict'});
    void transaction.store.put({id, item});
    await transaction.done;
    void this.flush();
    return {...made, persisted: 'disk'};
  }

  async pending(): Promise<{answers: number}> {
    return {answers: await (await this.#database).count('items')};
  }

  /** One tab at a time, one item at a time, as those queues do. */
  async flush(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    await navigator.locks.request('bad-pattern', async () => {
      const database = await this.#database;
      for (let entry; (entry = ((await database.getAll('items')) as Entry[])[0]);) {
        if (this.#deletesFirst) await database.delete('items', entry.id);
        const taken = await this.#send(entry);
        if (this.#deletesFirst && !taken) await database.put('items', entry);
        if (!this.#deletesFirst && taken) await database.delete('items', entry.id);
        if (taken) this.#sent(entry.id);
        else break;
      }
    });
    this.#running = false;
  }

  async #send({item}: Entry): Promise<boolean> {
    // Without an id of the client's own each arrival is a new answer to the endpoint.
    const travelling = {...item, attempt: 1, ...(!this.#deletesFirst && {id: uuid()})};
    const body = JSON.stringify({
      v: 1,
      site: this.#site,
      batch: uuid(),
      sentAt: new Date().toISOString(),
      items: [travelling],
    });
    const headers = {'content-type': 'application/json'};
    return fetch(`${this.#endpoint}/v1/batch`, {method: 'POST', body, headers}).then(
      ({ok}) => ok,
      () => false,
    );
  }
}
