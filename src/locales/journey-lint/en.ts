/**
 * English texts of what a check of a map finds: for each rule what it is called, what is so at one place, why it matters, and
 * what to do. The command line and the map's own view of it say the same.
 */
export const journeyLint = {
  levels: {warning: 'Warning', hint: 'Hint'},
  zones: {peripheral: 'out of reach', external: 'run by others', internal: 'our own'},
  rules: {
    'no-objectives': {
      title: 'No objectives',
      what: 'The map says nothing of what it is for.',
      why: 'Without an aim nobody can tell which findings matter.',
      remedy: 'Write one to three objectives: what should be different because of this map.',
    },
    'no-persona': {
      title: 'No persona',
      what: 'The map names nobody whose journey it is.',
      why: 'A journey of everybody is a journey of nobody: needs and feelings differ from person to person.',
      remedy: 'Name at least one persona, with goals and needs.',
    },
    'review-passed': {
      title: 'Review is due',
      what: 'The map should have been reviewed by {date}.',
      why: 'A map that nobody looked at for long tells of a service that is no longer there.',
      remedy: 'Go through it with the team, then set the next day of review.',
    },
    'live-no-owner': {
      title: 'In use without an owner',
      what: 'The map is in use, and nobody looks after it.',
      why: 'People act on a map in use; somebody must answer their questions and keep it true.',
      remedy: 'Name the owner of the map, or make it a draft again.',
    },
    'live-no-date': {
      title: 'In use without a date',
      what: 'The map is in use and does not say when it was changed last.',
      why: 'Readers cannot tell how old it is.',
      remedy: 'Give the day of the last change.',
    },
    'stage-no-need': {
      title: 'Stages without a need',
      what: 'The stage “{name}” does not say what people want in it.',
      why: 'A stage is there because people want something; what serves no need may not be needed.',
      remedy: 'Give the stage a goal, or write what people need at one of its steps in a lane of goals or needs.',
    },
    'touchpoint-no-owner': {
      title: 'Touchpoints without an owner',
      what: 'The touchpoint “{name}” belongs to nobody.',
      why: 'What belongs to nobody is mended by nobody.',
      remedy: 'Name an owner for the touchpoint, its step or its stage. The owner of the map keeps the map alone.',
    },
    'zone-uncovered': {
      title: 'Zones without a touchpoint',
      what: 'No touchpoint lies in the zone “{zone}”.',
      why: 'People also meet us where we are not: in reviews, in shops of others, among friends.',
      remedy: 'Look for touchpoints there, and give the channels their zone; if there are none, leave it so.',
    },
    'assumption-unchecked': {
      title: 'Assumptions never checked',
      what: '“{name}” is assumed, and nothing backs it.',
      why: 'What a team believes of its customers is often wrong, and looks like knowledge on a map.',
      remedy: 'Ask, observe or measure it, name the source, and say how well it is backed now.',
    },
    'emotion-unexplained': {
      title: 'Bad feelings without a reason',
      what: 'At “{name}” people are unhappy, and the map does not say why.',
      why: 'A feeling without a reason cannot be acted on.',
      remedy: 'Write why they feel so, or add the pain point that causes it.',
    },
    'pain-unanswered': {
      title: 'Severe pain points without an answer',
      what: 'No opportunity answers “{name}”; one that was rejected does not count.',
      why: 'It hurts at 4 or 5 of 5.',
      remedy: 'Add an opportunity that names the pain point, or name it in one that is there.',
    },
    'opportunity-no-owner': {
      title: 'Work without an owner',
      what: '“{name}” is planned or under way, and nobody answers for it.',
      why: 'What belongs to nobody is finished by nobody.',
      remedy: 'Name an owner, or make it a candidate again.',
    },
    'opportunity-no-due': {
      title: 'Work without a due date',
      what: '“{name}” is planned or under way, and no due date is named.',
      why: 'Nobody can tell whether it is late.',
      remedy: 'Name the day by which it should be there.',
    },
    'opportunity-overdue': {
      title: 'Overdue',
      what: '“{name}” should be there already.',
      why: 'Its day has passed and its status says that it is not done.',
      remedy: 'Set the status to what is true, or agree on a new day.',
    },
    'measured-no-result': {
      title: 'Measured without a result',
      what: '“{name}” counts as measured, and the map does not say what came of it.',
      why: 'Without the figures before and after nobody learns from it.',
      remedy: 'Give the KPI before and after the experiment.',
    },
    'kpi-no-target': {
      title: 'KPIs without a target',
      what: 'The KPI “{name}” has no target.',
      why: 'Without a target a figure is neither good nor bad.',
      remedy: 'Say where it should get to.',
    },
  },
} as const;
