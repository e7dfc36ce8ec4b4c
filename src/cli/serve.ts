import {createCollector, demoSite, jsonLogger, Sites, startServer} from '../collector/index.js';
import {helpOption, portOf, readArgs, UsageError} from './args.js';

const help = `stagepost serve: takes answers from widgets and gives results.

  --port N            port, 0 for a free one (default 8787)
  --host ADDRESS      address to listen on (default 127.0.0.1: this machine alone)
  --db FILE           SQLite file, made where absent (default stagepost.db)
  --sites FILE        JSON file with the sites (default: a demo site with the key pk_demo)
  --journeys FOLDER   folder of journey maps (JSON) to serve; in it, a folder named by a site's id is for that site alone
  --trust-proxy LIST  proxies whose X-Forwarded-For is believed, such as 10.0.0.0/8,192.168.1.2
  --base-path PATH    path below which the routes lie, such as /stagepost

Prints one line when it is ready; its log goes to stderr, one JSON object a line.`;

const options = {
  ...helpOption,
  'port': {type: 'string', default: '8787'},
  'host': {type: 'string', default: '127.0.0.1'},
  'db': {type: 'string', default: 'stagepost.db'},
  'database-url': {type: 'string'},
  'sites': {type: 'string'},
  'journeys': {type: 'string'},
  'trust-proxy': {type: 'string'},
  'base-path': {type: 'string', default: '/'},
} as const;

/** `stagepost serve`: resolves with the exit code once the collector was stopped. */
export async function run(args: string[]): Promise<number> {
  const {values} = readArgs('serve', {args, options});
  if (values.help) {
    console.log(help);
    return 0;
  }
  if (values['database-url'] !== undefined)
    throw new UsageError('--database-url is not available in this version; use --db FILE.');
  const port = portOf(values.port);
  const logger = jsonLogger();
  if (values.sites === undefined)
    logger.warn('demo-site', {
      message: 'no --sites given: serving the demo site with the key pk_demo for every origin',
    });
  const sites = values.sites === undefined ? new Sites([demoSite]) : Sites.fromFile(values.sites);
  const trustProxy = values['trust-proxy']?.split(',').filter(Boolean) ?? [];
  const {journeys} = values;
  const collector = createCollector({
    store: values.db,
    sites,
    logger,
    trustProxy,
    basePath: values['base-path'],
    ...(journeys === undefined ? {} : {journeys}),
  });
  const server = await startServer(collector, {port, host: values.host, ownProcess: true}).catch(
    async (error: unknown) => {
      await collector.close();
      throw error;
    },
  );
  console.log(`listening on ${server.url}`);
  const signal = await stopSignal();
  logger.info('stopping', {signal});
  const cut = await server.stop();
  logger.info('stopped', {connectionsCut: cut});
  return 0;
}

const stopSignal = (): Promise<string> =>
  new Promise(resolve => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
  });
