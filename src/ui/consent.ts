import type {Consent, Settings} from '../schema/settings.js';

/** The consent that holds: a browser that asks not to be tracked (GPC, DNT) counts as a refusal unless consent was granted outright. */
export function consentOf({consent = 'pending'}: Settings): Consent {
  const {globalPrivacyControl, doNotTrack} = navigator as {
    globalPrivacyControl?: boolean;
    doNotTrack?: string | null;
  };
  return consent !== 'granted' && (globalPrivacyControl === true || doNotTrack === '1') ? 'denied' : consent;
}
