import * as z from 'zod';
import {configSchema} from '../schema/config.js';
import {journeyMapSchema} from '../schema/journey-map.js';
import {mapStatuses} from '../schema/journey-words.js';
import {overlaySchema} from '../schema/overlay.js';
import {surveySchema} from '../schema/survey.js';
import {batchAnswerSchema, batchSchema, itemSchema, verdictSchema} from '../schema/wire.js';
import {embedSeconds, scopes} from './auth/access.js';
import {results} from './results/routes.js';

const named = {
  Batch: batchSchema,
  Item: itemSchema,
  BatchAnswer: batchAnswerSchema,
  Verdict: verdictSchema,
  Config: configSchema,
  Survey: surveySchema,
  JourneyMap: journeyMapSchema,
  Overlay: overlaySchema,
};

/** The zod shapes as JSON Schema, referring to each other. */
function shapes(): Record<string, object> {
  const registry = z.registry<{id: string}>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, {id});
  const {schemas} = z.toJSONSchema(registry, {
    uri: id => `#/components/schemas/${id}`,
    io: 'output',
    unrepresentable: 'any',
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, {$id: _id, $schema: _schema, ...schema}]) => [id, schema]),
  );
}

const ref = (id: string): object => ({$ref: `#/components/schemas/${id}`});
const content = (type: string, schema: object): object => ({content: {[type]: {schema}}});
const answer = (description: string, schema: object, type = 'application/json'): object => ({
  description,
  ...content(type, schema),
});
const problem = {
  description: 'A problem, with a code and a plain sentence.',
  ...content('application/problem+json', ref('Problem')),
};

const query = (name: string, description: string, schema: object): object => ({name, in: 'query', description, schema});
const path = (name: string, description: string, schema: object): object => ({
  name,
  in: 'path',
  required: true,
  description,
  schema,
});
const text = {type: 'string'};

const times = [
  query('from', 'Inclusive: a UTC time, or a date in the zone of the site.', text),
  query('to', 'Exclusive: a UTC time, or a date in the zone of the site.', text),
];
const period = [query('survey', 'Id of a survey.', text), ...times];

const resultParameters = [
  path('name', [...results].map(([name, {what}]) => `${name}: ${what}`).join('; '), {enum: [...results.keys()]}),
  ...period,
  query('bucket', 'Splits by period in the zone of the site; rows are named by its first date.', {
    enum: ['day', 'week', 'month', 'quarter'],
  }),
  query(
    'by',
    'Splits by survey, journey, stage, touchpoint, lang, variant, version, segment or traits.<name>; comma-separated.',
    text,
  ),
  query('question', 'Id of the scored question; all of the kind where absent.', text),
  query('causes', 'Of the causes: id of the question that asks for them.', text),
];

const exportParameters = [
  path('file', 'responses, events or feedback, as .csv or .ndjson.', {
    enum: ['responses', 'events', 'feedback'].flatMap(name => [`${name}.csv`, `${name}.ndjson`]),
  }),
  ...period,
  query('limit', 'Items at most; all where absent.', {type: 'integer', minimum: 1}),
  query('order', 'By first arrival; default oldest first.', {enum: ['oldest', 'newest']}),
  query('tests', 'true: with items marked as tests.', {enum: ['true', 'false']}),
];

const traitValues = {type: 'array', items: text, maxItems: 50};

const overlayParameters = [
  path('id', 'Id of the map: the journey that answers name.', text),
  ...times,
  query(
    'segment',
    'Only answers whose trait "segment" is this, or one of these where it is repeated. Other traits as segment.<name> or traits.<name>; three traits at most, and all of them must fit.',
    traitValues,
  ),
];

const unchanged = {description: 'It is the one of If-None-Match.'};

const bearer = [{readToken: []}, {pageToken: []}];

