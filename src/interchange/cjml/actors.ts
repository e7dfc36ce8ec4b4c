import {quoted} from '../../schema/issues.js';
import type {Persona} from '../../schema/journey-map.js';
import {idMaker} from '../ids.js';
import {fitName} from '../names.js';
import type {XmlElement} from '../xml-tree.js';
import {attributeOf, childOf, isCalled, type Say, textIn} from './elements.js';
import {anybody, nobody} from './vocabulary.js';

export interface Actor {
  /** As in the file. */
  readonly ref: string;
  readonly name: string;
  /** The id of the persona; absent for a provider. */
  readonly personaId?: string;
}

/** The actors of a journey by their ids in the file. */
export class Actors {
  readonly personas: Persona[] = [];
  readonly #byRef = new Map<string, Actor>();
  readonly #idOf = idMaker('persona');
  readonly #say: Say;

  constructor(journey: XmlElement, say: Say) {
    this.#say = say;
    for (const element of childOf(journey, 'actors')?.children ?? []) this.#add(element);
  }

  #add(element: XmlElement): void {
    const ref = attributeOf(element, 'actorID', 'id', 'actorIDref');
    const name = textIn(element, 'actorName', 'companyName', 'name') || element.text.trim() || ref;
    if (!name || this.#byRef.has(ref)) return;
    if (!isCalled(element, 'endUser')) this.#byRef.set(ref, {ref, name});
    else if (ref === anybody.id && name === anybody.name) this.#byRef.set(ref, {ref, name, personaId: ''});
    else {
      const personaId = this.#idOf(name, ref);
      this.personas.push({id: personaId, name: fitName(name)});
      this.#byRef.set(ref, {ref, name, personaId});
    }
  }

  /** The actor that an element refers to; one that is not listed is a provider. */
  of(element: XmlElement | undefined): Actor | undefined {
    const ref = attributeOf(childOf(element, 'refersTo'), 'actorIDref', 'actorID', 'ref');
    if (!element || !ref) return;
    if (!this.#byRef.has(ref)) {
      this.#say(
        'note',
        'cjml/actor',
        element,
        `the actor ${quoted(ref)} is not among the actors; it was read as a provider.`,
      );
      this.#byRef.set(ref, {ref, name: ref});
    }
    return this.#byRef.get(ref);
  }

  get providers(): Actor[] {
    return [...this.#byRef.values()].filter(({personaId, ref}) => personaId === undefined && ref !== nobody.id);
  }
}
