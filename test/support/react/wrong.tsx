/** Uses that the types refuse; each of these lines must be an error, or the type test fails. */
import {StagepostContext, StagepostNps, StagepostSyncStatus} from 'stagepost/react';

export const wrong = [
  // @ts-expect-error no such property
  <StagepostNps surveyy="x" />,
  // @ts-expect-error not one of the values
  <StagepostNps consent="maybe" />,
  // @ts-expect-error not one of the places
  <StagepostNps placement="left" />,
  // @ts-expect-error a text
  <StagepostNps survey={3} />,
  // @ts-expect-error a method is no property
  <StagepostNps submit={() => {}} />,
  // @ts-expect-error the detail of another event
  <StagepostNps onStagepostSnooze={event => event.detail.persisted} />,
  // @ts-expect-error not told by this element
  <StagepostSyncStatus onStagepostSaved={() => {}} />,
  // @ts-expect-error values of traits are texts, numbers and booleans
  <StagepostContext traits={{plan: []}} />,
];
