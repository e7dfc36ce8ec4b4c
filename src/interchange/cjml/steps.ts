import {quoted} from '../../schema/issues.js';
import type {Emotion, Step} from '../../schema/journey-map.js';
import {NamedChannels} from '../channels.js';
import {idMaker} from '../ids.js';
import {fitName, present} from '../names.js';
import {clamp, fiveScale, mapScale, rescaled} from '../scales.js';
import type {XmlElement} from '../xml-tree.js';
import type {Actor, Actors} from './actors.js';
import {attributeOf, childOf, isCalled, isPoint, linesIn, type Say, textIn} from './elements.js';
import {hasContent, type KeptStep, nodeOf} from './kept.js';
import {anybody, compliances, isNoChannel, kindOf, nobody, ratingOf} from './vocabulary.js';

/** What of a touchpoint has its place in our model. */
const modelled = [
  'touchpointID', 'belongsTo', 'compliance', 'initiator', 'receiver', 'channel', 'comment', 'touchpointExperience',
] as const; // prettier-ignore
/** How an actor is kept: a user by the id of the persona, a provider by its id in the file. */
const keptName = (actor: Actor | undefined): string | undefined =>
  actor && (actor.personaId || (actor.personaId === '' ? anybody.id : actor.ref));

/** Makes steps of touchpoints: a communication point has one touchpoint of ours, an action none. */
export class Steps {
  readonly channels = new NamedChannels(kindOf);
  readonly kept: Record<string, KeptStep> = {};
  /** Ids of the providers that the steps of the model name. */
  readonly named = new Set<string>();
  readonly #actors: Actors;
  readonly #say: Say;
  readonly #idOf = idMaker('step');

  constructor(actors: Actors, say: Say) {
    this.#actors = actors;
    this.#say = say;
  }

  of(element: XmlElement, stageId: string): Step {
    const ref = textIn(element, 'touchpointID') || attributeOf(element, 'touchpointID', 'id');
    const [from, to] = [childOf(element, 'initiator'), childOf(element, 'receiver')];
    const first = textIn(from, 'initiatorLabel', 'label');
    const second = textIn(to, 'receiverLabel', 'label');
    const comment = linesIn(element, 'comment');
    const name = first || second || comment?.replace(/\s+/g, ' ') || ref || 'Touchpoint';
    const id = this.#idOf(ref || name, ref);
    const [initiator, receiver] = [this.#actors.of(from), this.#actors.of(to)];
    const step = {
      id,
      stageId,
      name: fitName(name),
      description: comment === name ? undefined : comment,
      tags: this.#compliance(element),
      touchpoints: isPoint(element)
        ? [
            present({
              id,
              name: fitName(second || name),
              ...this.#between(initiator, receiver),
              channelId: this.#channel(element),
            }),
          ]
        : undefined,
      emotions: this.#experience(element, initiator, receiver),
    };
    this.#keep(id, element, initiator, receiver);
    return present(step) as Step;
  }

  #channel(element: XmlElement): string | undefined {
    const channel = childOf(element, 'channel');
    const name = textIn(channel, 'channelName') || channel?.text.trim() || '';
    return isNoChannel(name) ? undefined : this.channels.idOf(name);
  }

  /** Who begins, seen from the user, and which provider has the touchpoint. */
  #between(initiator: Actor | undefined, receiver: Actor | undefined) {
    const provider = [initiator, receiver].find(actor => actor && actor.personaId === undefined);
    if (provider) this.named.add(provider.ref);
    const users = [initiator, receiver].map(actor => actor?.personaId !== undefined);
    const direction = users[0] ? 'inbound' : users[1] ? 'outbound' : initiator && receiver ? 'none' : undefined;
    return {direction, owner: provider && provider.ref !== nobody.id ? fitName(provider.name) : undefined};
  }

  #compliance(element: XmlElement): string[] | undefined {
    const word = textIn(element, 'compliance').toLowerCase();
    if (!word || word === 'completed') return;
    if (!(compliances as readonly string[]).includes(word))
      this.#say(
        'note',
        'cjml/compliance',
        element,
        `the compliance ${quoted(word)} is none of ${compliances.join(', ')}; it was kept as a tag.`,
      );
    return [fitName(word)];
  }

  #experience(element: XmlElement, ...actors: readonly (Actor | undefined)[]): Emotion[] | undefined {
    const experience = childOf(element, 'touchpointExperience');
    if (!experience) return;
    const rating = textIn(experience, 'experienceRating');
    const why = linesIn(experience, 'experienceDescription');
    if (!rating && (!why || why === 'nan')) return;
    const number = ratingOf(rating);
    if (!Number.isFinite(number)) {
      this.#say(
        'error',
        'cjml/rating',
        experience,
        `the rating ${quoted(rating)} is no number; write 1 to 5, or the words from very dissatisfied to very satisfied.`,
      );
      return;
    }
    const fits = clamp(number, fiveScale);
    if (fits !== number)
      this.#say(
        'note',
        'cjml/rating-range',
        experience,
        `the rating ${quoted(rating)} is beyond 1 to 5, and was read as ${fits}.`,
      );
    if (element.name.toLowerCase().startsWith('planned'))
      this.#say(
        'note',
        'cjml/planned-experience',
        experience,
        'a planned journey holds no experience in CJML; it was read all the same.',
      );
    const personaId = actors.find(actor => actor?.personaId)?.personaId ?? this.#actors.personas[0]?.id;
    return [present({personaId, score: rescaled(fits, fiveScale, mapScale), why: why === 'nan' ? undefined : why})];
  }

  /** Keeps what the writer could not tell from the step. */
  #keep(id: string, element: XmlElement, initiator: Actor | undefined, receiver: Actor | undefined): void {
    const users = [initiator, receiver].filter(actor => actor?.personaId !== undefined);
    const first = this.#actors.personas[0]?.id ?? '';
    const isPlain = users.length === 1 && users[0]!.personaId === first;
    const elements = element.children
      .filter(child => !isCalled(child, ...modelled))
      .map(nodeOf)
      .filter(hasContent);
    const kept = present({
      initiator: isPlain ? undefined : keptName(initiator),
      receiver: isPlain ? undefined : keptName(receiver),
      elements: elements.length ? elements : undefined,
    });
    if (Object.keys(kept).length) this.kept[id] = kept;
  }
}
