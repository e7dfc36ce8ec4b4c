/** What stands above and below the map: its title and what it is about, its personas, the stages and steps, and the key. */
import {showsTagsOf} from '../../journey/parts.js';
import type {Persona, Step} from '../../schema/journey-map.js';
import {type Box, flow, nothing, padded, paragraph, row, stack} from './box.js';
import {type Band, stagesIn} from './columns.js';
import {dashes, mix} from './palette.js';
import type {Pen} from './pen.js';
import {inkOf, joined, say, seriesOf, type Setting, shortened, sizes} from './setting.js';
import {bars, diamond, dot, personaShape} from './signs.js';

/** From this width on, in CSS pixels, a title is written larger: people stand further away. */
const wideSheet = 2000;

/** Title, facts, and in columns beside each other what the map is about. */
export function about(setting: Setting, width: number): Box {
  const {parts, words, palette, measure} = setting;
  const {title, description, scenario, expectations = [], objectives = [], owner, state} = parts.map;
  const headline = paragraph(
    title,
    width,
    {size: width > wideSheet ? sizes.title + 12 : sizes.title, isBold: true, ink: palette.text},
    measure,
  );
  const facts = say(setting, joined([state && words.t(`state.${state}`), owner]), width, 'muted');
  const sections = [
    {head: words.t('about'), texts: description ? [description] : []},
    {head: words.t('scenario'), texts: scenario ? [scenario] : []},
    {head: words.t('expectations'), texts: expectations},
    {head: words.t('objectives'), texts: objectives},
  ].filter(({texts}) => texts.length);
  const wide = Math.min(460, (width - 32 * (sections.length - 1)) / Math.min(4, Math.max(1, sections.length)));
  const each = Math.max(Math.min(width, 260), wide);
  const columns = sections.map(({head, texts}) =>
    fixed(stack([say(setting, head, each, 'strong'), ...texts.map(text => say(setting, text, each))], 4), each),
  );
  return stack([stack([headline, facts], 4), flow(columns, width, 32, 16)], 20);
}

/** A box that takes up a given width, so that others stand in columns with it. */
const fixed = (box: Box, width: number): Box => ({...box, width});

/** The personas as cards, as many beside each other as there is room for. */
export function cards(setting: Setting, width: number): Box {
  const all = setting.parts.map.personas ?? [];
  if (!all.length) return nothing;
  const beside = Math.max(1, Math.min(all.length, Math.floor((width + 16) / 296)));
  const each = Math.min(420, (width - 16 * (beside - 1)) / beside);
  const made = all.map(persona => card(setting, persona, each - 32));
  const height = Math.max(...made.map(one => one.height));
  return flow(
    made.map((box, at): Box => ({
      width: each,
      height: height + 24,
      draw: (pen, x, y) => {
        const {surface, hairline} = setting.palette;
        pen.rect(x, y, each, height + 24, {fill: surface, stroke: hairline}, 10);
        pen.rect(x, y + 12, 3, height, {fill: inkOf(setting, all[at])});
        box.draw(pen, x + 16, y + 12);
      },
    })),
    width + 1,
    16,
  );
}

function card(setting: Setting, persona: Persona, width: number): Box {
  const {name, role, segment, summary = ''} = persona;
  const shape = personaShape(seriesOf(setting, persona.id), inkOf(setting, persona));
  return stack(
    [
      row([shape, say(setting, name, width - shape.width - 6, 'strong')], 6),
      say(setting, joined([role, segment]), width, 'small'),
      say(setting, summary, width),
    ],
    2,
  );
}

/** The name of a step; where people were watched, its tags below say how they kept to the plan. */
function stepHead(setting: Setting, {name, momentOfTruth, tags = []}: Step, width: number): Box {
  const {palette, measure, parts} = setting;
  const style = {size: sizes.step, isBold: true, ink: palette.text};
  const named = [
    momentOfTruth ? diamond(palette.caution) : nothing,
    paragraph(name, width - (momentOfTruth ? 19 : 0), style, measure),
  ];
  const kept = showsTagsOf(parts.map) ? joined(tags) : '';
  return stack([row(named, 6), say(setting, kept, width, 'muted')], 2);
}

