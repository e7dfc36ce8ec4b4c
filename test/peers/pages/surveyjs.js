import {Model} from 'survey-core';
import 'survey-js-ui';
import 'survey-core/survey-core.fontless.css';

const survey = new Model({
  elements: [
    {
      type: 'rating',
      name: 'score',
      title: 'How likely are you to recommend our shop to a friend?',
      rateMin: 0,
      rateMax: 10,
      // As buttons at any width, not as a list to open.
      displayMode: 'buttons',
      minRateDescription: 'Not at all likely',
      maxRateDescription: 'Extremely likely',
    },
    {type: 'comment', name: 'why', title: 'Why?', visibleIf: '{score} notempty'},
  ],
});
survey.render(document.getElementById('survey'));
