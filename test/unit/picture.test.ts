/** Maps as pictures: what can be read in them, how they are written, and how they are laid out. */
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {formats} from '../../src/interchange/formats.js';
import {layOut, type PictureOptions, wordsFor} from '../../src/interchange/picture/layout.js';
import type {Mark} from '../../src/interchange/picture/sheet.js';
import {writeSvg} from '../../src/interchange/picture/svg.js';
import {estimate} from '../../src/interchange/picture/width.js';
import {drawable, isolated, wrap} from '../../src/interchange/picture/wrap.js';
import {partsOf} from '../../src/journey/parts.js';
import type {JourneyMap} from '../../src/schema/journey-map.js';
import {seed} from '../support/arbitraries.js';
import {smallMap, wideMap} from '../support/journeys.js';
import {elementsOf, parseXml, textOf} from '../support/xml.js';

const read = (folder: string): Map<string, JourneyMap> => {
  const at = new URL(`../../${folder}/`, import.meta.url);
  const files = readdirSync(at).filter(name => name.endsWith('.json'));
  return new Map(files.map(name => [name, JSON.parse(readFileSync(new URL(name, at), 'utf8')) as JourneyMap]));
};

const maps = new Map([
  ...read('src/templates'),
  ...read('stories/support/maps'),
  ['a small map', smallMap()],
  ['a wide map', wideMap(12, 60)],
]);

const words = wordsFor('en');
const svgOf = (map: JourneyMap, options: Parameters<typeof writeSvg>[1] = {}): string =>
  writeSvg(map, options).data as string;
const plain = (text: string): string =>
  drawable(text)
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Every text of an SVG, whole. */
function textsIn(svg: string): Set<string> {
  const texts = [...elementsOf(parseXml(svg))].filter(({name}) => name === 'text');
  return new Set(texts.map(element => plain(textOf(element))));
}

const isText = (mark: Mark): mark is Mark & {kind: 'text'} => mark.kind === 'text';
const marksOf = (map: JourneyMap, options?: PictureOptions): Mark[] =>
  layOut(map, options).groups.flatMap(({marks}) => marks);

/** What a picture must say of a map. */
function expected(map: JourneyMap): (string | undefined)[] {
  const parts = partsOf(map);
  const shown = parts.lanes.filter(({id, kind, hidden}) => !hidden && (kind !== 'live' || parts.cellsOf.has(id)));
  const has = (kind: string) => shown.some(lane => lane.kind === kind);
  const cells = shown.flatMap(({id}) => parts.cellsOf.get(id) ?? []);
  const kpis = map.steps.flatMap(step => [step, ...(step.touchpoints ?? [])]).flatMap(({kpiIds = []}) => kpiIds);
  return [
    map.title,
    map.description,
    map.scenario,
    ...(map.expectations ?? []),
    ...(map.objectives ?? []),
    ...(map.personas ?? []).flatMap(({name, summary}) => [name, summary]),
    ...map.stages.flatMap(({name, goal, duration}) => [name, goal, duration]),
    ...map.steps.map(({name}) => name),
    ...shown.map(({title, kind}) => title || words.of('lanes', kind)),
    ...shown.flatMap(({lineAbove}) => (lineAbove ? words.t(`line.${lineAbove}`) : [])),
    ...cells.flatMap(({text, items = [], media, channelIds = []}) => [
      text,
      ...items.map(item => item.text),
      media?.caption,
      media?.alt,
      ...channelIds.map(id => parts.channels.get(id)!.name),
    ]),
    ...(has('touchpoints') ? map.steps.flatMap(({touchpoints = []}) => touchpoints.map(({name}) => name)) : []),
    ...(has('emotion')
      ? map.steps.flatMap(({emotions = []}) =>
          emotions.flatMap(({label, why, score}) => [label, why, words.signed(score)]),
        )
      : []),
    ...(has('pain-points')
      ? (map.painPoints ?? []).flatMap(({title, severity}) => [title, words.t('severity', 'n', severity)])
      : []),
    ...(has('engagement')
      ? map.steps.flatMap(({engagement}) => (engagement ? words.t('engagement', 'n', engagement) : []))
      : []),
    ...(has('opportunities')
      ? (map.opportunities ?? []).flatMap(({title, status, stepIds}) =>
          stepIds?.length ? [title, words.of('statuses', status)] : [],
        )
      : []),
    ...(has('kpis') ? kpis.map(id => parts.kpis.get(id)!.name) : []),
  ];
}

