import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {absoluteEndpoint, routeOf, withQuery} from '../../../src/schema/endpoint.js';
import {isSafeLink} from '../../../src/schema/link.js';
import {seed} from '../../support/arbitraries.js';

const runs = {seed, numRuns: 10_000};
const marks = (text: string) => text.split('?').length - 1;

describe('routeOf', () => {
  const table: [endpoint: string, query: string, route: string][] = [
    ['https://a.example/stagepost', '', 'https://a.example/stagepost/v1/batch'],
    ['https://a.example/stagepost/', '', 'https://a.example/stagepost/v1/batch'],
    ['https://a.example/stagepost///', '', 'https://a.example/stagepost/v1/batch'],
    ['https://a.example', '', 'https://a.example/v1/batch'],
    ['https://a.example/?rest_route=/stagepost', '', 'https://a.example/?rest_route=/stagepost/v1/batch'],
    ['https://a.example/?rest_route=/stagepost/', '', 'https://a.example/?rest_route=/stagepost/v1/batch'],
    ['https://a.example/?rest_route=/stagepost', 'site=x', 'https://a.example/?rest_route=/stagepost/v1/batch&site=x'],
    ['https://a.example/i.php?o=x&path=', '', 'https://a.example/i.php?o=x&path=/v1/batch'],
    ['https://a.example/i.php?o=x&path=', 'site=x', 'https://a.example/i.php?o=x&path=/v1/batch&site=x'],
    ['https://a.example/s', 'site=x', 'https://a.example/s/v1/batch?site=x'],
    ['/stagepost', 'site=x', '/stagepost/v1/batch?site=x'],
  ];
  for (const [endpoint, query, route] of table)
    it(`${endpoint} ${query}`, () => assert.equal(withQuery(routeOf(endpoint, '/v1/batch'), query), route));

  it('joins one query with one mark, for 10,000 endpoints', () => {
    const endpoint = fc.tuple(
      fc.webUrl({withQueryParameters: true}),
      fc.constantFrom('', '/', '//', '?rest_route=/s', '&path='),
    );
    fc.assert(
      fc.property(endpoint, ([url, tail]) => {
        const given = url + tail;
        const route = withQuery(routeOf(given, '/v1/batch'), 'site=pk_x');
        assert.equal(new URL(route).href.match(/site=pk_x$/)?.length, 1);
        assert.ok(!route.includes('//v1/batch'));
        assert.equal(marks(route), Math.max(1, marks(given)));
      }),
      runs,
    );
  });

  it('takes linear time on an endpoint of slashes', () => {
    assert.equal(routeOf('/'.repeat(1_000_000) + 'x', '/v1/batch').length, 1_000_010);
  });
});

describe('absoluteEndpoint', () => {
  const table: [given: unknown, base: string | undefined, endpoint: string | undefined][] = [
    ['https://a.example/s/', undefined, 'https://a.example/s'],
    ['  https://a.example/s\n', undefined, 'https://a.example/s'],
    ['https://a.example', undefined, 'https://a.example'],
    ['HTTP://A.Example:80/s', undefined, 'http://a.example/s'],
    ['/stagepost', 'https://shop.example/cart/', 'https://shop.example/stagepost'],
    ['stagepost', 'https://shop.example/cart/', 'https://shop.example/cart/stagepost'],
    ['//b.example/s', 'https://shop.example/', 'https://b.example/s'],
    ['https://a.example/?rest_route=/stagepost', undefined, 'https://a.example/?rest_route=/stagepost'],
    ['https://a.example/i.php?path=', undefined, 'https://a.example/i.php?path='],
    ['/stagepost', undefined, undefined],
    ['', 'https://shop.example/', undefined],
    ['   ', 'https://shop.example/', undefined],
    [undefined, 'https://shop.example/', undefined],
    [7, 'https://shop.example/', undefined],
    ['javascript:alert(1)', 'https://shop.example/', undefined],
    ['data:text/plain,x', 'https://shop.example/', undefined],
    ['ftp://a.example/', undefined, undefined],
    ['https://user@a.example/', undefined, undefined],
    ['https://:pass@a.example/', undefined, undefined],
    ['https://a.example/s#', undefined, undefined],
    ['https://a.example/s#part', undefined, undefined],
    ['https://', undefined, undefined],
    ['https://a b.example/', undefined, undefined],
  ];
  for (const [given, base, endpoint] of table)
    it(`${JSON.stringify(given)} on ${base ?? 'no page'}`, () => assert.equal(absoluteEndpoint(given, base), endpoint));

  it('gives only what routeOf can be joined to, for 10,000 texts', () => {
    const text = fc.oneof(fc.string({unit: 'binary'}), fc.webUrl({withQueryParameters: true, withFragments: true}));
    fc.assert(
      fc.property(text, given => {
        const endpoint = absoluteEndpoint(given, 'https://shop.example/');
        if (endpoint === undefined) return;
        const {protocol, hash} = new URL(routeOf(endpoint, '/v1/batch'));
        assert.match(protocol, /^https?:$/);
        assert.equal(hash, '');
        assert.equal(absoluteEndpoint(endpoint), endpoint, 'a fixed point');
      }),
      runs,
    );
  });
});

describe('isSafeLink', () => {
  const safe = ['/thanks', 'thanks', './a', '../a', '?a=b', '#top', 'https://a.example/', 'HTTP://a.example', 'mailto:a@b.example',
    'tel:+66 2', '//a.example/x', '/javascript:alert(1)', '\t/path', 'https:/a.example']; // prettier-ignore
  const unsafe = ['javascript:alert(1)', 'JavaScript:alert(1)', 'java\nscript:alert(1)', 'java\tscript:alert(1)', 'java\r\nscript:alert(1)',
    ' javascript:alert(1)', '\0javascript:alert(1)', '\u0001javascript:alert(1)', 'javascript\n:alert(1)', 
    'data:text/html,<script>', 'vbscript:x', 'blob:https://a.example/1', 'file:///etc/passwd', 'ftp://a.example', 'view-source:https://a.example',
    'about:blank', 'intent://x', '', ' ', '\n', 'https://', 'https://a b.example/', `/${'a'.repeat(2000)}`]; // prettier-ignore
  for (const href of safe) it(`allows ${JSON.stringify(href)}`, () => assert.equal(isSafeLink(href), true));
  for (const href of unsafe)
    it(`refuses ${JSON.stringify(href.slice(0, 40))}`, () => assert.equal(isSafeLink(href), false));
  for (const href of [undefined, null, 5, {}, ['/a']])
    it(`refuses ${JSON.stringify(href)}`, () => assert.equal(isSafeLink(href), false));

  it('never allows a scheme that runs code, however it is broken up: 10,000 spellings', () => {
    const noise = fc.string({unit: fc.constantFrom('\t', '\n', '\r', ''), maxLength: 3});
    const lead = fc.string({unit: fc.constantFrom(' ', '\0', '\u001f', '\n'), maxLength: 3});
    const spelt = fc
      .tuple(
        lead,
        fc.constantFrom('javascript', 'vbscript', 'data'),
        fc.infiniteStream(noise),
        fc.infiniteStream(fc.boolean()),
      )
      .map(([before, scheme, gaps, cases]) => {
        const letters = [...scheme].map(letter => {
          const gap = gaps.next().value ?? '';
          return (cases.next().value ? letter.toUpperCase() : letter) + gap;
        });
        return `${before}${letters.join('')}:alert(1)`;
      });
    fc.assert(
      fc.property(spelt, href => assert.equal(isSafeLink(href), false)),
      runs,
    );
  });
});
