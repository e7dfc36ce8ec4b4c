/** Feedback with a form of the page's own choosing when to open, the npm way of its documentation; open from the start. */
import * as Sentry from '@sentry/browser';

const feedback = Sentry.feedbackIntegration({autoInject: false});
Sentry.init({dsn: `${location.protocol}//public@${location.host}/1`, integrations: [feedback]});
const form = await feedback.createForm();
form.appendToDom();
form.open();
