/** The lighter way from npm: the slim client with the surveys part alone. */
import {posthog} from 'posthog-js/dist/module.slim.js';
import {SurveysExtensions} from 'posthog-js/dist/extension-bundles.js';

posthog.init('phc_bench', {
  api_host: location.origin,
  defaults: '2026-01-30',
  __extensionClasses: {...SurveysExtensions},
});