describe('a picture of a map', () => {
  for (const [name, map] of maps)
    it(`says everything in texts that can be searched and copied: ${name}`, () => {
      const texts = textsIn(svgOf(map));
      const missing = expected(map).filter(text => text && !texts.has(plain(text)));
      assert.deepEqual(missing, []);
    });

  it('has as many scores as the map has emotions', () => {
    for (const [name, map] of maps) {
      const lanes = partsOf(map).lanes.filter(({kind, hidden}) => kind === 'emotion' && !hidden).length;
      const emotions = map.steps.flatMap(step => step.emotions ?? []).length;
      const scores = marksOf(map)
        .filter(isText)
        .filter(({lines, style}) => style.isBold && /^\u2068?[+−]?[012](\.\d)?\u2069?$/.test(lines.join('')));
      assert.equal(scores.length, emotions * lanes, name);
    }
  });

  for (const [name, map] of maps)
    it(`has no text over another one or over the edge: ${name}`, () => {
      const sheet = layOut(map);
      const boxes = sheet.groups
        .flatMap(({marks}) => marks.filter(isText))
        .flatMap(({lines, x, y, leading, anchor, style}) =>
          lines.map((line, at) => {
            const text = line.trimEnd();
            const width = estimate(text, style);
            const isLeft = (anchor === 'start') !== sheet.isRtl;
            const left = isLeft ? x : x - width;
            const base = y + at * leading;
            return {text, left, right: left + width, top: base - style.size * 0.72, bottom: base + style.size * 0.2};
          }),
        )
        .sort((a, b) => a.top - b.top);
      const over: string[] = [];
      boxes.forEach((box, at) => {
        if (box.left < 0 || box.right > sheet.width || box.bottom > sheet.height) over.push(`edge: ${box.text}`);
        for (let next = at + 1; next < boxes.length && boxes[next]!.top < box.bottom; next++) {
          const other = boxes[next]!;
          if (other.left < box.right && box.left < other.right) over.push(`${box.text} | ${other.text}`);
        }
      });
      assert.deepEqual(over, []);
    });

  it('fills as many bars as a pain point is severe, once at each of its steps', () => {
    const map = maps.get('shop.json')!;
    const red = marksOf(map).filter(mark => mark.kind === 'rect' && mark.width === 7 && mark.paint.fill === '#b3261e');
    const bars = map.painPoints!.reduce((sum, {severity, stepIds}) => sum + severity * stepIds.length, 0);
    assert.equal(red.length, bars + 4, 'and those of the key');
  });

  it('leaves gaps of the emotions open, and draws no line to a step without one', () => {
    const map = smallMap();
    map.steps[2]!.emotions!.push({personaId: 'ben', score: 1});
    const curves = (of: JourneyMap) => marksOf(of).filter(mark => mark.kind === 'path' && mark.paint.width === 2.25);
    const before = curves(map).length;
    map.steps[1]!.emotions = [{personaId: 'ben', score: 0}];
    const after = curves(map);
    assert.equal(after.length, before + 1, 'the line of Ben is whole');
  });

  it('tells personas apart by shape and dash', () => {
    const map = smallMap();
    for (const step of map.steps)
      step.emotions = [
        {personaId: 'ana', score: 1},
        {personaId: 'ben', score: -1},
      ];
    const lines = marksOf(map).flatMap(mark => (mark.kind === 'path' && mark.paint.width === 2.25 ? [mark.paint] : []));
    assert.equal(new Set(lines.map(({dash}) => `${dash}`)).size, 2);
  });

  it('is mirrored where the map is read from the right', () => {
    const leftward = layOut({...smallMap(), dir: 'ltr'});
    const rightward = layOut({...smallMap(), dir: 'rtl'});
    const rects = (sheet: typeof leftward) =>
      sheet.groups.flatMap(({marks}) => marks.filter(({kind}) => kind === 'rect'));
    const spans = (sheet: typeof leftward) =>
      rects(sheet).flatMap(mark => (mark.kind === 'rect' && mark.height > 40 ? [[mark.x, mark.x + mark.width]] : []));
    assert.ok(spans(leftward).length > 3);
    assert.deepEqual(
      spans(rightward),
      spans(leftward).map(([from, to]) => [rightward.width - to!, rightward.width - from!]),
    );
    assert.equal(layOut({...smallMap(), lang: 'ar'}).isRtl, true);
  });

  it('is written from the right so that programs agree which do not know the attribute for it', () => {
    const root = parseXml(svgOf(maps.get('shop.ar.json')!));
    const texts = [...elementsOf(root)].filter(({name}) => name === 'text');
    assert.ok(texts.length > 300);
    for (const text of texts) {
      const lines = text.children.filter(child => typeof child !== 'string').map(textOf);
      for (const line of lines.length ? lines : [textOf(text)]) assert.match(line, /^(\u2067.*\u2069| )$/);
    }
    const starts = texts.filter(({attributes}) => attributes['text-anchor'] === 'end');
    assert.ok(
      starts.length > texts.length * 0.9,
      'what starts on the right ends there for those who read from the left',
    );
  });

  it('is dark where asked for', () => {
    assert.equal(layOut(smallMap()).background, '#ffffff');
    assert.equal(layOut(smallMap(), {isDark: true}).background, '#14181f');
    assert.ok(!svgOf(smallMap(), {isDark: true}).includes('#1b2330'), 'no ink of the light one');
  });

  it('goes on in a band below where a map is long, each stage whole, and stays within what can be painted', () => {
    const sheet = layOut(wideMap(12, 60));
    assert.ok(sheet.groups.filter(({id}) => id.startsWith('heads-')).length > 1);
    const huge = layOut(wideMap(40, 500));
    assert.ok(Math.max(huge.width, huge.height) < 16_384, `${huge.width} by ${huge.height}`);
    const texts = new Set(huge.groups.flatMap(({marks}) => marks.filter(isText).map(({lines}) => lines.join(''))));
    assert.ok(texts.has('Step 1') && texts.has('Step 500') && texts.has('What lane 40 says of step 500'));
  });

  it('shows a stage without steps, and cuts a text that never ends', () => {
    const map = smallMap();
    map.stages.push({id: 'after', name: 'Afterwards'});
    map.cells![0]!.text = 'so '.repeat(1300).trim();
    const texts = textsIn(svgOf(map));
    assert.ok(texts.has('Afterwards'));
    assert.ok([...texts].some(text => text.startsWith('so so') && text.endsWith('…') && text.length <= 1000));
    map.cells![0]!.text = `a${'😀'.repeat(600)}`;
    assert.ok(!svgOf(map).includes('\uFFFD'), 'never within a character');
  });

  it('measures as it is told to', () => {
    const narrow = layOut(smallMap(), {measure: () => 1});
    const wide = layOut(smallMap(), {measure: text => text.length * 30});
    assert.ok(wide.height > narrow.height * 1.2);
  });
});

