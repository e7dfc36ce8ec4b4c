/** The sheets beside `steps`: one row for each thing, and for each column where in the model it stands. */
import {quoted} from '../../schema/issues.js';
import type {Entry} from '../../schema/journey-map.js';
import * as words from '../../schema/journey-words.js';
import {isMediaLink, isWebLink} from '../../schema/link.js';
import {
  between,
  countOf,
  dateOf,
  flagOf,
  linkOf,
  numberOf,
  ratingOf,
  textsOf,
  textUpTo,
  type Understood,
  wordOf,
} from './values.js';

/** The lists that a column may refer to. */
export type Target = 'steps' | 'personas' | 'channels' | 'painPoints' | 'kpis' | 'lanes' | 'any';

export interface Column {
  /** As it is written. */
  readonly title: string;
  /** Other words for it, with commas. */
  readonly also?: string;
  /** Where it stands in the item: `experiment.before`. */
  readonly path: string;
  readonly read?: (text: string) => Understood<unknown>;
  /** The value as a cell has it, where that is not plain from its type. */
  readonly write?: (value: unknown) => string;
  /** It names others, one or several. */
  readonly refs?: {readonly to: Target; readonly many: boolean};
}

export type ListName = 'stages' | 'personas' | 'channels' | 'kpis' | 'painPoints' | 'opportunities' | 'lanes' | 'cells';

export interface Table {
  /** The name of its sheet as it is written; other names with commas. */
  readonly sheet: string;
  readonly also: string;
  readonly list: ListName;
  /** Heads the column of ids. It has a blank, which no id has: so a header row is never taken for a row of the table. */
  readonly idTitle: string;
  /** The column that a row cannot do without. */
  readonly key: string;
  readonly columns: readonly Column[];
}

const short = textUpTo(words.journeyLimits.nameUnits);
const long = textUpTo(words.journeyLimits.textUnits);
const matching =
  (pattern: RegExp, what: string) =>
  (value: string): Understood<string> =>
    pattern.test(value) ? {value} : {reason: `${quoted(value)} is no ${what}`};
const list =
  (most: number) =>
  (value: string): Understood<string[]> => {
    const found = [...textsOf(value)];
    const tooLong = found.find(one => one.length > most);
    if (tooLong) return {reason: `${quoted(tooLong)} is longer than ${most} characters`};
    return found.length <= words.journeyLimits.entries
      ? {value: found}
      : {reason: `There are more than ${words.journeyLimits.entries} in one cell`};
  };
const texts = list(words.journeyLimits.textUnits);
const tags = list(words.journeyLimits.nameUnits);
/** Texts of entries; what else an entry has stands on the sheet `more`. */
const entries = (value: string): Understood<Entry[]> => {
  const found = texts(value);
  return found.value ? {value: found.value.map(one => ({text: one}))} : found;
};
const id = matching(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}_.:-]{0,99}$/u, 'id');
const color = matching(/^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$/, 'colour such as #2a5bd7');

const column = (title: string, path: string, read?: Column['read'], also = ''): Column => ({
  title,
  path,
  also,
  ...(read && {read}),
});
const refs = (title: string, path: string, to: Target, many = true, also = ''): Column => ({
  title,
  path,
  also,
  refs: {to, many},
});

const owner = column('Owner', 'owner', short, 'responsible,team,verantwortlich');
const tagList = column('Tags', 'tags', tags, 'schlagworte');
const confidence = column('Confidence', 'confidence', wordOf(words.confidences), 'evidence level');
const description = column('Description', 'description', long, 'beschreibung,details');

export const statusOf = wordOf(words.opportunityStatuses, {
  'open': 'idea', 'new': 'idea', 'to do': 'candidate', 'todo': 'candidate', 'backlog': 'candidate', 'doing': 'in-progress',
  'done': 'shipped', 'closed': 'shipped', 'offen': 'idea', 'neu': 'idea', 'geplant': 'planned', 'in arbeit': 'in-progress',
  'erledigt': 'shipped', 'fertig': 'shipped', 'gemessen': 'measured', 'verworfen': 'rejected', 'abgelehnt': 'rejected',
  'idee': 'idea',
}); // prettier-ignore

