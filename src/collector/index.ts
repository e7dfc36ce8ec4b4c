/** The reference collector, for Node. Nothing of its packages (hono, libsql, prom-client, jose) is loaded before it is used. */
export type {RequestInfo} from './routes/parts.js';
export {isScope, makeToken, scopes, type Scope} from './auth/access.js';
export {createCollector, type Collector, type CollectorOptions, type Limits} from './collector.js';
export type {Rate} from './http/limit.js';
export {jsonLogger, silentLogger, type Logger} from './logger.js';
export {CollectorError, Problem, StorageError} from './problem.js';
export {startServer, type RunningServer, type ServerOptions} from './server.js';
export {demoSite, Sites, sitesSchema, type Site, type SiteInput} from './sites.js';
export {openSqliteStore} from './sqlite/store.js';
export type * from './store.js';
