/** English texts of `stagepost-nps`. Holes in braces are filled by the element; a locale keeps every hole. */
export const npsTexts = {
  'question': 'How likely are you to recommend us to a friend or colleague?',
  'questionOf': 'How likely are you to recommend {subject} to a friend or colleague?',
  'low': 'Not at all likely',
  'high': 'Extremely likely',
  'next': 'Thanks. One more question',
  'upTo': 'Choose up to {max}.',
  'other': 'Something else',
  'otherText': 'In a few words',
  'main': 'Which matters most?',
  'comment': 'Anything else? (optional)',
  'commentHint': 'Please leave out names and private details.',
  'left': 'Characters left: {n}',
  'over': 'Characters too many: {n}',
  'contact': 'You may write to me about my answer.',
  'email': 'E-mail address',
  'emailHint': 'Used only for this.',
  'emailWrong': 'Please enter a full address, or untick the box.',
  'send': 'Send',
  'retry': 'Try again',
  'notNow': 'Not now',
  'never': 'Never ask again',
  'saving': 'Saving',
  'disk': 'Saved on this device. We will send it as soon as we can.',
  'offline': 'Saved on this device. We will send it when you are back online.',
  'session': 'Kept until you close this browser. We will send it as soon as we can.',
  'memory': 'Kept only in this tab. Please leave it open until it is sent.',
  'sent': 'Sent.',
  'dead-letter': 'We could not deliver this answer. It stays on this device.',
  'storage/failed': 'Your answer is still here, but this device refused to keep it.',
  'outbox/full': 'Your answer is still here, but this device is too full to keep it.',
  'endpoint/missing': 'Your answer is still here, but this page cannot send it yet.',
  'answer/too-large': 'Your answer is too long. Please shorten it.',
  'withdraw': 'Take my answer back',
  'withdrawing': 'We will take your answer back as soon as we can.',
  'withdrawn': 'Your answer was taken back.',
  'notWithdrawn': 'We could not take your answer back. Please try again.',
} as const;

/** What is worded for detractors, passives and promoters, in this order. */
const bySegment = {
  why: ['What is the main reason for your score?', 'What would have made it a 9 or 10?', 'What do you like most?'],
  thanks: [
    'Thank you. We are sorry it was not better.',
    'Thank you. We read every answer.',
    'Thank you. We are glad you like it.',
  ],
} as const;

/** One list of causes for everybody, worded for each segment as well. */
export const npsCauses = {
  value_price: ['Price or value', 'Better value', 'Good value'],
  product_quality: ['Quality', 'Better quality', 'Good quality'],
  missing_feature: ['Something is missing', 'What I am missing', 'Nothing is missing'],
  ease_of_use: ['Hard to use', 'Easier to use', 'Easy to use'],
  reliability_speed: ['Slow or unreliable', 'Faster, more reliable', 'Fast and reliable'],
  support: ['Support', 'Better support', 'Good support'],
  delivery_onboarding: ['Delivery or getting started', 'A smoother start', 'A smooth start'],
  trust_privacy: ['Trust or privacy', 'More trust or privacy', 'I trust it'],
} as const;

export const nps = {texts: npsTexts, ...bySegment, causes: npsCauses};
