/** What stands in the cells of each kind of lane. */
import type {Confidence} from '../../journey/items.js';
import {measured} from '../../locales/journey-map/measured.js';
import type {Cell, Channel, Entry, LaneKind, Media, Opportunity, Step} from '../../schema/journey-map.js';
import {type Box, nothing, padded, row, stack} from './box.js';
import {figure, joined, say, seriesOf, type Setting, inkOf, styleOf} from './setting.js';
import {arrow, bars, channelIcon, diamond, dot, nestedSign, personaShape, pill} from './signs.js';
import {isolated} from './wrap.js';

/** What a step says of itself in a lane, at most so wide. */
type Content = (setting: Setting, step: Step, width: number) => readonly Box[];

/** Between a sign and the words beside it. */
const gap = 6;

const beside = (signs: Box, words: (width: number) => Box, width: number): Box =>
  row([signs, words(width - (signs.width ? signs.width + gap : 0))], gap);

const backed = (setting: Setting, text: string, width: number, confidence?: Confidence): Box =>
  beside(dot(confidence, setting.palette), rest => say(setting, text, rest), width);

const channelSign = (setting: Setting, channel: Channel, width: number): Box =>
  beside(channelIcon(channel, setting.palette.muted), rest => say(setting, channel.name, rest), width);

const touchpoints: Content = (setting, {touchpoints: all = []}, width) =>
  all.map(({name, channelId}) => {
    const channel = channelId === undefined ? undefined : setting.parts.channels.get(channelId);
    return beside(
      channel ? channelIcon(channel, setting.palette.accent) : nothing,
      rest => stack([say(setting, name, rest), channel ? say(setting, channel.name, rest, 'small') : nothing]),
      width,
    );
  });

const channels: Content = (setting, {touchpoints: all = []}, width) =>
  [...new Set(all.flatMap(({channelId}) => channelId ?? []))].map(id =>
    channelSign(setting, setting.parts.channels.get(id)!, width),
  );

const rating = (setting: Setting, label: string, of: number, ink: string, width: number): Box =>
  beside(bars(of, ink, setting.palette), rest => padded(say(setting, label, rest, 'small'), 0, 1), width);

const pains: Content = (setting, {id}, width) =>
  (setting.parts.painsAt.get(id) ?? []).map(({title, severity, confidence}) =>
    stack([
      rating(setting, setting.words.t('severity', 'n', severity), severity, setting.palette.negative, width),
      backed(setting, title, width, confidence),
    ]),
  );

const inks: Readonly<Record<Opportunity['status'], 'muted' | 'accent' | 'positive' | 'negative'>> = {
  'idea': 'muted',
  'candidate': 'muted',
  'planned': 'accent',
  'in-progress': 'accent',
  'shipped': 'positive',
  'measured': 'positive',
  'rejected': 'negative',
};

const opportunities: Content = (setting, {id}, width) =>
  (setting.parts.opportunitiesAt.get(id) ?? []).map(({title, status, impact, effort}) => {
    const {words, palette, measure} = setting;
    const small = styleOf(setting, 'small');
    return stack(
      [
        say(setting, title, width),
        say(setting, joined([words.t('impact', 'n', impact), words.t('effort', 'n', effort)]), width, 'small'),
        pill(words.of('statuses', status), palette[inks[status]], small, width, measure),
      ],
      2,
    );
  });

const kpis: Content = (setting, step, width) => {
  const {words, parts} = setting;
  const ids = [step, ...(step.touchpoints ?? [])].flatMap(({kpiIds = []}) => kpiIds);
  return [...new Set(ids)].map(id => {
    const kpi = parts.kpis.get(id)!;
    const {name, value, target} = kpi;
    return stack([
      say(setting, name, width),
      value === undefined ? nothing : say(setting, figure(setting, measured(words, kpi, value)), width, 'strong'),
      target === undefined
        ? nothing
        : say(setting, `${words.t('targetValue')} ${figure(setting, measured(words, kpi, target))}`, width, 'small'),
    ]);
  });
};

const moments: Content = (setting, {momentOfTruth}, width) =>
  momentOfTruth
    ? [
        beside(
          diamond(setting.palette.caution),
          rest => say(setting, setting.words.t(momentOfTruth === true ? 'momentOfTruth' : momentOfTruth), rest),
          width,
        ),
      ]
    : [];