export const tables: readonly Table[] = [
  {
    sheet: 'stages', also: 'phases,phasen,stage list', list: 'stages', idTitle: 'Stage ID', key: 'name',
    columns: [
      column('Stage', 'name', short, 'phase,name'),
      column('Goal', 'goal', long, 'ziel,stage goal'),
      description,
      column('Duration', 'duration', short, 'dauer'),
      column('Lifecycle', 'lifecycle', wordOf(words.lifecycles)),
      owner,
      refs('KPIs', 'kpiIds', 'kpis', true, 'kpi,kennzahlen'),
      column('Colour', 'color', color, 'color,farbe'),
      column('Funnel step', 'funnelStepId', id),
    ],
  },
  {
    sheet: 'personas', also: 'persona,actors,zielgruppen', list: 'personas', idTitle: 'Persona ID', key: 'name',
    columns: [
      column('Persona', 'name', short, 'name,akteur,actor'),
      column('Role', 'role', short, 'rolle'),
      column('Segment', 'segment', short),
      column('Summary', 'summary', long, 'description,beschreibung,zusammenfassung'),
      column('Goals', 'goals', texts, 'ziele'),
      column('Needs', 'needs', texts, 'bedürfnisse'),
      column('Frustrations', 'frustrations', texts, 'pain points,frust'),
      column('Image', 'image', linkOf(isMediaLink), 'bild'),
      column('Image description', 'imageAlt', long),
      column('Colour', 'color', color, 'color,farbe'),
    ],
  },
  {
    sheet: 'channels', also: 'channel,kanäle', list: 'channels', idTitle: 'Channel ID', key: 'name',
    columns: [
      column('Channel', 'name', short, 'name,kanal'),
      column('Kind', 'kind', wordOf(words.channelKinds), 'type,art'),
      column('Zone', 'zone', wordOf(words.zones)),
      column('Icon', 'icon', wordOf(words.channelKinds)),
    ],
  },
  {
    sheet: 'kpis', also: 'kpi,metrics,measures,kennzahlen', list: 'kpis', idTitle: 'KPI ID', key: 'name',
    columns: [
      column('KPI', 'name', short, 'name,metric,kennzahl'),
      column('Kind', 'kind', wordOf(words.kpiKinds), 'type,art'),
      column('Unit', 'unit', short, 'einheit'),
      column('Currency', 'currency', matching(/^[A-Z]{3}$/, 'currency such as EUR'), 'währung'),
      column('Direction', 'direction', wordOf(words.kpiDirections), 'richtung'),
      column('Baseline', 'baseline', numberOf, 'basis,ausgangswert'),
      column('Target', 'target', numberOf, 'ziel,zielwert'),
      column('Value', 'value', numberOf, 'wert,actual,ist'),
      column('n', 'n', countOf),
      column('Low', 'low', numberOf),
      column('High', 'high', numberOf),
      column('As of', 'at', dateOf, 'date,datum,stand'),
      owner,
      column('Tier', 'tier', wordOf(words.kpiTiers)),
    ],
  },
  {
    sheet: 'pain points', also: 'pains,pain-points,painpoints,schmerzpunkte,issues', list: 'painPoints', idTitle: 'Pain point ID', key: 'title',
    columns: [
      column('Pain point', 'title', short, 'title,pain,issue,problem,schmerzpunkt'),
      description,
      refs('Steps', 'stepIds', 'steps', true, 'step,schritt,schritte'),
      column('Severity (1-5)', 'severity', ratingOf, 'schwere,schweregrad'),
      column('Frequency (1-5)', 'frequency', ratingOf, 'häufigkeit'),
      column('Consequence', 'consequence', wordOf(words.consequences), 'folge'),
      refs('Personas', 'personaIds', 'personas', true, 'persona'),
      refs('KPIs', 'kpiIds', 'kpis', true, 'kpi,kennzahlen'),
      column('Root cause', 'rootCauseTag', id, 'ursache'),
      owner, tagList, confidence,
    ],
  },
  {
    sheet: 'opportunities', also: 'opportunity,improvements,chancen,ideas', list: 'opportunities', idTitle: 'Opportunity ID', key: 'title',
    columns: [
      column('Opportunity', 'title', short, 'title,idea,improvement,chance,verbesserung'),
      description,
      refs('Steps', 'stepIds', 'steps', true, 'step,schritt,schritte'),
      refs('Pain points', 'painPointIds', 'painPoints', true, 'pain point,schmerzpunkt,schmerzpunkte'),
      column('Impact (1-5)', 'impact', ratingOf, 'wirkung,nutzen'),
      column('Effort (1-5)', 'effort', ratingOf, 'aufwand'),
      column('Confidence %', 'confidencePct', between(0, 100), 'confidence'),
      column('Reach', 'reach', between(0, Number.MAX_VALUE), 'reichweite'),
      ...words.criteria.map(one => column(`Criterion ${one}`, `criteria.${one}`, ratingOf)),
      owner,
      column('Status', 'status', statusOf, 'stand'),
      column('Due', 'due', dateOf, 'due date,fällig'),
      column('Hypothesis', 'experiment.hypothesis', long, 'hypothese'),
      refs('Experiment KPI', 'experiment.kpiId', 'kpis', false),
      column('Experiment start', 'experiment.start', dateOf),
      column('Experiment end', 'experiment.end', dateOf),
      column('Before', 'experiment.before', numberOf, 'vorher'),
      column('After', 'experiment.after', numberOf, 'nachher'),
      column('Ticket', 'ticketUrl', linkOf(isWebLink), 'ticket url'),
      tagList,
      column('Created', 'createdAt', dateOf),
      column('Updated', 'updatedAt', dateOf),
    ],
  },
  {
    sheet: 'lane list', also: 'lane kinds,spuren', list: 'lanes', idTitle: 'Lane ID', key: 'title',
    columns: [
      column('Lane', 'title', short, 'title,name,spur'),
      column('Kind', 'kind', wordOf(words.laneKinds), 'type,art'),
      refs('Persona', 'personaId', 'personas', false),
      column('Line above', 'lineAbove', wordOf(words.blueprintLines)),
      column('Hidden', 'hidden', flagOf),
      column('Collapsed', 'collapsed', flagOf),
      column('Pinned', 'pinned', flagOf),
      column('Height', 'height', wordOf(words.laneHeights)),
      column('Measure', 'settings.metric', wordOf(words.liveMetrics)),
    ],
  },
  {
    sheet: 'lanes', also: 'lane texts,cells,inhalte', list: 'cells', idTitle: 'Cell ID', key: 'laneId',
    columns: [
      refs('Lane', 'laneId', 'lanes', false, 'spur'),
      refs('Step from', 'from', 'steps', false, 'step,from,schritt,schritt von'),
      refs('Step to', 'to', 'steps', false, 'to,schritt bis'),
      column('Text', 'text', long, 'content,inhalt'),
      {title: 'Items', also: 'punkte', path: 'items', read: entries, write: value => (value as Entry[]).map(entry => entry.text).join('\n')},
      refs('Persona', 'personaId', 'personas', false),
      refs('Channels', 'channelIds', 'channels', true, 'channel,kanal,kanäle'),
      refs('Speaks of', 'refIds', 'any'),
      column('Value', 'value', numberOf, 'wert'),
      owner, tagList, confidence,
    ],
  },
]; // prettier-ignore
