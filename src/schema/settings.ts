/** What the kit needs to know to ask and to send; resolved from attribute, then stagepost-context, then the script tag. */
export const consentStates = ['pending', 'granted', 'denied'] as const;
export const storageModes = ['persistent', 'session', 'none'] as const;

export type Consent = (typeof consentStates)[number];
export type StorageMode = (typeof storageModes)[number];
export type Scalar = string | number | boolean | null;

export interface Settings {
  /** Any http or https URL; paths are appended to it as plain text. */
  readonly endpoint?: string | undefined;
  /** Former endpoints whose waiting items may be sent to `endpoint`; in one text with white space between them. */
  readonly endpointWas?: string | undefined;
  /** Public site key, `pk_…`. */
  readonly site?: string | undefined;
  readonly journey?: string | undefined;
  readonly stage?: string | undefined;
  readonly touchpoint?: string | undefined;
  readonly lang?: string | undefined;
  /** Default `persistent`. */
  readonly storage?: StorageMode | undefined;
  /** Default `pending`. */
  readonly consent?: Consent | undefined;
  /** The owner's id for the person, once known. */
  readonly user?: string | undefined;
  readonly visitor?: string | undefined;
  readonly traits?: Readonly<Record<string, Scalar>> | undefined;
}
