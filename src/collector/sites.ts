import * as z from 'zod';
import {dirname, resolve} from 'node:path';
import {contentHash} from '../schema/canonical.js';
import {configSchema, rulesSchema, type Config} from '../schema/config.js';
import {idPattern, siteKeyPattern} from '../schema/patterns.js';
import {surveySchema} from '../schema/survey.js';
import {issueText, pathText} from '../schema/issues.js';
import {parseJsonFile} from './json-file.js';
import {CollectorError} from './problem.js';

const isTimeZone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', {timeZone: name}));
  } catch {
    return false;
  }
};

const isOrigin = (text: string): boolean => {
  if (text === '*' || text === 'null') return true;
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
};

/** One site of the sites file. */
export const siteSchema = z.strictObject({
  /** Shared by all keys: items are told apart by it and their own id. */
  id: z.string().regex(idPattern, 'must be letters, digits and _ . : -, at most 100'),
  keys: z
    .array(z.string().regex(siteKeyPattern, 'must look like pk_shop: pk_ and 1 to 60 letters, digits, _ or -'))
    .min(1),
  /** Keys whose items are not taken any more. */
  closedKeys: z.array(z.string().regex(siteKeyPattern)).optional(),
  name: z.string().max(200).optional(),
  origins: z.array(
    z.string().refine(isOrigin, 'must be an origin such as https://www.example.com, without a path, or "*"'),
  ),
  timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin').optional(),
  /** True: nothing is taken any more; results can still be read. */
  closed: z.boolean().optional(),
  /** Cells of split results with fewer answers are suppressed. */
  minN: z.int().min(1).max(1000).optional(),
  surveys: z.array(surveySchema).max(100).optional(),
  rules: z.optional(rulesSchema),
  /** Path of a `stagepost/config/1` file, relative to the sites file; instead of `surveys` and `rules`. */
  config: z.string().optional(),
});

export const sitesSchema = z
  .strictObject({$schema: z.string().optional(), sites: z.array(siteSchema).min(1)})
  .superRefine(({sites}, context) => {
    const seen = new Map<string, string>();
    const refuseTwice = (text: string, path: (string | number)[]): void => {
      const first = seen.get(text);
      if (first) context.addIssue({code: 'custom', path, message: `repeats "${text}", which ${first} has already`});
      seen.set(text, pathText(path));
    };
    sites.forEach((site, index) => {
      refuseTwice(site.id, ['sites', index, 'id']);
      site.keys.forEach((key, at) => refuseTwice(key, ['sites', index, 'keys', at]));
      (site.closedKeys ?? []).forEach((key, at) => refuseTwice(key, ['sites', index, 'closedKeys', at]));
      if (site.config !== undefined && (site.surveys ?? site.rules))
        context.addIssue({
          code: 'custom',
          path: ['sites', index, 'config'],
          message: 'stands beside surveys or rules; give either the file or those',
        });
    });
  });

export type SiteInput = z.input<typeof siteSchema>;

/** One site, ready to serve. */
export interface Site {
  readonly id: string;
  readonly name: string;
  readonly origins: ReadonlySet<string>;
  readonly timeZone: string;
  readonly isClosed: boolean;
  readonly minN: number | undefined;
  /** The published configuration as sent, with its strong entity tag. */
  readonly config: {readonly body: string; readonly etag: string};
}

/** All sites, found by key or id. */
export class Sites {
  readonly #byKey = new Map<string, Site>();
  readonly #byId = new Map<string, Site>();
  readonly #closedKeys = new Set<string>();
  /** Every origin that some site allows: what a preflight can know. */
  readonly origins: ReadonlySet<string>;

  /** @throws {CollectorError} `sites/invalid`, `config/invalid`. */
  constructor(inputs: readonly SiteInput[], base = '.', source = 'the option sites') {
    const parsed = sitesSchema.safeParse({sites: inputs});
    if (!parsed.success) throw invalid(source, parsed.error, {sites: inputs});
    for (const input of parsed.data.sites) {
      const site = siteOf(input, base);
      this.#byId.set(site.id, site);
      for (const key of input.keys) this.#byKey.set(key, site);
      for (const key of input.closedKeys ?? []) {
        this.#byKey.set(key, site);
        this.#closedKeys.add(key);
      }
    }
    this.origins = new Set([...this.#byId.values()].flatMap(site => [...site.origins]));
  }

  /** @throws {CollectorError} `sites/unreadable`, `sites/invalid`, `config/invalid`: with the place and the remedy. */
  static fromFile(path: string): Sites {
    const value = parseJsonFile(path, 'sites');
    const parsed = sitesSchema.safeParse(value);
    if (!parsed.success) throw invalid(path, parsed.error, value);
    return new Sites(parsed.data.sites, dirname(resolve(path)), path);
  }

  byKey(key: string): Site | undefined {
    return this.#byKey.get(key);
  }

  byId(id: string): Site | undefined {
    return this.#byId.get(id);
  }

  /** True where nothing sent under `key` is taken any more. */
  isClosed(key: string): boolean {
    return this.#closedKeys.has(key) || (this.#byKey.get(key)?.isClosed ?? false);
  }
}

/** What serves while no sites are given. */
export const demoSite: SiteInput = {id: 'demo', keys: ['pk_demo'], name: 'Demo', origins: ['*'], timeZone: 'UTC'};

const invalid = (source: string, error: z.ZodError, value: unknown): CollectorError =>
  new CollectorError('sites/invalid', `${source}: ${issueText(error, value)}. Correct it and start again.`);

function siteOf(input: z.output<typeof siteSchema>, base: string): Site {
  const config = publishedConfig(input, base);
  const body = JSON.stringify(config);
  return {
    id: input.id,
    name: input.name ?? input.id,
    origins: new Set(input.origins),
    timeZone: input.timeZone ?? 'UTC',
    isClosed: input.closed ?? false,
    minN: input.minN,
    config: {body, etag: `"${contentHash(config)}"`},
  };
}

function publishedConfig(input: z.output<typeof siteSchema>, base: string): Config {
  if (input.config === undefined) {
    const {surveys = [], rules} = input;
    return {schema: 'stagepost/config/1', site: input.id, surveys, ...(rules === undefined ? {} : {rules})};
  }
  const path = resolve(base, input.config);
  const value = parseJsonFile(path, 'config');
  const parsed = configSchema.safeParse(value);
  if (!parsed.success)
    throw new CollectorError(
      'config/invalid',
      `${path}: ${issueText(parsed.error, value)}. Correct it and start again.`,
    );
  if (parsed.data.site !== input.id)
    throw new CollectorError(
      'config/invalid',
      `${path}: site is "${parsed.data.site}", but the sites file gives it to "${input.id}". Correct one of them.`,
    );
  return parsed.data;
}
