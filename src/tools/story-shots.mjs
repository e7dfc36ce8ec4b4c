/**
 * Pictures of every story, to be looked at: `node src/tools/story-shots.mjs [part of the stories' ids] [variant]`. Builds
 * the stories, takes each in light, dark, right to left, 320 px and forced colours into `.cache/story-shots`, and lays them out on sheets.
 * A story that ends in an error, or a page that asks another host for something, is a failure.
 */
import {mkdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {launch} from 'puppeteer-core';
import {preview} from 'vite';
import {ensureEngines} from './browsers.mjs';
import {root, say} from './setup.mjs';
import {storybook, storybookFolder} from './storybook.mjs';

const shots = join(root, '.cache/story-shots');
const [, , part = '', only] = process.argv;

/** What the toolbar of the stories, and the browser, are set to. */
const allVariants = [
  {name: 'light', globals: '', width: 800},
  {name: 'dark', globals: 'theme:dark', width: 800},
  {name: 'rtl', globals: 'lang:ar', width: 800},
  {name: 'narrow', globals: 'width:320px', width: 368},
  {name: 'narrow-de', globals: 'width:320px;lang:de', width: 368},
  {name: 'ja', globals: 'lang:ja', width: 800},
  {name: 'forced', globals: '', width: 800, features: [{name: 'forced-colors', value: 'active'}]},
];

const variants = allVariants.filter(({name}) => !only || name === only);
const problems = [];

async function open(browser, {width, features = []}) {
  const page = await browser.newPage();
  await page.setViewport({width, height: 600});
  const client = await page.createCDPSession();
  const still = {name: 'prefers-reduced-motion', value: 'reduce'};
  await client.send('Emulation.setEmulatedMedia', {features: [still, ...features]});
  page.on('request', request => {
    const {protocol, hostname} = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') problems.push(`asks ${hostname} for ${request.url()}`);
  });
  return page;
}

/** Waits until the story's play function has ended; what was wrong, if anything. */
async function outcome(page) {
  const channel = 'globalThis.__STORYBOOK_ADDONS_CHANNEL__';
  const ended = await page
    .waitForFunction(`${channel}?.last('storyFinished')`, {timeout: 60_000})
    .catch(() => 'does not end');
  if (typeof ended === 'string') return ended;
  return page.evaluate(`(${whatWasWrong})(${channel})`);
}

/** What a story threw, which does not make it end as an error, or else what axe found. */
function whatWasWrong(channel) {
  const thrown = channel.last('playFunctionThrewException') ?? channel.last('storyThrewException');
  if (thrown) return thrown[0].message;
  // In forced colours axe takes the canvas of a dark page for white.
  const isForced = matchMedia('(forced-colors: active)').matches;
  const [{reporters}] = channel.last('storyFinished');
  const violations = reporters.flatMap(({result}) => result?.violations ?? []).map(({id}) => id);
  return violations.filter(id => !(isForced && id === 'color-contrast')).join(', ');
}

/** A map has columns that a page of text has not. */
const widthOf = ({title}, {width}) => (title.includes('journey-map') && width > 400 ? 1280 : width);

async function shoot(page, site, {id, title}, variant) {
  const {name, globals} = variant;
  await page.setViewport({width: widthOf({title}, variant), height: 600});
  await page.goto(`${site}iframe.html?viewMode=story&id=${id}&globals=${globals}`);
  const wrong = await outcome(page);
  if (wrong) problems.push(`${id} (${name}): ${wrong}`);
  await page.screenshot({path: join(shots, `${name}/${id}.png`), fullPage: true});
}

/** Many pictures on one page, photographed. */
async function sheet(browser, file, title, pictures, width) {
  const page = await browser.newPage();
  await page.setViewport({width: 1640, height: 600});
  const figures = pictures.map(
    ({id, path}) =>
      `<figure><img src="${pathToFileURL(path).href}" style="inline-size: ${width}px"><figcaption>${id}</figcaption></figure>`,
  );
  const html = `<!doctype html><meta charset="utf-8"><style>
    body { margin: 16px; font: 13px sans-serif; columns: ${Math.floor(1600 / (width + 12))}; column-gap: 12px }
    h1 { column-span: all; font-size: 16px } figure { margin: 0 0 12px; break-inside: avoid }
    img { display: block; border: 1px solid #bbb } </style><h1>${title}</h1>${figures.join('')}`;
  await page.goto(pathToFileURL(shots).href);
  await page.setContent(html);
  await page.screenshot({path: join(shots, file), fullPage: true});
  await page.close();
}

if (await storybook('build')) process.exit(1);
await ensureEngines();
rmSync(shots, {recursive: true, force: true});
for (const {name} of variants) mkdirSync(join(shots, name), {recursive: true});

const server = await preview({
  root,
  configFile: false,
  logLevel: 'error',
  build: {outDir: storybookFolder},
  preview: {host: '127.0.0.1', port: 0},
});
const site = server.resolvedUrls.local[0];
const index = JSON.parse(readFileSync(join(storybookFolder, 'index.json'), 'utf8'));
const stories = Object.values(index.entries).filter(({type, id}) => type === 'story' && id.includes(part));
// Two browsers: of two pages in one, the one behind is not drawn.
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--allow-file-access-from-files'];
const start = () => launch({executablePath: process.env.CHROME_PATH, args});
const browsers = await Promise.all([start(), start()]);
const [browser] = browsers;

say(`Taking ${stories.length} stories in ${variants.length} ways …`);
for (const variant of variants) {
  const queue = [...stories];
  const worker = async one => {
    const page = await open(one, variant);
    for (let story = queue.shift(); story; story = queue.shift()) await shoot(page, site, story, variant);
    await page.close();
  };
  await Promise.all(browsers.map(worker));
  const width = variant.width > 400 ? 520 : 300;
  for (const title of new Set(stories.map(story => story.title))) {
    const pictures = stories
      .filter(story => story.title === title)
      .map(({id}) => ({id, path: join(shots, variant.name, `${id}.png`)}));
    const file = `${variant.name}-${title.replace(/\W+/g, '-')}.png`;
    await sheet(browser, file, `${title}, ${variant.name}`, pictures, width);
  }
  say(`${variant.name}: done.`);
}

// The frame around the stories is looked at once.
const frame = await open(browser, variants[0]);
await frame.goto(site, {waitUntil: 'networkidle0'});
await frame.screenshot({path: join(shots, 'storybook.png')});
for (const one of browsers) await one.close();
await server.close();

for (const problem of problems) console.error(problem);
say(`${stories.length * variants.length} pictures in ${shots}, ${problems.length} problems.`);
process.exitCode = problems.length ? 1 : 0;
