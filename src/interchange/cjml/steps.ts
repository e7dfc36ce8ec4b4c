import {quoted} from '../../schema/issues.js';
import type {Emotion, Step} from '../../schema/journey-map.js';
import {NamedChannels} from '../channels.js';
import {idMaker} from '../ids.js';
import {fitName, present} from '../names.js';
import {clamp, fiveScale, mapScale, rescaled} from '../scales.js';
import type {XmlElement} from '../xml-tree.js';
import type {Actor, Actors} from './actors.js';
import {
  attributeOf,
  childOf,
  type Fit,
  isCalled,
  isPoint,
  linesIn,
  type Names,
  type Say,
  sayUnread,
  textIn,
  unreadIn,
} from './elements.js';
import {type KeptStep, nodeOf} from './kept.js';
import {anybody, channelNameOf, compliances, isNoChannel, kindOf, nobody, ratingOf} from './vocabulary.js';

/** What of a touchpoint has its place in our model. */
const modelled = ['touchpointID', 'belongsTo', 'compliance', 'initiator', 'comment'] as const;
/** And what of one that is no action. */
const modelledOfPoint = [...modelled, 'receiver', 'channel'] as const;

/** What is read inside of these. */
const inside: readonly (readonly [holder: string, read: readonly Names[]])[] = [
  ['belongsTo', []],
  ['initiator', [['refersTo'], ['initiatorLabel', 'label']]],
  ['receiver', [['refersTo'], ['receiverLabel', 'label']]],
  ['channel', [['channelName']]],
];

/** How an actor is kept: a user by the id of the persona, a provider by its id in the file. */
const keptName = (actor: Actor | undefined): string | undefined =>
  actor && (actor.personaId || (actor.personaId === '' ? anybody.id : actor.ref));

/** Whether an experience says anything. */
const isSaid = (experience: XmlElement | undefined): boolean =>
  Boolean(textIn(experience, 'experienceRating') || linesIn(experience, 'experienceDescription'));

/** Makes steps of touchpoints: a communication point has one touchpoint of ours, an action none. */
export class Steps {
  readonly channels = new NamedChannels(kindOf);
  readonly kept = new Map<string, KeptStep>();
  /** Ids of the providers that the steps of the model name. */
  readonly named = new Set<string>();
  readonly #actors: Actors;
  readonly #say: Say;
  readonly #fit: Fit;
  readonly #idOf = idMaker('step');

  constructor(actors: Actors, say: Say, fit: Fit) {
    this.#actors = actors;
    this.#say = say;
    this.#fit = fit;
  }

