import {isScope, makeToken, openSqliteStore, scopes, CollectorError} from '../collector/index.js';
import {existsSync} from 'node:fs';
import {helpOption, readArgs, UsageError} from './args.js';

const help = `stagepost token: makes a read token for a site, and prints it once.

  --db FILE       the collector's SQLite file (default stagepost.db)
  --site ID       the site's id (not a key)
  --scope LIST    ${scopes.join(', ')}; separated by commas (default results)

The collector keeps a hash of it alone: keep the token on a server, and never put it in a page.`;

const options = {
  ...helpOption,
  db: {type: 'string', default: 'stagepost.db'},
  site: {type: 'string'},
  scope: {type: 'string', default: 'results'},
} as const;

/** `stagepost token`. */
export async function run(args: string[]): Promise<number> {
  const {values} = readArgs('token', {args, options});
  if (values.help) {
    console.log(help);
    return 0;
  }
  const {db, site} = values;
  if (!site) throw new UsageError('--site is missing; give the id of the site, such as --site shop.');
  if (site.startsWith('pk_')) throw new UsageError(`--site is "${site}", which is a key; give the id of the site.`);
  const wanted = values.scope.split(',').map(scope => scope.trim());
  const unknown = wanted.find(scope => !isScope(scope));
  if (unknown !== undefined)
    throw new UsageError(`--scope holds "${unknown}", which is no scope; there are ${scopes.join(', ')}.`);
  if (!existsSync(db))
    throw new CollectorError(
      'storage/open',
      `The file ${db} does not exist; start "stagepost serve --db ${db}" first, or correct --db.`,
    );
  const store = openSqliteStore(db);
  try {
    console.log(await makeToken(store, site, wanted.filter(isScope), Date.now()));
  } finally {
    await store.close();
  }
  return 0;
}
