import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {Ajv2020} from 'ajv/dist/2020.js';
import {batchOf, bench, event, post, response, type Json} from './support.js';

type Operation = {operationId: string; parameters?: {name: string; in: string}[]; responses: Record<string, unknown>};
type Api = {
  openapi: string;
  info: Json;
  paths: Record<string, Record<string, Operation>>;
  components: {schemas: Record<string, Json>};
};

const apiOf = async (): Promise<Api> => (await (await bench().get('/openapi.json')).json()) as Api;

describe('the description of the interface', () => {
  it('is OpenAPI 3.1 whose references all lead somewhere', async () => {
    const api = await apiOf();
    assert.equal(api.openapi, '3.1.0');
    assert.ok(api.info['title'] && api.info['version']);
    const references = JSON.stringify(api).matchAll(/"\$ref":"([^"]+)"/g);
    for (const [, reference] of references) {
      const found = reference!
        .slice(2)
        .split('/')
        .reduce<unknown>((at, key) => (at as Json | undefined)?.[key], api);
      assert.ok(reference!.startsWith('#/') && found !== undefined, reference);
    }
  });

  it('names each operation once, declares the parameters of its path, and answers', async () => {
    const {paths} = await apiOf();
    const names = Object.values(paths).flatMap(methods => Object.values(methods).map(({operationId}) => operationId));
    assert.equal(new Set(names).size, names.length);
    for (const [path, methods] of Object.entries(paths))
      for (const {parameters = [], responses} of Object.values(methods)) {
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        assert.deepEqual(
          parameters.filter(one => one.in === 'path').map(({name}) => name),
          inPath,
        );
        assert.ok(Object.keys(responses).length > 0);
      }
  });

  it('knows every route that answers, and no other', async () => {
    const {paths} = await apiOf();
    const its = bench();
    for (const [path, methods] of Object.entries(paths)) {
      const address = path.replace('{key}', 'pk_demo').replace('{name}', 'nps').replace('{file}', 'responses.csv');
      for (const method of ['get', 'post', 'put', 'delete']) {
        const request = new Request(`http://collector.test${address}`, {method: method.toUpperCase()});
        const {status} = await its.collector.fetch(request);
        if (method in methods) assert.ok(status !== 404 && status !== 405, `${method} ${path}: ${status}`);
        else assert.equal(status, 405, `${method} ${path}`);
      }
    }
  });

  it('holds schemas that take what the collector takes, and its answers', async () => {
    const {components} = await apiOf();
    const ajv = new Ajv2020({strict: false, unicodeRegExp: true});
    ajv.addSchema({$id: 'https://api.test/', components}, 'https://api.test/');
    const check = (name: string, value: unknown): void => {
      const validate = ajv.compile({$ref: `https://api.test/#/components/schemas/${name}`});
      assert.ok(validate(value), `${name}: ${JSON.stringify(validate.errors)}`);
    };
    const its = bench({journeys: fileURLToPath(new URL('../../../src/templates', import.meta.url))});
    const batch = batchOf([response(9), response(9, {context: {journey: 'shop'}}), event('Survey Shown', {})]);
    check('Batch', batch);
    for (const item of batch['items'] as Json[]) check('Item', item);
    check('BatchAnswer', await (await its.collector.fetch(post(JSON.stringify(batch)))).json());
    check('Config', await (await its.get('/v1/config/pk_demo')).json());
    check('Result', await its.json('/v1/results/causes'));
    check('JourneyList', await its.json('/v1/journeys'));
    check('JourneyMap', await its.json('/v1/journeys/shop'));
    check('Overlay', await its.json('/v1/journeys/shop/overlay?from=2026-01-01&segment=a'));
    check('Overlay', await its.json('/v1/journeys/shop/overlay'));
    check('Problem', await (await its.get('/v1/results/nps')).json());
    const validate = ajv.compile({$ref: 'https://api.test/#/components/schemas/Item'});
    assert.equal(validate(response(11)), false);
  });
});