  of(element: XmlElement, stageId: string): Step {
    const ref = textIn(element, 'touchpointID') || attributeOf(element, 'touchpointID', 'id');
    const [from, to] = [childOf(element, 'initiator'), childOf(element, 'receiver')];
    const first = textIn(from, 'initiatorLabel', 'label');
    const second = textIn(to, 'receiverLabel', 'label');
    const comment = linesIn(element, 'comment');
    // A comment that serves as the name stands whole in the description, where it is longer.
    const said = fitName(comment.replace(/\s+/g, ' '));
    const name = this.#fit.name(first || second || said || ref || 'Touchpoint', element);
    const id = this.#idOf(ref || name, ref);
    const [initiator, receiver] = [this.#actors.of(from), this.#actors.of(to)];
    const felt = this.#experience(element, initiator, receiver);
    const step = {
      id,
      stageId,
      name,
      description: comment === name ? undefined : this.#fit.text(comment, element),
      tags: this.#compliance(element),
      touchpoints: isPoint(element)
        ? [
            present({
              id,
              name: second ? this.#fit.name(second, element) : name,
              ...this.#between(initiator, receiver),
              channelId: this.#channel(element),
            }),
          ]
        : undefined,
      emotions: felt && [felt],
    };
    this.#keep(id, element, initiator, receiver, felt !== undefined);
    return present(step) as Step;
  }

  #channel(element: XmlElement): string | undefined {
    const channel = childOf(element, 'channel');
    const name = textIn(channel, 'channelName') || channel?.text.trim() || '';
    return channel && !isNoChannel(name) ? this.channels.idOf(channelNameOf(this.#fit.name(name, channel))) : undefined;
  }

  /** Who begins, seen from the user, and which provider has the touchpoint. */
  #between(initiator: Actor | undefined, receiver: Actor | undefined) {
    const provider = [initiator, receiver].find(actor => actor && actor.personaId === undefined);
    if (provider) this.named.add(provider.ref);
    const users = [initiator, receiver].map(actor => actor?.personaId !== undefined);
    const direction = users[0] ? 'inbound' : users[1] ? 'outbound' : initiator && receiver ? 'none' : undefined;
    return {direction, owner: provider && provider.ref !== nobody.id ? provider.name : undefined};
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
    return [this.#fit.name(word, element)];
  }

  #experience(element: XmlElement, ...actors: readonly (Actor | undefined)[]): Emotion | undefined {
    const experience = childOf(element, 'touchpointExperience');
    if (!experience || !isSaid(experience)) return;
    const rating = textIn(experience, 'experienceRating');
    const number = ratingOf(rating);
    if (!Number.isFinite(number)) {
      const what = rating ? `the rating ${quoted(rating)} is no number` : 'the rating is missing';
      const text = `${what}; write 1 to 5, or the words from very dissatisfied to very satisfied. The step is without an emotion.`;
      this.#say('error', 'cjml/rating', experience, text);
      return;
    }
    const fits = clamp(number, fiveScale);
    if (fits !== number) {
      const text = `the rating ${quoted(rating)} is beyond 1 to 5, and was read as ${fits}.`;
      this.#say('note', 'cjml/rating-range', experience, text);
    }
    if (element.name.toLowerCase().startsWith('planned')) {
      const text = 'a planned journey holds no experience in CJML; it was read all the same.';
      this.#say('note', 'cjml/planned-experience', experience, text);
    }
    sayUnread(this.#say, unreadIn(experience, ['experienceRating'], ['experienceDescription']));
    const personaId = actors.find(actor => actor?.personaId)?.personaId ?? this.#actors.personas[0]?.id;
    return present({
      personaId,
      score: rescaled(fits, fiveScale, mapScale),
      why: this.#fit.text(linesIn(experience, 'experienceDescription'), experience),
    });
  }

  /** Keeps what the writer could not tell from the step. */
  #keep(
    id: string,
    element: XmlElement,
    initiator: Actor | undefined,
    receiver: Actor | undefined,
    isFelt: boolean,
  ): void {
    const users = [initiator, receiver].filter(actor => actor?.personaId !== undefined);
    const first = this.#actors.personas[0]?.id ?? '';
    const isPlain = users.length === 1 && users[0]!.personaId === first;
    const read: string[] = [...(isPoint(element) ? modelledOfPoint : modelled)];
    for (const [holder, names] of inside)
      if (read.includes(holder)) sayUnread(this.#say, unreadIn(childOf(element, holder), ...names));
    // An experience that is none is kept as it was written.
    if (isFelt || !isSaid(childOf(element, 'touchpointExperience'))) read.push('touchpointExperience');
    const unread = unreadIn(element, ...read.map(name => [name]));
    // A second comment would be read as the first, where that one is the name.
    const isAgain = (child: XmlElement): boolean => isCalled(child, ...read);
    sayUnread(this.#say, unread.filter(isAgain));
    const elements = unread.filter(child => !isAgain(child)).map(nodeOf);
    const kept = present({
      initiator: isPlain ? undefined : keptName(initiator),
      receiver: isPlain ? undefined : keptName(receiver),
      elements: elements.length ? elements : undefined,
    });
    if (Object.keys(kept).length) this.kept.set(id, kept);
  }
}
