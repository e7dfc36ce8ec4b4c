/** What posthog-js asks of its vendor, answered from here: a project in which nothing but one NPS survey is switched on. */
const token = 'phc_bench';

const config = {
  token,
  supportedCompression: ['gzip', 'gzip-js'],
  hasFeatureFlags: false,
  captureDeadClicks: false,
  capturePerformance: false,
  autocapture_opt_out: false,
  autocaptureExceptions: false,
  analytics: {endpoint: '/i/v0/e/'},
  elementsChainAsString: true,
  errorTracking: {autocaptureExceptions: false, suppressionRules: []},
  logs: {captureConsoleLogs: false},
  sessionRecording: false,
  heatmaps: false,
  conversations: false,
  productTours: false,
  surveys: true,
  defaultIdentifiedOnly: true,
};

const survey = {
  id: '0190a1b2-0000-0000-0000-000000000001',
  name: 'NPS',
  type: 'popover',
  description: '',
  questions: [
    {
      id: '0190a1b2-0000-0000-0000-000000000002',
      type: 'rating',
      display: 'number',
      scale: 10,
      question: 'How likely are you to recommend our shop to a friend?',
      description: '',
      lowerBoundLabel: 'Not at all likely',
      upperBoundLabel: 'Extremely likely',
      buttonText: 'Submit',
      skipSubmitButton: true,
      originalQuestionIndex: 0,
    },
    {
      id: '0190a1b2-0000-0000-0000-000000000003',
      type: 'open',
      question: 'Why?',
      description: '',
      optional: true,
      buttonText: 'Submit',
      originalQuestionIndex: 1,
    },
  ],
  appearance: {displayThankYouMessage: true, thankYouMessageHeader: 'Thank you.'},
  conditions: null,
  start_date: '2026-01-01T00:00:00Z',
  end_date: null,
  schedule: 'once',
  internal_targeting_flag_key: null,
  linked_flag_key: null,
  targeting_flag_key: null,
  feature_flag_keys: [],
  current_iteration: null,
  current_iteration_start_date: null,
};

const json = (body: object) => ({type: 'application/json', body: JSON.stringify(body)});

/** Answers by path; what sends events gets the plain acknowledgement. */
export const posthogAnswers = {
  [`/array/${token}/config.js`]: {
    type: 'text/javascript',
    body: `(window._POSTHOG_REMOTE_CONFIG ??= {})[${JSON.stringify(token)}] = ${JSON.stringify({config, siteApps: []})};`,
  },
  [`/array/${token}/config`]: json(config),
  '/flags/': json({...config, featureFlags: {}, featureFlagPayloads: {}, errorsWhileComputingFlags: false}),
  '/api/surveys/': json({surveys: [survey], survey_config: null}),
  '/e/': json({status: 'Ok'}),
  '/i/v0/e/': json({status: 'Ok'}),
};

/** What the snippet of the documentation does once it ran: a queue, and the script asked for. */
export const posthogHead = `<script>
  window.posthog = Object.assign([], {__SV: 1, people: [],
    _i: [['${token}', {api_host: location.origin, defaults: '2026-01-30'}, 'posthog']]});
</script>
<script async crossorigin="anonymous" src="/static/array.js"></script>`;
