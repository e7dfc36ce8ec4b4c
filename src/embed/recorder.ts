/** Behaviour events and the visitor's identity, as far as consent allows: sent, held in memory, or not recorded. */
import type {Draft, OutboxPort} from '../outbox/port.js';
import {deviceLimits} from '../schema/limits.js';
import type {Scalar, Settings} from '../schema/settings.js';
import {consentOf} from '../ui/consent.js';
import {loadIds, whoFor} from '../ui/identity.js';
import {nextSeq, whereabouts} from '../ui/surroundings.js';

interface Person {
  readonly user: string;
  readonly traits?: Readonly<Record<string, Scalar>> | undefined;
  readonly proof?: string | undefined;
}

export class Recorder {
  readonly #settings: () => Settings;
  readonly #outbox: () => OutboxPort;
  /** What happened while consent was pending, oldest first. */
  #events: Draft[] = [];
  /** The last person named: an identity is a fact about now, so an earlier one is not kept. */
  #person: Person | undefined;

  constructor(settings: () => Settings, outbox: () => OutboxPort) {
    this.#settings = settings;
    this.#outbox = outbox;
  }

  /** Sends the event when consent is granted, holds it while consent is pending, and does not record it otherwise. */
  async track(name: string, properties: Readonly<Record<string, unknown>>): Promise<void> {
    const settings = this.#settings();
    if (consentOf(settings) === 'denied') return;
    const data = {name, seq: nextSeq(), properties, context: whereabouts(settings)};
    this.#events.push({kind: 'event', data, createdAt: new Date().toISOString()});
    if (this.#events.length > deviceLimits.events) this.#events.shift();
    await this.settle();
  }

  /** Sends the identity when consent is granted, and holds it while consent is pending. */
  async identify(person: Person): Promise<void> {
    this.#person = person;
    await this.settle();
  }

  /** Does with what is held as the consent of this moment says. */
  async settle(): Promise<void> {
    await loadIds(this.#settings());
    // Another consent may hold by now.
    const settings = this.#settings();
    const consent = consentOf(settings);
    // Asking who it is also forgets the ids of a visitor who refused.
    const who = whoFor(settings);
    const events = this.#events;
    const person = this.#person;
    if (consent === 'pending' || !(events.length || person)) return;
    const outbox = consent === 'granted' ? this.#outbox() : undefined;
    this.#events = [];
    this.#person = undefined;
    if (!outbox) return;
    const drafts: Draft[] = events;
    if (person) drafts.unshift({kind: 'identity', data: {visitor: who?.visitor, ...person}});
    await Promise.all(drafts.map(draft => outbox.save({...draft, who})));
  }
}
