import {renderSurveyInline} from '@formbricks/surveys';

renderSurveyInline({
  containerId: 'survey',
  brandColor: '#1f6b4f',
  isBrandingEnabled: false,
  survey: {
    id: 'after-purchase',
    welcomeCard: {enabled: false},
    thankYouCard: {enabled: true, headline: 'Thank you.'},
    styling: null,
    questions: [
      {
        id: 'score',
        type: 'nps',
        headline: 'How likely are you to recommend our shop to a friend?',
        lowerLabel: 'Not at all likely',
        upperLabel: 'Extremely likely',
        required: true,
      },
      {id: 'comment', type: 'openText', inputType: 'text', headline: 'Why?', required: false, longAnswer: true},
    ],
  },
});
