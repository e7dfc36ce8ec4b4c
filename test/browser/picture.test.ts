/** Pictures of maps as browsers show, paint and save them. */
import {expect} from '@open-wc/testing';
import {paintPng, pngName, scaleFor} from '../../src/components/journey-map/save/png.js';
import {saveSvg} from '../../src/components/journey-map/save/svg.js';
import {layOut} from '../../src/interchange/picture/layout.js';
import {fonts} from '../../src/interchange/picture/sheet.js';
import {estimate} from '../../src/interchange/picture/width.js';
import type {Remark} from '../../src/interchange/reading.js';
import type {JourneyMap} from '../../src/schema/journey-map.js';
import {smallMap, wideMap} from '../support/journeys.js';
import {waitUntil} from './support.js';

const folder = new URL('../../src/templates/', import.meta.url).href;
const arabic = new URL('../../stories/support/maps/shop.ar.json', import.meta.url).href;
const template = async (name: string): Promise<JourneyMap> =>
  (await (await fetch(`${folder}${name}.json`)).json()) as JourneyMap;

/** Of a block of pixels; what is drawn a hair beside is the same in the mean. */
const block = 12;

/** The mean brightness, 0 to 255, of each block of a picture in its own size, and the share of pixels that are no ground. */
async function pixelsOf(source: Blob) {
  const image = new Image();
  const url = URL.createObjectURL(source);
  image.src = url;
  await image.decode();
  URL.revokeObjectURL(url);
  const {naturalWidth: width, naturalHeight: height} = image;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d')!;
  context.drawImage(image, 0, 0);
  const {data} = context.getImageData(0, 0, width, height);
  const across = Math.ceil(width / block);
  const gray = new Float64Array(across * Math.ceil(height / block));
  let drawn = 0;
  for (let at = 0; at < width * height; at++) {
    const bright = data[4 * at + 1]!;
    if (Math.abs(bright - data[1]!) > 24) drawn++;
    gray[Math.floor(at / width / block) * across + Math.floor((at % width) / block)]! += bright / block ** 2;
  }
  return {width, height, gray, ground: data[1]!, share: drawn / (width * height)};
}

const svgBlob = ({data, type}: {readonly data: string | Uint8Array; readonly type: string}) =>
  new Blob([data as string], {type});

