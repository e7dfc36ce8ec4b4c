import type {Access, Scope} from '../auth/access.js';
import {allowsOrigin} from '../http/cors.js';
import {Problem} from '../problem.js';
import type {Site} from '../sites.js';
import type {AppContext, AppParts} from './parts.js';

/** Holds a browser to the origins of the site. */
export function enterFrom(c: AppContext, site: Site): void {
  c.set('origins', site.origins);
  const origin = c.req.header('origin');
  if (origin !== undefined && !allowsOrigin(origin, site.origins))
    throw new Problem(403, 'origin/refused', 'This origin is not in the list of the site; the owner can add it there.');
}

/** Proves who reads, and holds a page's token to the origins of its site. */
export async function enter({gate}: AppParts, c: AppContext, scope: Scope | undefined): Promise<Access> {
  const access = await gate.open(c.req.raw, scope);
  enterFrom(c, access.site);
  return access;
}
