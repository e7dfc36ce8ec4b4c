/** What must be so once everything works again and time has passed. */
import type {DeadLetter} from '../../../src/outbox/port.js';
import type {Item} from '../../../src/schema/wire.js';
import {Violation, type Ledger, type Thing} from './ledger.js';

export interface World {
  /** The item as the endpoint of its owner holds it. */
  readonly heldFor: (thing: Thing) => readonly Item[];
  readonly dead: ReadonlyMap<string, DeadLetter>;
  readonly conflicts: ReadonlySet<string>;
  /** The true time, ms. */
  readonly time: number;
}

const day = 86_400_000;

export const markOf = (data: Readonly<Record<string, unknown>>): {thing: number; mark: number} => {
  const from = (data['hidden'] ?? data['properties']) as Record<string, number>;
  return {thing: from['thing']!, mark: from['mark']!};
};

/** Throws a `Violation` for the first broken promise. `only`: where not all can be delivered yet. */
export function checkPromises(ledger: Ledger, world: World, only: (thing: Thing) => boolean = () => true): void {
  for (const thing of ledger.things) if (only(thing)) checkThing(thing, world);
}

function checkThing(thing: Thing, world: World): void {
  const held = world.heldFor(thing);
  const letter = thing.id ? world.dead.get(thing.id) : undefined;
  if (held.length > 1) throw new Violation(`${nameOf(thing)} is stored ${held.length} times`);
  if (letter?.code === 'undeliverable' && world.time - thing.since < 28 * day)
    throw new Violation(`${nameOf(thing)} was given up after ${(world.time - thing.since) / day} days`);
  if (thing.erased || thing.takenBack.length) checkGone(thing, held, world);
  else checkThere(thing, held[0], letter, world);
}

function checkGone(thing: Thing, held: readonly Item[], {dead}: World): void {
  if (!held.length) return;
  if (thing.erased) throw new Violation(`${nameOf(thing)} came back after its owner erased it`);
  const refused = [...dead.values()].some(({data}) => data['target'] === thing.id);
  if (!refused && staysAway(thing))
    throw new Violation(`${nameOf(thing)} remains at the endpoint after it was withdrawn`);
}

function checkThere(thing: Thing, held: Item | undefined, letter: DeadLetter | undefined, {conflicts}: World): void {
  const name = nameOf(thing);
  const kept = thing.saves.filter(save => save.rev !== undefined && !save.void);
  if (!kept.length) return;
  const highest = Math.max(...kept.map(save => save.rev!));
  const there = [held, letter].reduce((a, b) => (a && !(b && b.rev > a.rev) ? a : b));
  if (!there) throw new Violation(`${name} rev ${highest} is lost`);
  if (there.rev < highest) throw new Violation(`${name}: rev ${there.rev} of ${highest}`);
  const {mark} = markOf(there.data);
  const save = thing.saves.find(other => other.mark === mark);
  // A conflict lifts a snapshot above the revision it was saved with; the endpoint keeps the highest.
  const lifted = there.rev > highest && conflicts.has(there.id);
  if (!save || (!lifted && save.rev !== undefined && save.rev < highest))
    throw new Violation(`${name}: content ${mark} of rev ${save?.rev} stands where rev ${highest} was promised`);
  if (thing.newer && there === held && (held as {extra?: unknown}).extra !== 'kept')
    throw new Violation(`${name} lost a key of a newer kit`);
}

const nameOf = ({n, id}: Thing): string => `item ${n} (${id})`;

/** A withdrawal whose promise stands, and no snapshot handed over after it. */
const staysAway = ({takenBack, saves}: Thing): boolean =>
  takenBack.some(({sure, called}) => sure && saves.every(save => save.called < called));
