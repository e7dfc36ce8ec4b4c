/** What the User Journey Graph (a draft of a W3C Community Group) and we call things. */

export const context = 'https://ujg.specs.openuji.org/ed/context.jsonld';

/** The name of our extension of its nodes: what they lack of our model. */
export const extension = 'urn:stagepost:journey-map:1';

/** Our 1 to 5 as UJG's 0 to 1. */
export const severityTo = (severity: number): number => (severity - 1) / 4;
/** Back, to the nearest. */
export const severityFrom = (severity: number): number => Math.round(Math.min(1, Math.max(0, severity)) * 4) + 1;
