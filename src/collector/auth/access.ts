import {randomBytes} from 'node:crypto';
import type * as Jose from 'jose';
import {hashOf, sameHash} from '../hash.js';
import {missing} from '../need.js';
import {Problem} from '../problem.js';
import type {Site, Sites} from '../sites.js';
import type {Store} from '../store.js';

/** What a read token may be for. */
export const scopes = ['results', 'export', 'metrics'] as const;

export type Scope = (typeof scopes)[number];

export const isScope = (name: string): name is Scope => (scopes as readonly string[]).includes(name);

/** Seconds that a page's token lives at most. */
export const embedSeconds = 15 * 60;

/** Who reads, proven. */
export interface Access {
  readonly site: Site;
  readonly scopes: readonly Scope[];
  /** `server`: a read token, never to be seen by a browser. `page`: a short-lived one. */
  readonly kind: 'server' | 'page';
}

const prefixLength = 11;

/** Makes a read token of a site: returned once, stored as a hash. */
export async function makeToken(store: Store, site: string, granted: readonly Scope[], now: number): Promise<string> {
  const token = `rk_${randomBytes(32).toString('base64url')}`;
  const prefix = token.slice(0, prefixLength);
  await store.addToken({hash: hashOf(token), prefix, site, scopes: granted, createdAt: now});
  return token;
}

const unauthorized = (code: string, detail: string): Problem =>
  new Problem(401, code, detail, {headers: {'www-authenticate': 'Bearer realm="stagepost"'}});

export interface AccessOptions {
  readonly store: Store;
  readonly sites: Sites;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Proves who reads. */
export class Gate {
  readonly #options: AccessOptions;

  constructor(options: AccessOptions) {
    this.#options = options;
  }

  /**
   * The access that the request's bearer token gives, which includes `scope`.
   * @throws {Problem} 401 `auth/missing`, `auth/unknown`, `auth/expired`; 403 `auth/browser`, `auth/scope`.
   */
  async open(request: Request, scope: Scope | undefined): Promise<Access> {
    const token = /^Bearer +(\S{1,2000})$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    if (token === undefined)
      throw unauthorized('auth/missing', 'Reading needs the header Authorization: Bearer with a read token.');
    if (token.startsWith('pk_'))
      throw unauthorized('auth/write-key', 'A site key may only write; reading needs a read token.');
    const access = token.startsWith('rk_') ? await this.#server(request, token) : await this.#page(token);
    if (scope !== undefined && !access.scopes.includes(scope))
      throw new Problem(403, 'auth/scope', `This token has no scope "${scope}".`);
    return access;
  }

  /** Makes a short-lived token for a page, with some of the scopes that `access` has. */
  async embed(access: Access, wanted: readonly Scope[], seconds: number): Promise<{token: string; expiresAt: string}> {
    const {SignJWT} = await loadJose();
    const now = Math.floor(this.#options.now() / 1000);
    const expires = now + Math.min(seconds, embedSeconds);
    const token = await new SignJWT({site: access.site.id, scope: wanted.join(' ')})
      .setProtectedHeader({alg: 'HS256', typ: 'JWT'})
      .setIssuer('stagepost')
      .setAudience('stagepost')
      .setIssuedAt(now)
      .setExpirationTime(expires)
      .sign(await this.#key());
    return {token, expiresAt: new Date(expires * 1000).toISOString()};
  }

  async #server(request: Request, token: string): Promise<Access> {
    if (request.headers.has('origin'))
      throw new Problem(
        403,
        'auth/browser',
        'A read token is for servers and was sent by a browser: revoke it, and give pages tokens from /v1/embed-tokens.',
      );
    const hash = hashOf(token);
    const candidates = await this.#options.store.tokensWith(token.slice(0, prefixLength));
    const found = candidates.find(candidate => sameHash(candidate.hash, hash));
    const site = found && this.#options.sites.byId(found.site);
    if (!found || !site) throw unauthorized('auth/unknown', 'This read token is not known.');
    return {site, scopes: found.scopes.filter(isScope), kind: 'server'};
  }

  async #page(token: string): Promise<Access> {
    const {jwtVerify, errors} = await loadJose();
    const options = {
      algorithms: ['HS256'],
      issuer: 'stagepost',
      audience: 'stagepost',
      maxTokenAge: embedSeconds,
      currentDate: new Date(this.#options.now()),
    };
    try {
      const {payload} = await jwtVerify(token, await this.#key(), options);
      const site = typeof payload['site'] === 'string' ? this.#options.sites.byId(payload['site']) : undefined;
      if (!site) throw unauthorized('auth/unknown', 'This token is of a site that is not served here.');
      const granted = typeof payload['scope'] === 'string' ? payload['scope'].split(' ') : [];
      return {site, scopes: granted.filter(isScope), kind: 'page'};
    } catch (error) {
      if (error instanceof errors.JWTExpired)
        throw unauthorized('auth/expired', 'This token has expired; get a new one.');
      if (error instanceof errors.JOSEError) throw unauthorized('auth/unknown', 'This token is not known.');
      throw error;
    }
  }

  async #key(): Promise<Uint8Array> {
    return Buffer.from(await this.#options.store.secret('embed'), 'base64url');
  }
}

/** Loaded when the first page's token is made or read. */
async function loadJose(): Promise<typeof Jose> {
  try {
    return await import('jose');
  } catch (cause) {
    throw missing('jose', cause);
  }
}