describe('the SVG of a map', () => {
  it('needs nothing from elsewhere and holds nothing that acts', () => {
    for (const [name, map] of maps)
      for (const element of elementsOf(parseXml(svgOf(map)))) {
        assert.ok(['svg', 'title', 'desc', 'g', 'rect', 'path', 'text', 'tspan', 'image'].includes(element.name), name);
        for (const [attribute, value] of Object.entries(element.attributes)) {
          assert.ok(!/^on|style|class/.test(attribute), attribute);
          if (attribute.endsWith('href')) assert.match(value, /^data:image\//);
          else if (!attribute.startsWith('xmlns')) assert.ok(!/url\(|https?:|var\(/.test(value), value);
          assert.ok(!/NaN|undefined|Infinity/.test(value), `${name}: ${attribute}="${value}"`);
        }
      }
  });

  it('is named and described, and gives each id once, also beside another map', () => {
    const ids = [...read('src/templates').values()].flatMap(map => {
      const root = parseXml(svgOf(map));
      const all = [...elementsOf(root)];
      const named = (id: string) => all.find(({attributes}) => attributes['id'] === id);
      assert.equal(root.attributes['role'], 'graphics-document');
      assert.equal(textOf(named(root.attributes['aria-labelledby']!)!), map.title);
      assert.ok(textOf(named(root.attributes['aria-describedby']!)!).includes(map.stages[0]!.name));
      const own = all.flatMap(({attributes}) => attributes['id'] ?? []);
      assert.equal(new Set(own).size, own.length);
      return own;
    });
    assert.equal(new Set(ids).size, ids.length);
    assert.match(svgOf({...smallMap(), id: '1:b'}), /id="map-1_b-title"/);
  });

  it('is a file with a name and a type, as every format writes one', async () => {
    const format = await formats.svg.load();
    const [file] = await format.write!(smallMap());
    assert.deepEqual({...file, data: ''}, {name: 'shop.svg', type: 'image/svg+xml', data: ''});
    assert.equal(file!.data, svgOf(smallMap()));
    assert.equal(format.read, undefined);
  });

  it('holds the pictures it is given, and tells the others by their alternative text', () => {
    const map = smallMap();
    const media = {src: 'shoes.png', alt: 'A shelf of shoes', caption: 'Where it starts'};
    map.cells!.push({id: 'c3', laneId: 'doing', from: 'pay', media});
    const bytes = 'data:image/png;base64,AAAA';
    const images = (svg: string) => [...elementsOf(parseXml(svg))].filter(({name}) => name === 'image');
    const [image] = images(svgOf(map, {pictures: new Map([['shoes.png', bytes]])}));
    assert.equal(image!.attributes['href'], bytes);
    assert.equal(textOf(image!), media.alt);
    const without = svgOf(map);
    assert.equal(images(without).length, 0);
    assert.ok(textsIn(without).has(media.alt) && textsIn(without).has(media.caption));
    media.src = bytes;
    assert.equal(images(svgOf(map)).length, 1, 'what is in the map needs no help');
  });
});

const nasty = [
  '<script>alert(1)</script>', ']]>', '<![CDATA[x]]>', '<!-- x -->', '<?php x ?>', '&amp;&lt;&#0;&nbsp;', `"'><image href="https://x.test/"/>`,
  'a\u0000b\u0001c\u000Bd\u001F\u007F', 'half \uD83D of a pair', '\uDC00', '\uFFFE\uFFFF', 'over\u202Eride', '\u2066\u2067open', 'close\u2069\u2069\u202C',
  'line\r\nbreak\n\nand\u2028more', '\t\t', 'x'.repeat(500), 'ﷺ'.repeat(40), '👩‍👩‍👧‍👦'.repeat(40), 'e\u0301\u0302'.repeat(300), 'ภาษาไทยไม่มีช่องว่าง'.repeat(9),
  '日本語の長い文章、改行される。'.repeat(9), 'javascript:alert(1)', 'url(https://x.test)', '$& $1 ${x} %s',
]; // prettier-ignore

/** The same map with this text wherever it has one. */
function filledWith(text: string): JourneyMap {
  const map = structuredClone(maps.get('service-blueprint.json')!);
  const fill = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value))
      return value.map(one => fill(one, ['objectives', 'expectations'].includes(key) ? 'text' : ''));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fill(one, name)]));
    return /^(title|name|text|why|label|goal|summary|description|scenario|owner|alt|caption|unit|condition|version|role)$/.test(
      key,
    )
      ? text
      : value;
  };
  return fill(map) as JourneyMap;
}

