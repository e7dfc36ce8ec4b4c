/** The words of the JSON Schemas: what a property means, by its name, or by the end of its path where a name has two meanings. */

import {journeyWords} from './journey-map-words.js';

export type SchemaName = 'wire-batch' | 'wire-answer' | 'item' | 'survey' | 'config' | 'journey-map' | 'overlay';

export const heads: Readonly<Record<SchemaName, {readonly title: string; readonly description: string}>> = {
  'wire-batch': {
    title: 'Stagepost batch, wire version 1',
    description:
      'What a page POSTs to {endpoint}/v1/batch: 1 to 50 items, at most 60 KiB. Items are judged one by one (item.json), so that a bad one spoils no other.',
  },
  'wire-answer': {
    title: 'Stagepost answer to a batch, wire version 1',
    description: 'The body of a 2xx answer, and the only one that may take an item off a device.',
  },
  'item': {
    title: 'Stagepost item, wire version 1',
    description:
      'One response, event, feedback, identity or withdrawal; at most 16 KiB as JSON, 4,000 UTF-16 units a text, 12 KiB for all texts over 100 units, 8 levels of data, 1,000 values. Those limits over the whole item are not expressible here.',
  },
  'survey': {
    title: 'Stagepost survey definition, stagepost/survey/1',
    description:
      'What a site owner writes. Texts only, never markup. Ids of questions and of options are unique, and a condition names an earlier question; that is not expressible here.',
  },
  'config': {
    title: 'Stagepost configuration, stagepost/config/1',
    description: 'What an endpoint publishes for a site key: survey definitions and the rules that all prompts share.',
  },
  'journey-map': {
    title: 'Stagepost journey map, stagepost/journey-map/1',
    description:
      'Stages, steps and lanes, what is known of them, and how well. Texts only, never markup. Ids are unique in their list, every reference leads somewhere, steps stand in the order of their stages, and cells end after they begin; that is not expressible here.',
  },
  'overlay': {
    title: 'Stagepost overlay, stagepost/overlay/1',
    description:
      'The live values of one journey map by stage and touchpoint. Intervals are at 95 %: adjusted Wald for the NPS, Wilson for shares, Student for means. A figure of too few answers is {"few": true}; one that nobody answered is absent.',
  },
};