const engagement: Content = (setting, {engagement: level}, width) =>
  level ? [rating(setting, setting.words.t('engagement', 'n', level), level, setting.palette.accent, width)] : [];

const owners: Content = (setting, step, width) => {
  const all = [
    step.owner ?? setting.parts.stages.get(step.stageId)?.owner,
    ...(step.touchpoints ?? []).map(({owner}) => owner),
  ];
  return [...new Set(all)].map(owner => (owner ? say(setting, owner, width) : nothing));
};

const links: Content = (setting, {next = []}, width) =>
  next.map(({stepId, condition}) => {
    const name = isolated(setting.parts.steps.get(stepId)!.name);
    return beside(
      arrow(setting.palette.muted),
      rest =>
        stack([
          say(setting, setting.words.t('goesTo', 'name', name), rest),
          condition ? say(setting, condition, rest, 'small') : nothing,
        ]),
      width,
    );
  });

const nested: Content = (setting, {childMapId}, width) =>
  childMapId ? [beside(nestedSign(setting.palette.muted), rest => say(setting, childMapId, rest), width)] : [];

const evidence: Content = (setting, {id}, width) => {
  const {words, sources} = setting;
  return (sources.get(id) ?? []).map(({type, label, n}) =>
    stack([
      say(setting, joined([words.of('refTypes', type), n !== undefined && words.t('n', 'n', n)]), width, 'small'),
      say(setting, label, width),
    ]),
  );
};

const personas: Content = (setting, {emotions = []}, width) =>
  emotions.flatMap(({personaId}) => {
    const persona = setting.parts.personas.get(personaId ?? '');
    if (!persona) return [];
    const shape = personaShape(seriesOf(setting, personaId), inkOf(setting, persona));
    return beside(shape, rest => say(setting, persona.name, rest), width);
  });

/** Lanes that show what the steps themselves hold; every other lane shows its cells alone. */
const derived: Partial<Record<LaneKind, Content>> = {
  touchpoints, channels, engagement, 'pain-points': pains, 'moments-of-truth': moments, opportunities, kpis, owners,
  links, 'nested-map': nested, evidence, persona: personas,
}; // prettier-ignore

export const isDerived = (kind: LaneKind): boolean => kind in derived;

export const contentAt = (setting: Setting, kind: LaneKind, step: Step, width: number): readonly Box[] =>
  derived[kind]?.(setting, step, width) ?? [];

/** Of a picture: height to width, and the widest. */
const ratio = 0.62;
const widest = 260;

/** A picture; what cannot be drawn or plays is a frame with its alternative text. */
function picture(setting: Setting, {src, type = 'image', alt, caption}: Media, width: number): Box {
  const size = Math.min(width, widest);
  const below = caption ? say(setting, caption, size, 'small') : nothing;
  if (type !== 'image' || !setting.holds(src)) {
    const inner = padded(say(setting, alt, size - 20, 'small'), 10, 8);
    const frame: Box = {
      width: size,
      height: Math.max(44, inner.height),
      draw: (pen, x, y) => {
        const {sunken, border} = setting.palette;
        pen.rect(x, y, size, frame.height, {fill: sunken, stroke: border, dash: [3, 3]}, 6);
        inner.draw(pen, x, y + (frame.height - inner.height) / 2);
      },
    };
    return stack([frame, below], 4);
  }
  const image: Box = {
    width: size,
    height: size * ratio,
    draw: (pen, x, y) => pen.image(src, alt, x, y, size, size * ratio),
  };
  return stack([image, below], 4);
}

const entry = (setting: Setting, {text, confidence}: Entry, cell: Cell, width: number): Box =>
  backed(setting, text, width, confidence ?? cell.confidence);

/** What a cell says: its picture, its own words, its value, its entries, and the channels it names. */
export function cellContent(setting: Setting, cell: Cell, width: number): readonly Box[] {
  const {text, value, media, items = [], channelIds = []} = cell;
  const own = text ?? (value === undefined || media ? undefined : figure(setting, setting.words.number(value)));
  return [
    media ? picture(setting, media, width) : nothing,
    own ? backed(setting, own, width, cell.confidence) : nothing,
    ...items.map(one => entry(setting, one, cell, width)),
    ...channelIds.map(id => channelSign(setting, setting.parts.channels.get(id)!, width)),
  ];
}
