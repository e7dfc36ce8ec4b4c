/** Every limit of the wire, the device and the endpoint, with its unit. Both sides import these; nothing repeats them. */

/** One request. */
export const batchLimits = {
  /** Items a batch. */
  items: 50,
  /** UTF-8 bytes of a whole batch: fits the 65,536 bytes that browsers allow a request sent while the page goes away. */
  bytes: 60 * 1024,
} as const;

/** One item. */
export const itemLimits = {
  /** UTF-8 bytes of the item as JSON. */
  bytes: 16 * 1024,
  /** UTF-16 units of one text. */
  textUnits: 4000,
  /** UTF-16 units of an id, a name or a time; a longer string is a text and counts towards `textBytes`. */
  idUnits: 100,
  /** UTF-8 bytes of all texts of an item together: one text of 4,000 units in any script fits. */
  textBytes: 12 * 1024,
  /** Highest revision. */
  rev: 10_000,
  /** Levels of nesting of `data`. */
  depth: 8,
  /** Keys of all objects and entries of all arrays of the item. */
  nodes: 1000,
} as const;

/** What may wait on one device, for all sites of an origin together. */
export const deviceLimits = {
  /** Answers: responses, feedback, identities and withdrawals. */
  answers: 2000,
  /** UTF-8 bytes of all waiting answers. */
  answerBytes: 5 * 1024 * 1024,
  /** Behaviour events; the oldest make room, counted and reported. */
  events: 1000,
  /** Characters of the copies in localStorage, keys included. */
  journalChars: 512 * 1024,
  /** Days by the endpoint's clock, or distinct days with a failure, after which an item becomes a dead letter. */
  undeliverableDays: 30,
} as const;

/** What an endpoint holds. */
export const endpointLimits = {
  /** Days for which an endpoint knows the ids it has stored; an older `createdAt` is answered `too-old`. */
  idDays: 120,
  /** Bytes of one request body. */
  bodyBytes: 64 * 1024,
} as const;

/** Live values of visitors who are alike. */
export const overlayLimits = {
  /** Traits that are asked for at once. */
  traits: 3,
  /** Values of one trait. */
  values: 50,
} as const;
