/** The pages a history may open: the owner's today, with a rotated key, with a moved endpoint, and somebody else's. */
import type {OutboxOptions} from '../../../src/outbox/outbox.js';

export const home = 'https://a.example/stagepost';
export const moved = 'https://b.example/stagepost';
export const foreign = 'https://c.example/stagepost';

export const oldKey = 'pk_old';
export const newKey = 'pk_new';
export const foreignKey = 'pk_foreign';

export const pages: readonly OutboxOptions[] = [
  {endpoint: home, site: oldKey},
  {endpoint: home, site: oldKey},
  {endpoint: home, site: newKey},
  {endpoint: moved, site: newKey, endpointWas: [home]},
  {endpoint: moved, site: newKey},
  {endpoint: foreign, site: foreignKey},
];

/** The former endpoint and the present one are one collector that has moved. */
export const ownerOf = (endpoint: string): 'ours' | 'foreign' => (endpoint === foreign ? 'foreign' : 'ours');