describe('a text that means harm', () => {
  for (const text of nasty)
    it(`is a text and nothing else: ${JSON.stringify(text.slice(0, 40))}`, () => {
      const svg = svgOf(filledWith(text));
      const found = textsIn(svg);
      if (plain(text)) assert.ok(found.has(plain(text)));
      const all = [...elementsOf(parseXml(svg))];
      assert.equal(all.filter(({name}) => name === 'image' || name === 'script').length, 0);
    });

  it('turns round nothing beside it', () => {
    for (const text of ['over\u202Eride', '\u2066\u2067open', 'close\u2069\u2069\u202C', '\u2069\u2067a']) {
      let open = 0;
      for (const one of isolated(text)) {
        if (/[\u2066-\u2068]/.test(one)) open++;
        if (one === '\u2069') open--;
        assert.ok(open > 0 || one === '\u2069', 'all of it is inside');
      }
      assert.equal(open, 0, JSON.stringify(text));
    }
    assert.equal(isolated('plain'), 'plain');
  });
});

describe('lines', () => {
  const style = {size: 13, ink: '#000000'};

  it('are the text again where they are joined, and as wide as they may be', () => {
    const text = fc.oneof(
      fc.string({unit: 'grapheme', maxLength: 200}),
      fc.lorem({maxCount: 40}),
      fc.constantFrom(...nasty),
    );
    fc.assert(
      fc.property(text, fc.integer({min: 20, max: 400}), (value, width) => {
        const lines = wrap(value, width, style, estimate);
        assert.equal(lines.join(''), drawable(value).replaceAll('\n', ' '));
        for (const line of lines) {
          const shown = line.trimEnd();
          const isOne = [...new Intl.Segmenter().segment(shown)].length <= 1;
          assert.ok(isOne || estimate(shown, style) <= width + 0.01, JSON.stringify(line));
        }
      }),
      {seed, numRuns: 300},
    );
  });

  it('break between words, after hyphens, and where a script has no spaces', () => {
    const lines = (text: string, width: number) => wrap(text, width, style, one => one.length * 10);
    assert.deepEqual(lines('one two three', 70), ['one two ', 'three']);
    assert.deepEqual(lines('Kunden-Zufriedenheit', 140), ['Kunden-', 'Zufriedenheit']);
    assert.deepEqual(lines('日本語。日本', 40), ['日本語。', '日本']);
    assert.deepEqual(lines('語語語。', 30), ['語語', '語。'], 'no line begins with a full stop');
    assert.deepEqual(lines('abcdef', 30), ['abc', 'def']);
    assert.deepEqual(lines('a\nb', 30), ['a ', 'b']);
  });

  it('are estimated by the kinds of their letters where nothing can measure them', () => {
    const width = (text: string, isBold = false) => estimate(text, {size: 100, isBold}) / 1.03;
    assert.equal(Math.round(width('illicit')), 189, 'as in Arial');
    assert.equal(width('é'), width('e'));
    assert.equal(width('e\u0301'), width('e'));
    assert.equal(Math.round(width('日本')), 200);
    assert.ok(width('word', true) > width('word'));
  });
});