describe('a map as a picture', () => {
  it('is XML that is sound, and an image with something in it', async () => {
    for (const name of ['shop', 'service-blueprint']) {
      const written = await saveSvg(await template(name), {base: folder});
      const parsed = new DOMParser().parseFromString(written.data as string, 'image/svg+xml');
      expect(parsed.querySelector('parsererror')).to.equal(null);
      const {width, height, share} = await pixelsOf(svgBlob(written));
      expect([width, height]).to.deep.equal(
        ['width', 'height'].map(side => Number(parsed.documentElement.getAttribute(side))),
      );
      expect(share).to.be.within(0.03, 0.5);
      const pictures = [...parsed.querySelectorAll('image')];
      expect(pictures.length, name).to.be.greaterThan(2);
      for (const picture of pictures) expect(picture.getAttribute('href')).to.match(/^data:image\/png;base64,/);
    }
  });

  it('is a PNG of twice as many pixels', async () => {
    const remarks: Remark[] = [];
    const blob = await paintPng(smallMap(), {tell: remark => remarks.push(remark)});
    expect(blob.type).to.equal('image/png');
    expect(pngName(smallMap())).to.equal('shop.png');
    expect(remarks).to.deep.equal([]);
    const {width, height, share} = await pixelsOf(blob);
    const written = await pixelsOf(svgBlob(await saveSvg(smallMap())));
    expect([width, height]).to.deep.equal([written.width * 2, written.height * 2]);
    expect(share).to.be.within(0.01, 0.5);
  });

  for (const [name, map] of [
    ['from the left', () => template('service-blueprint')],
    ['from the right', async () => (await (await fetch(arabic)).json()) as JourneyMap],
  ] as const)
    it(`looks the same as a PNG and as an SVG, read ${name}`, async () => {
      const svg = await pixelsOf(svgBlob(await saveSvg(await map(), {base: folder})));
      const png = await pixelsOf(await paintPng(await map(), {base: folder, scale: 1}));
      expect(png.gray.length).to.equal(svg.gray.length);
      const away = png.gray.map((value, at) => Math.abs(value - svg.gray[at]!));
      const worst = away.filter(by => by > 48).length;
      expect(worst / away.length, `${worst} of ${away.length} blocks are quite another`).to.be.below(0.002);
    });

  it('needs nothing of a page that allows pictures of its own alone', async () => {
    const frame = document.createElement('iframe');
    const png = new URL('../../src/components/journey-map/save/png.ts', import.meta.url).href;
    frame.srcdoc = `<!doctype html><head></head><script type="module">import {paintPng} from '${png}'; window.paintPng = paintPng;</script>`;
    document.body.append(frame);
    const page = () =>
      frame.contentWindow as unknown as {readonly paintPng?: typeof paintPng; readonly Image: typeof Image};
    await waitUntil(() => page().paintPng, 'the module in the frame');
    const policy = frame.contentDocument!.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    // In such a frame not every browser knows what 'self' is.
    policy.content = `default-src 'none'; script-src ${location.origin}; img-src ${location.origin}; require-trusted-types-for 'script'`;
    frame.contentDocument!.head.append(policy);
    const refused = new (page().Image)();
    refused.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
    const isRefused = await refused.decode().then(
      () => false,
      () => true,
    );
    expect(isRefused, 'the policy holds').to.equal(true);
    const remarks: Remark[] = [];
    const blob = await page().paintPng!(await template('service-blueprint'), {
      base: folder,
      tell: one => remarks.push(one),
    });
    frame.remove();
    expect((await pixelsOf(blob)).share).to.be.within(0.03, 0.5);
    expect(remarks).to.deep.equal([]);
  });

  it('is mirrored and dark where asked for', async () => {
    const dark = await pixelsOf(await paintPng({...smallMap(), dir: 'rtl'}, {isDark: true, scale: 1}));
    expect(dark.ground).to.be.below(50);
    const light = await pixelsOf(await paintPng(smallMap(), {scale: 1}));
    expect(light.ground).to.equal(255);
    expect(dark.width).to.equal(light.width);
  });

  it('tells a picture that cannot be had by its words, and is not stopped by it', async () => {
    const map = smallMap();
    map.cells!.push({id: 'c3', laneId: 'doing', from: 'pay', media: {src: '/nowhere.png', alt: 'A shelf of shoes'}});
    const {data} = await saveSvg(map);
    expect(data).to.include('A shelf of shoes').and.not.include('<image');
    expect((await paintPng(map)).size).to.be.greaterThan(1000);
  });

  it('holds a picture that is as narrow as a thread', async () => {
    const thread = document.createElement('canvas');
    [thread.width, thread.height] = [4, 3000];
    const map = smallMap();
    const media = {src: thread.toDataURL(), alt: 'A thread'};
    map.cells!.push({id: 'c3', laneId: 'doing', from: 'pay', media});
    const parsed = new DOMParser().parseFromString((await saveSvg(map)).data as string, 'image/svg+xml');
    expect(parsed.querySelector('image')!.getAttribute('href')).to.match(/^data:image\/png;base64,.{20}/);
  });

  it('is made smaller where browsers paint no larger one, and says so', async () => {
    expect(scaleFor(3000, 2000, 2)).to.equal(2);
    expect(scaleFor(16_384, 100, 2)).to.equal(1);
    expect(scaleFor(10_000, 10_000, 2)).to.be.closeTo(0.819, 0.001);
    const remarks: Remark[] = [];
    const map = wideMap(1, 20);
    const {width} = layOut(map);
    const png = await pixelsOf(await paintPng(map, {scale: 17_000 / width, tell: remark => remarks.push(remark)}));
    expect(png.width).to.be.within(4000, 16_384);
    expect(remarks.map(({code}) => code)).to.deep.equal(['picture/scaled']);
    expect(png.share).to.be.greaterThan(0.01);
  }).timeout(60_000);

  it('estimates widths in Node so that no text is wider than it has room', () => {
    const context = document.createElement('canvas').getContext('2d')!;
    const texts = [
      'Give the address and pick a day',
      'WWW. illicit MMM',
      'Überprüfung größer',
      '12.4 % (n = 1,240)',
      'تسأل عبر المحادثة',
      '送料がわかる',
    ];
    for (const text of texts) {
      context.font = `100px ${fonts}`;
      const {width} = context.measureText(text);
      expect(estimate(text, {size: 100}) / width, text).to.be.within(0.98, 1.45);
    }
  });
});
