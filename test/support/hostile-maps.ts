/** Maps that mean harm, or are broken in every way that a careless program finds: made from the samples by a seed. */
import type {JourneyMap} from '../../src/schema/journey-map.js';
import {smallMap, wideMap} from './journeys.js';
import {seeded} from './seeded.js';

export interface HostileMap {
  readonly name: string;
  readonly value: unknown;
  /** What must become of it: refused, or shown as it is; absent where either will do. */
  readonly fate?: 'refused' | 'shown';
}

/** Marks that code ran which came in a text. */
export const harm = 'stagepostHarm';

/** Texts that try to become markup, script, style or another direction of reading. */
export const hostileTexts: readonly string[] = [
  `<img src=x onerror="window.${harm}=1">`,
  `<script>window.${harm}=1</script>`,
  `"><svg onload=window.${harm}=1>`,
  `\u202Egnp.exe\u202C \u2066isolated`,
  `javascript:window.${harm}=1`,
  '${window}{{constructor.constructor("x")()}}',
  `</style><style>*{display:none}</style>`,
  `=HYPERLINK("http://127.0.0.1","x")`,
  'a'.repeat(200),
  'ด\u0E49\u0E49\u0E49\u0E49\u0E49\u0E49\u0E49\u0E49',
  '&#60;b&#62; &lt;i&gt; &amp;amp;',
  '\uD800 lone',
  '\u0000\u0007 control',
];

/** Addresses that are none. */
const hostileLinks = [
  'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\nscript:alert(1)', ' javascript:alert(1)', '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>', 'vbscript:x', 'file:///etc/passwd', 'blob:null/x', 'http://user:pass@host/',
]; // prettier-ignore

/** Values that no field of a map is. */
const oddValues: readonly unknown[] = [
  null, {}, [], '', -1, Infinity, Number.NaN, 0.5, true, [[[[]]]], {length: 9}, 'x'.repeat(100_000), '__proto__', 'constructor',
]; // prettier-ignore

type Path = readonly (string | number)[];

/** Every place of a value that is no object itself. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function withValue(map: JourneyMap, path: Path, value: unknown): unknown {
  let at = map as unknown as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as typeof at;
  at[path.at(-1)!] = value;
  return map;
}

const words = new Set(['title', 'name', 'text', 'description', 'goal', 'why', 'label', 'role', 'condition', 'unit']);
const isText = (path: Path): boolean => words.has(`${path.at(-1)}`) || path[0] === 'objectives';
const isReference = (path: Path): boolean => /Ids?$|^(?:from|to)$|^refIds$/.test(`${typeof path.at(-1) === 'number' ? path.at(-2) : path.at(-1)}`); // prettier-ignore
/** Names of things outside the map. */
const leadsOut = (path: Path): boolean =>
  /^(?:childMapId|surveyTouchpointId|funnelStepId|surveyId)$/.test(`${path.at(-1)}`);

function big(): HostileMap[] {
  const deep: Record<string, unknown> = {};
  let at = deep;
  for (let level = 0; level < 5000; level++) at = at['ext'] = {} as Record<string, unknown>;
  const cyclic = smallMap() as JourneyMap & {ext?: Record<string, unknown>};
  cyclic.ext = {};
  cyclic.ext['self'] = cyclic;
  const loops = smallMap();
  for (const step of loops.steps) step.next = loops.steps.map(({id}) => ({stepId: id}));
  loops.steps[0]!.childMapId = loops.id;
  return [
    {name: '10,000 steps', value: wideMap(2, 10_000), fate: 'refused'},
    {name: '20,001 cells', value: wideMap(41, 500), fate: 'refused'},
    {name: '100,000 broken references', value: {...smallMap(), cells: Array.from({length: 20_000}, (_, n) => ({id: `c${n}`, laneId: 'gone', from: 'gone', to: 'gone', refIds: ['x', 'y', 'z']}))}, fate: 'refused'}, // prettier-ignore
    {name: 'nothing but depth', value: {...smallMap(), ext: deep}},
    {name: 'a value that holds itself', value: cyclic},
    {name: 'every step leads to every step, and the map into itself', value: loops, fate: 'shown'},
    {name: 'a map that is a list', value: [smallMap()], fate: 'refused'},
    {name: 'a map of a later kind', value: {...smallMap(), schema: 'stagepost/journey-map/9'}, fate: 'refused'},
    {name: 'a prototype as a key', value: JSON.parse(`{"schema":"stagepost/journey-map/1","__proto__":{"id":"a"},"id":"a"}`), fate: 'refused'}, // prettier-ignore
    {name: 'nothing', value: null},
    {name: 'a number', value: 7, fate: 'refused'},
  ];
}

/** `count` of them, the big ones first. */
export function hostileMaps(seed: number, count: number): HostileMap[] {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const paths = leaves(smallMap());
  const texts = paths.filter(isText);
  const references = paths.filter(path => isReference(path) && !leadsOut(path) && path.length > 1);
  const made = big();
  while (made.length < count) {
    const map = smallMap();
    const kind = made.length % 4;
    if (kind === 0) {
      const path = pick(references);
      made.push({name: `${path.join('.')} leads nowhere`, value: withValue(map, path, pick(['gone', 'constructor', '__proto__'])), fate: 'refused'}); // prettier-ignore
    } else if (kind === 1) {
      const text = pick(hostileTexts);
      for (const path of texts) if (random() < 0.7) withValue(map, path, text);
      made.push({name: `every text is ${JSON.stringify(text.slice(0, 30))}`, value: map, fate: 'shown'});
    } else if (kind === 2) {
      const link = pick(hostileLinks);
      const [where] = [pick(['touchpoint', 'ticket', 'entry', 'media', 'persona', 'ref'])];
      if (where === 'touchpoint') map.steps[0]!.touchpoints![0]!.url = link;
      else if (where === 'ticket') map.opportunities![0]!.ticketUrl = link;
      else if (where === 'entry') map.cells![1]!.items![0]!.url = link;
      else if (where === 'media') map.cells![0]!.media = {src: link, alt: 'x'};
      else if (where === 'persona') Object.assign(map.personas![0]!, {image: link, imageAlt: 'x'});
      else map.steps[2]!.emotions![0]!.refs![0]!.url = link;
      made.push({name: `${where} leads to ${JSON.stringify(link)}`, value: map, fate: 'refused'});
    } else {
      const path = pick(paths);
      const value = pick(oddValues);
      made.push({name: `${path.join('.')} is ${String(JSON.stringify(value)).slice(0, 30)}`, value: withValue(map, path, value)}); // prettier-ignore
    }
  }
  return made;
}
