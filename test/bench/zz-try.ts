import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {startChromium} from '/work/w/bench/test/support/engines/chromium.js';
import {startSite, embedFolder} from '/work/w/bench/test/support/site.js';
import {wideMap} from '/work/w/bench/test/support/journeys.js';
const bundle = await build({entryPoints: ['/work/w/bench/test/bench/map.page.ts'], bundle: true, format: 'iife', write: false, target: 'es2022'});
const site = await startSite({folders: {'/stagepost/': embedFolder}, pages: {
 '/': {html: '<script type="module" src="/stagepost/journey-map.js"></script><script src="/bench.js"></script>'},
 '/bench.js': {html: bundle.outputFiles[0]!.text, type: 'text/javascript'}}});
const browser = await startChromium({args: ['--js-flags=--expose-gc', ...(process.env.FREE ? ['--disable-frame-rate-limit','--disable-gpu-vsync'] : [])]});
try {
 const page = await browser.newPage();
 page.on('pageerror', e => console.log(String(e))); page.on('console', m => console.log(m.text()));
 await page.setViewport({width: 1280, height: 800});
 await page.goto(site.url);
 for (const [l, s] of [[12,60],[20,200],[30,500]] as const) {
  const m = wideMap(l, s); const map = {...m, cells: m.cells!.map((c, i) => ({...c, tags: [i % 7 ? 'odd' : 'seventh']}))};
  const rows = [];
  for (let i = 0; i < 7; i++) { const r = await page.evaluate(m => (globalThis as any).bench.visible(m), map as never) as any; if (i) rows.push(r); }
  const med = (k: string) => rows.map(r => r[k]).sort((a, b) => a - b)[rows.length >> 1];
  console.log(l, s, 'bare', med('bare').toFixed(1), 'map', med('map').toFixed(1), (med('map') / med('bare')).toFixed(2));
  if (process.env.WORK) console.table(await page.evaluate(m => (globalThis as any).bench.work(m), map as never));
 }
 if (process.env.TRACE) {
  const m = wideMap(12, 60);
  await page.tracing.start({path: '/tmp/bench-trace.json', categories: ['devtools.timeline','disabled-by-default-v8.cpu_profiler','blink','blink.user_timing','disabled-by-default-devtools.timeline']});
  await page.evaluate(m => (globalThis as any).bench.visible(m), m as never);
  await page.tracing.stop();
 }
} finally { await browser.stop(); await site.close(); }
