/** Writes `README.md` afresh. */
import {writeFileSync} from 'node:fs';
import {table} from './table.js';

void table().then(text => writeFileSync(new URL('README.md', import.meta.url), text));