/** By the end of the path; the longest one that fits is taken. */
const words: Readonly<Record<string, string>> = {
  '$schema': 'The JSON Schema of this file, for editors.',
  'actions': 'Calls to action of the last step, at most 2.',
  'action.id': 'Id of the action.',
  'action.text': 'What the link says.',
  'afterComplete': 'Days after a complete answer.',
  'afterDismiss': 'Days after the prompt was closed.',
  'afterIgnore': 'Days after the prompt was shown and not touched.',
  'afterPartial': 'Days after an answer that was not finished.',
  'afterSnooze': 'Days after "not now".',
  'answered': 'Whether the question has an answer at all.',
  'answers': 'Answers so far, by question id.',
  'at': 'When the words were agreed to, UTC.',
  'atLeast': 'The answer is this number or more.',
  'atMost': 'The answer is this number or less.',
  'attempt': 'How often the item was sent, this time included; from 1.',
  'batch': 'A UUID of this request, for logs; no identity.',
  'blobs': 'UUIDs of the files that belong to it, at most 10.',
  'bySegment': 'Other texts for detractors, passives and promoters.',
  'code': 'Why: invalid, too-large, too-old, closed, erased, withdrawn, conflict, rate, schema/newer.',
  'complete': 'False while more answers may follow.',
  'contact': 'Consent to be contacted.',
  'context': 'Where and in which surroundings; every key is optional.',
  'cooldown': 'Days between any two prompts that open by themselves.',
  'createdAt': 'When the item was made, UTC by the device.',
  'data': 'What it says, by kind.',
  'detractor': 'For scores of 0 to 6.',
  'email': 'The address that was given.',
  'endedAt': 'When the answer was finished, UTC.',
  'hidden': 'Values that the page gave along, unseen.',
  'high': 'Words at the high end of the scale.',
  'hint': 'A second, smaller line.',
  'href': 'http, https, mailto, tel, or a path of this site.',
  'id': 'Id chosen by the owner: 1 to 100 letters, marks, digits, "_", ".", ":" or "-".',
  'impression': 'A UUID of one showing of the prompt.',
  'in': 'The answer is one of these values, or holds one of these options.',
  'journey': 'Id of the journey.',
  'lang': 'Language, BCP 47.',
  'low': 'Words at the low end of the scale.',
  'max': 'Most options that may be chosen, or UTF-16 units of a text.',
  'maxDisplays': 'Showings without an answer after which the prompt counts as dismissed.',
  'message': "The visitor's words.",
  'mood': 'From 1, bad, to 5, good.',
  'name': 'What happened: "Stage Entered", "Survey Shown".',
  'options': 'What can be chosen, 1 to 50. Their ids stay the same for every segment and language.',
  'order': 'The order in which shuffled options were shown, by question id.',
  'other': "A last option with a text field; in an answer, the visitor's own words.",
  'passive': 'For scores of 7 and 8.',
  'perSession': 'Prompts that may open by themselves in one session.',
  'points': 'Points of the scale, 2 to 10.',
  'primary': 'In a question: asks for the main one of several; in an answer: the id of the main one.',
  'privacy': 'Browser signals that count as a refusal to be measured.',
  'promoter': 'For scores of 9 and 10.',
  'proof': 'A signed token by which the site vouches for the user.',
  'properties': 'What belongs to the event.',
  'purpose': 'What the address will be used for.',
  'question': 'Id of an earlier question.',
  'questions': 'The questions in their order, 1 to 50.',
  'reask': 'When a prompt may ask again.',
  'receipt':
    "128 random bits as base64url, known to the visitor's device alone: whoever holds it may withdraw the item.",
  'referrer': 'The page before, without query and fragment.',
  'required': 'Whether the question has to be answered.',
  'retryAfter': 'Seconds to wait.',
  'rev': 'Revision, 1 to 10,000; the highest is kept.',
  'rules': 'What holds between different prompts.',
  'satisfiedFrom': 'The lowest point that counts as satisfied.',
  'schema': 'Name and major of the shape: stagepost/response/1.',
  'sentAt': 'When the request was sent, UTC by the device: tells how far its clock is off.',
  'seq': 'Counts up from 0 within one page load.',
  'serverTime': 'The present by the endpoint, UTC.',
  'session': 'Id of the session.',
  'shape': 'What the points look like.',
  'showIf': 'Shown only where all of these hold.',
  'shuffle': 'Shown in an order drawn for each visitor, and recorded.',
  'site': 'The public key of the site, pk_…',
  'config:site': "The site's id, not its key.",
  'stage': 'Id of the journey stage.',
  'startedAt': 'When the first answer was given, UTC.',
  'status':
    'stored and duplicate let the item leave the device where rev is not lower; rejected is final; retry is not.',
  'survey': 'Id of the survey.',
  'surveys': 'Survey definitions, at most 100.',
  'target': 'UUID of the item to withdraw.',
  'test': 'True for what is no real answer.',
  'text': "One text for every language, or one for each. Absent: the kit's own wording.",
  'textVersion': 'Version of the words that were agreed to.',
  'thanks': 'The last step.',
  'touchpoint': 'Id of the touchpoint.',
  'traits': 'What the site knows of the visitor.',
  'type': 'Type of the question.',
  'url': 'The page, without query and fragment.',
  'user': "The site's own id of the person.",
  'v': 'Wire version: 1.',
  'value': 'The answer: a score, an option id, or a text.',
  'values': 'Ids of the chosen options, at most 50.',
  'variant': 'Which variant of an experiment was shown.',
  'version': "Hash of the definition's content.",
  'viewport': 'CSS pixels: 390x844.',
  'visitor': 'Id of the visitor on this device.',
  'wire-answer:items.id': 'The id as it was sent.',
  'wire-answer:items': 'A verdict on each item of the batch, in any order.',
  'wire-batch:items': 'The items, 1 to 50.',
  'item:id': 'A UUID, made once when the answer is accepted, and never again.',
  'item:data.kind': 'problem, idea, praise or question.',
  'item:kind': 'What the item is; agrees with schema.',
  'overlay:at': 'When the values were computed, UTC.',
  'overlay:from': 'The period asked for begins here, UTC; absent: no limit.',
  'overlay:journey': 'Id of the map.',
  'overlay:minN': 'Figures of fewer answers than this are hidden.',
  'overlay:segment': 'The traits asked for, each with the values that fit.',
  'overlay:to': 'The period asked for ends before this, UTC; absent: no limit.',
  'overlay:values': 'One entry for each place that has answers.',
  'overlay:values.at': 'When the newest answer behind the figures shown was given, UTC; absent where none is shown.',
  'overlay:values.stage': 'Id of a stage; with a touchpoint: that touchpoint in this stage alone.',
  'overlay:values.touchpoint': 'The touchpoint as prompts send it; without a stage: in whatever stage.',
  'beyond': 'Answers on another, wider scale, which are in no figure; absent where there are none.',
  'ces': 'Customer Effort Score 2.0, 1 to 7; higher is easier.',
  'ces.high': "Upper end of Student's interval of the mean.",
  'ces.low': "Lower end of Student's interval of the mean.",
  'csat': 'Satisfaction.',
  'csat.high': "Upper end of Wilson's interval of top2, per cent.",
  'csat.low': "Lower end of Wilson's interval of top2, per cent.",
  'detractors': 'Answers of 0 to 6.',
  'few': 'There are answers, too few to be shown.',
  'mean': 'Mean rating in points of the scale.',
  'n': 'Answers behind the figure.',
  'nps': 'Net Promoter Score.',
  'nps.high': 'Upper end of the adjusted-Wald interval, points.',
  'nps.low': 'Lower end of the adjusted-Wald interval, points.',
  'passives': 'Answers of 7 and 8.',
  'promoters': 'Answers of 9 and 10.',
  'reasons': 'Root causes of the NPS answers.',
  'reasons.n': 'Answers that name it, among others.',
  'scale': 'The highest rating; 5 where absent.',
  'score': 'Net Promoter Score in points, -100 to 100.',
  'tag': 'Id of the root cause.',
  'top2': 'Share of the two best ratings, per cent.',
  'who': 'Ids that consent allows to be sent.',
};

const wordsFor = (name: SchemaName) => (name === 'journey-map' ? journeyWords : words);

/** What a property means. @throws where no words are found for it: every property is described. */
export function describe(name: SchemaName, path: readonly string[]): string {
  const found = wordsOf(name, path);
  if (found === undefined) throw new Error(`there are no words for "${path.join('.')}" of ${name}`);
  return wordsFor(name)[found]!;
}

/** The entry that describes a property. */
export function wordsOf(name: SchemaName, path: readonly string[]): string | undefined {
  const ends = path.map((_, at) => path.slice(at).join('.'));
  return [`${name}:${ends[0]}`, ...ends].find(end => Object.hasOwn(wordsFor(name), end));
}

/** Every entry, for the test that none is left over. */
export const entries: readonly string[] = [...Object.keys(words), ...Object.keys(journeyWords)];