/** Draws the stages and steps of a band with their top at `y`; gives their height. */
export function drawHeads(setting: Setting, pen: Pen, band: Band, x: number, y: number): number {
  const {palette, measure} = setting;
  const {width, columns} = band;
  const stages = stagesIn(band).map(one => {
    const room = (one.to - one.from + 1) * width;
    const {name, goal, duration} = one.stage;
    const style = {size: sizes.stage, isBold: true, ink: palette.text};
    const inner = Math.min(room - 24, 560);
    const box = stack([
      paragraph(shortened(name), inner, style, measure),
      say(setting, goal ?? '', inner, 'muted'),
      say(setting, duration ?? '', inner, 'small'),
    ]);
    return {...one, room, box};
  });
  const tall = Math.max(...stages.map(({box}) => box.height)) + 20;
  for (const {stage, stageAt, from, room, box} of stages) {
    const ink = stage.color ?? palette.series[stageAt % palette.series.length]!;
    const left = x + from * width;
    pen.rect(left + 1, y, room - 2, tall, {fill: mix(ink, 0.1, palette.surface)});
    pen.rect(left + 1, y, room - 2, 3, {fill: ink});
    box.draw(pen, left + 12, y + 11);
  }
  const steps = columns.map(({step}) => (step ? stepHead(setting, step, width - 20) : nothing));
  const high = Math.max(...steps.map(({height}) => height)) + 18;
  steps.forEach((box, at) => box.draw(pen, x + at * width + 10, y + tall + 9));
  const bottom = y + tall + high;
  for (let at = 1; at < columns.length; at++) {
    const side = x + at * width;
    pen.line({x: side, y: y + tall}, {x: side, y: bottom}, {stroke: palette.hairline});
  }
  pen.line({x, y: bottom}, {x: x + columns.length * width, y: bottom}, {stroke: palette.border});
  return tall + high;
}

/** What the signs of the picture mean; only of those that are in it. */
export function key(setting: Setting, width: number): Box {
  const {parts, words, palette} = setting;
  const {steps, personas = [], cells = [], painPoints = []} = parts.map;
  const emotions = steps.flatMap(step => step.emotions ?? []);
  const hasMoment = steps.some(({momentOfTruth}) => momentOfTruth);
  const backed = [...emotions, ...cells, ...cells.flatMap(({items = []}) => items), ...painPoints];
  const sign = (box: Box, text: string) => row([box, say(setting, text, 300, 'small')], 6);
  const lines = emotions.length
    ? personas.map(persona => sign(stroke(setting, persona), persona.name)).slice(0, 12)
    : [];
  const signs = [
    ...lines,
    emotions.some(({target}) => target !== undefined) ? sign(target(setting), words.t('targetLine')) : nothing,
    ...(['evidence', 'partly', 'assumption'] as const)
      .filter(one => backed.some(({confidence}) => confidence === one))
      .map(one => sign(dot(one, palette), words.t(one))),
    hasMoment ? sign(diamond(palette.caution), words.t('momentOfTruth')) : nothing,
    painPoints.length ? sign(bars(4, palette.negative, palette), words.t('severity', 'n', 4)) : nothing,
  ];
  return flow(signs, width, 28, 8);
}

/** The line of a persona with its shape in the middle. */
function stroke(setting: Setting, persona: Persona): Box {
  const series = seriesOf(setting, persona.id);
  const ink = inkOf(setting, persona);
  const shape = personaShape(series, ink);
  return {
    width: 44,
    height: shape.height,
    draw: (pen, x, y) => {
      const middle = y + shape.height / 2;
      pen.line({x, y: middle}, {x: x + 44, y: middle}, {stroke: ink, width: 2.25, dash: dashes[series]!});
      shape.draw(pen, x + 15.5, y);
    },
  };
}

const target = ({palette}: Setting): Box => ({
  width: 44,
  height: 18.2,
  draw: (pen, x, y) => {
    pen.line({x, y: y + 9.1}, {x: x + 44, y: y + 9.1}, {stroke: palette.text, dash: [2, 3]});
    pen.sign('M8 3a5 5 0 100 10A5 5 0 008 3z', 16, x + 16, y + 3.1, 12, {
      fill: palette.surface,
      stroke: palette.text,
      width: 1.6,
    });
  },
});

/** The last line: which map this is, and of when. */
export function footer(setting: Setting, width: number): Box {
  const {parts, words, palette} = setting;
  const {title, version, status, updatedAt, reviewBy} = parts.map;
  const facts = [
    title,
    version && words.t('version', 'version', version),
    status && words.t(`status.${status}`),
    updatedAt && words.t('updated', 'date', words.date(updatedAt)),
    reviewBy && words.t('reviewBy', 'date', words.date(reviewBy)),
  ];
  const box = padded(say(setting, joined(facts), width, 'small'), 0, 10);
  return {
    ...box,
    draw: (pen, x, y) => {
      pen.line({x, y}, {x: x + width, y}, {stroke: palette.hairline});
      box.draw(pen, x, y);
    },
  };
}
