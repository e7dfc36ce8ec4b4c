/**
 * The prompt beside its peers: all in one run of one browser, cold, on a processor slowed down four times, from one local
 * server. What counts are the ratios of that run. Bytes and requests are the same in every run, so they fail the command.
 */
import {startChromium} from '../support/engines/chromium.js';
import {type Visit, visit} from '../support/peers/measure.js';
import {products} from '../support/peers/products.js';
import {startShop, versionOf} from '../support/peers/shop.js';
import {judge} from '../support/peers/targets.js';

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Each product by turns, so that what else the machine does meets all of them; the first round warms up. */
async function measure(rounds: number): Promise<Map<string, Visit[]>> {
  const shop = await startShop(products);
  const browser = await startChromium({args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']});
  const runs = new Map<string, Visit[]>(products.map(({name}) => [name, []]));
  try {
    for (let round = 0; round <= rounds; round++)
      for (const product of products) {
        const seen = await visit(browser.browser, shop, product);
        if (round) runs.get(product.name)!.push(seen);
      }
  } finally {
    await browser.stop();
    await shop.close();
  }
  return runs;
}

const keys = ['bytes', 'requests', 'fetched', 'ready', 'shift', 'longestTask', 'click'] as const;
const middle = (visits: readonly Visit[]): Visit =>
  Object.fromEntries(keys.map(key => [key, median(visits.map(seen => seen[key]))])) as unknown as Visit;

export async function run({quick = false}: {quick?: boolean} = {}): Promise<Record<string, string | number>[]> {
  const rounds = quick ? 5 : 11;
  const seen = new Map([...(await measure(rounds))].map(([name, runs]) => [name, middle(runs)]));
  console.log(
    `Medians of ${rounds} cold visits each, by turns, at a processor slowed down 4 times; files by gzip -9, no network:`,
  );
  const base = seen.get(products[0]!.name)!;
  console.table(
    products.map(({name, from, scores = true}) => {
      const {ready, bytes, requests, shift, longestTask, click} = seen.get(name)!;
      return {
        'product': from ? `${name} (${from} ${versionOf(from)})` : name,
        'bytes': bytes,
        'requests': requests,
        'ready, ms': Math.round(ready),
        'ready / bare': Number((ready / base.ready).toFixed(2)),
        'layout shift': Number(shift.toFixed(3)),
        'longest task, ms': Math.round(longestTask) || 'under 50',
        'score click, ms': scores ? Math.round(click) : '',
      };
    }),
  );
  const verdicts = judge(seen);
  const broken = verdicts.filter(({hard, passed}) => hard && !passed);
  if (broken.length) {
    console.error(
      `peers: over budget: ${broken.map(({what, measured, most}) => `${what}: ${measured}, at most ${most}`).join('; ')}.`,
    );
    process.exitCode = 1;
  }
  return verdicts.map(({what, measured, most, passed}) => ({
    what,
    measured,
    'at most': most,
    '': passed ? 'pass' : 'MISS',
  }));
}