const paths = {
  '/v1/batch': {
    post: {
      operationId: 'batch',
      summary: 'Takes up to 50 items; the answer says of each what became of it, once that is on disk.',
      requestBody: {
        required: true,
        content: {
          'application/json': {schema: ref('Batch')},
          'text/plain': {schema: {...text, description: 'The same, as text.'}},
        },
      },
      responses: {'200': answer('A verdict for each item.', ref('BatchAnswer')), 'default': problem},
    },
  },
  '/v1/config/{key}': {
    get: {
      operationId: 'config',
      summary: 'The published survey definitions and rules of a site.',
      parameters: [path('key', 'A site key, pk_...', text)],
      responses: {
        '200': answer('The configuration, with a strong ETag.', ref('Config')),
        '304': unchanged,
        'default': problem,
      },
    },
  },
  '/v1/results/{name}': {
    get: {
      operationId: 'results',
      summary: 'A result with its definition; null stands for no data, never 0.',
      security: bearer,
      parameters: resultParameters,
      responses: {'200': answer('The result.', ref('Result')), 'default': problem},
    },
  },
  '/v1/journeys': {
    get: {
      operationId: 'journeys',
      summary: 'The journey maps that the site of the token may read, by id.',
      security: bearer,
      responses: {
        '200': answer('The list, with a strong ETag.', ref('JourneyList')),
        '304': unchanged,
        'default': problem,
      },
    },
  },
  '/v1/journeys/{id}': {
    get: {
      operationId: 'journey',
      summary: 'The document of a journey map.',
      security: bearer,
      parameters: [path('id', 'Id of the map.', text)],
      responses: {
        '200': answer('The map, with a strong ETag.', ref('JourneyMap')),
        '304': unchanged,
        'default': problem,
      },
    },
  },
  '/v1/journeys/{id}/overlay': {
    get: {
      operationId: 'overlay',
      summary: 'The live values of a journey map by stage and touchpoint; figures of too few answers are hidden.',
      security: bearer,
      parameters: overlayParameters,
      responses: {
        '200': answer('The values, with a weak ETag that leaves out when they were computed.', ref('Overlay')),
        '304': unchanged,
        'default': problem,
      },
    },
  },
  '/v1/export/{file}': {
    get: {
      operationId: 'export',
      summary: 'All items of a kind, streamed.',
      security: bearer,
      parameters: exportParameters,
      responses: {
        '200': {
          description: 'CSV in which no cell is a formula, or one JSON object a line.',
          content: {'text/csv': {schema: text}, 'application/x-ndjson': {schema: text}},
        },
        'default': problem,
      },
    },
  },
  '/v1/embed-tokens': {
    post: {
      operationId: 'embedToken',
      summary: 'Trades a read token for a short-lived one that a page may hold.',
      security: [{readToken: []}],
      requestBody: content('application/json', {
        type: 'object',
        properties: {
          scopes: {type: 'array', items: {enum: [...scopes]}, default: ['results']},
          seconds: {type: 'integer', minimum: 1, maximum: embedSeconds, default: embedSeconds},
        },
      }),
      responses: {'200': answer('The token.', ref('PageToken')), 'default': problem},
    },
  },
  '/healthz': {
    get: {
      operationId: 'healthz',
      summary: 'The process answers.',
      responses: {'200': answer('It does.', {type: 'object'})},
    },
  },
  '/readyz': {
    get: {
      operationId: 'readyz',
      summary: 'The database takes a write.',
      responses: {'200': answer('It does.', {type: 'object'}), '503': problem},
    },
  },
  '/metrics': {
    get: {
      operationId: 'metrics',
      summary: 'Figures for Prometheus: for direct callers on the same machine, else with a token of scope metrics.',
      security: [{}, {readToken: []}],
      responses: {'200': answer('The figures.', text, 'text/plain'), 'default': problem},
    },
  },
  '/openapi.json': {
    get: {
      operationId: 'openapi',
      summary: 'This description.',
      responses: {'200': answer('OpenAPI 3.1.', {type: 'object'})},
    },
  },
};

const ownShapes = {
  Problem: {
    type: 'object',
    required: ['title', 'status', 'code', 'detail'],
    properties: {
      type: text,
      title: text,
      status: {type: 'integer'},
      code: {...text, description: 'For programs: area/what.'},
      detail: {...text, description: 'A plain sentence.'},
      retryAfter: {type: 'integer', description: 'Seconds.'},
    },
  },
  Result: {
    type: 'object',
    required: ['definition', 'asOf', 'rows', 'suppressed'],
    properties: {
      definition: {type: 'object', description: 'What was asked, how it is computed, what is counted.'},
      asOf: {...text, format: 'date-time'},
      rows: {type: 'array', items: {type: 'object'}},
      suppressed: {type: 'integer', description: 'Rows left out for being too small.'},
    },
  },
  JourneyList: {
    type: 'object',
    required: ['journeys'],
    properties: {
      journeys: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'title'],
          properties: {id: text, title: text, status: {enum: [...mapStatuses]}, updatedAt: text},
        },
      },
    },
  },
  PageToken: {
    type: 'object',
    required: ['token', 'expiresAt', 'site', 'scopes'],
    properties: {
      token: text,
      expiresAt: {...text, format: 'date-time'},
      site: text,
      scopes: {type: 'array', items: text},
    },
  },
};

let made: object | undefined;

/** The interface as OpenAPI 3.1, from the same shapes that check what arrives. */
export function openApi(): object {
  made ??= {
    openapi: '3.1.0',
    info: {title: 'Stagepost collector', version: '1', license: {name: 'MIT', identifier: 'MIT'}},
    servers: [{url: '.'}],
    paths,
    components: {
      schemas: {...shapes(), ...ownShapes},
      securitySchemes: {
        readToken: {type: 'http', scheme: 'bearer', description: 'rk_..., for servers alone.'},
        pageToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'From /v1/embed-tokens, 15 minutes at most.',
        },
      },
    },
  };
  return made;
}
