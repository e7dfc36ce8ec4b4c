import {quoted} from '../../schema/issues.js';
import type {Persona} from '../../schema/journey-map.js';
import {idMaker, isId} from '../ids.js';
import type {XmlElement} from '../xml-tree.js';
import type {XmlNode} from '../xml-write.js';
import {attributeOf, childOf, type Fit, isCalled, type Names, type Say, textIn, unreadIn} from './elements.js';
import {nodeOf} from './kept.js';
import {anybody, nobody} from './vocabulary.js';

export interface Actor {
  /** As in the file. */
  readonly ref: string;
  readonly name: string;
  /** The id of the persona; empty for the user of a map without personas, absent for a provider. */
  readonly personaId?: string;
}

const refOf = (element: XmlElement): string => attributeOf(element, 'actorID', 'id', 'actorIDref');
const names: Names = ['actorName', 'companyName', 'name'];

/** The actors of a journey by their ids in the file. */
export class Actors {
  readonly personas: Persona[] = [];
  /** What else the file says of an actor, by the id of its persona, or by that of the provider in the file. */
  readonly kept = new Map<string, readonly XmlNode[]>();
  readonly #byRef = new Map<string, Actor>();
  readonly #idOf = idMaker('persona');
  readonly #say: Say;
  readonly #fit: Fit;

  constructor(journey: XmlElement, say: Say, fit: Fit) {
    this.#say = say;
    this.#fit = fit;
    const elements = childOf(journey, 'actors')?.children ?? [];
    // A user whose id is none of ours is not given that of a provider.
    const taken = elements.filter(element => !isCalled(element, 'endUser')).map(refOf);
    for (const ref of new Set(taken)) if (isId(ref)) this.#idOf('', ref);
    for (const element of elements) this.#add(element);
  }

  #add(element: XmlElement): void {
    const id = refOf(element);
    const named = textIn(element, ...names) || element.text.trim() || id;
    if (!named) return;
    // What has no id is referred to by its name.
    const ref = id || named;
    if (this.#byRef.has(ref)) {
      const text = `the id ${quoted(ref)} is that of another actor; this one was not read. Give it its own.`;
      return this.#say('error', 'cjml/actor-again', element, text);
    }
    const name = this.#fit.name(named, element);
    const personaId = isCalled(element, 'endUser') ? this.#personaFor(ref, name) : undefined;
    this.#byRef.set(ref, {ref, name, ...(personaId !== undefined && {personaId})});
    const unread = unreadIn(element, names);
    if (unread.length) this.kept.set(personaId || ref, unread.map(nodeOf));
  }

  #personaFor(ref: string, name: string): string {
    if (ref === anybody.id) return '';
    const id = this.#idOf(name, ref);
    this.personas.push({id, name});
    return id;
  }

  /** The actor that an element refers to; one that is not listed is a provider. */
  of(element: XmlElement | undefined): Actor | undefined {
    const ref = attributeOf(childOf(element, 'refersTo'), 'actorIDref', 'actorID', 'ref');
    if (!element || !ref) return;
    if (!this.#byRef.has(ref)) {
      const text = `the actor ${quoted(ref)} is not among the actors; it was read as a provider.`;
      this.#say('note', 'cjml/actor', element, text);
      this.#byRef.set(ref, {ref, name: this.#fit.name(ref, element)});
    }
    return this.#byRef.get(ref);
  }

  get providers(): Actor[] {
    return [...this.#byRef.values()].filter(({personaId, ref}) => personaId === undefined && ref !== nobody.id);
  }
}
