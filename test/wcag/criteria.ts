/** Every success criterion of WCAG 2.2 at levels A and AA: the tests that hold the visitor's elements to it, or why it does not apply. */

export interface Criterion {
  readonly number: string;
  readonly name: string;
  readonly level: 'A' | 'AA';
  /** Why there is nothing of ours that it could speak of. */
  readonly not?: string;
  /** File below `test/`, and the beginning of the test's title as it stands there. */
  readonly tests?: readonly (readonly [file: string, title: string])[];
}

const access = (title: string) => ['browser/nps-access.test.ts', title] as const;
const nps = (title: string) => ['browser/nps.test.ts', title] as const;
const life = (title: string) => ['browser/nps-life.test.ts', title] as const;
const wcag = (title: string) => ['browser/wcag.test.ts', title] as const;
const popup = (title: string) => ['browser/popup.test.ts', title] as const;
const looks = (title: string) => ['browser/looks.test.ts', title] as const;
const fit = (title: string) => ['e2e/fit.test.ts', title] as const;
const status = (title: string) => ['browser/sync-status.test.ts', title] as const;
const axe = ['browser/axe.test.ts', 'finds nothing: ${mode}, ${scheme}, ${theme}, ${lang}, in each state'] as const;
const forced = (title: string) => ['e2e/forced-colors.test.ts', title] as const;

const noMedia = 'no sound and no film';
const page = (what: string): string => `${what} is the page's`;

export const criteria: readonly Criterion[] = [
  {number: '1.1.1', name: 'Non-text Content', level: 'A', tests: [wcag('holds no picture and no text in a picture'), axe]},
  {number: '1.2.1', name: 'Audio-only and Video-only (Prerecorded)', level: 'A', not: noMedia},
  {number: '1.2.2', name: 'Captions (Prerecorded)', level: 'A', not: noMedia},
  {number: '1.2.3', name: 'Audio Description or Media Alternative (Prerecorded)', level: 'A', not: noMedia},
  {number: '1.2.4', name: 'Captions (Live)', level: 'AA', not: noMedia},
  {number: '1.2.5', name: 'Audio Description (Prerecorded)', level: 'AA', not: noMedia},
  {number: '1.3.1', name: 'Info and Relationships', level: 'A', tests: [access('names everything'), popup('is a dialog named by its question'), axe]},
  {number: '1.3.2', name: 'Meaningful Sequence', level: 'A', tests: [access('is walked from score to thank-you with the keyboard alone'), wcag('stands in the order in which it is read')]},
  {number: '1.3.3', name: 'Sensory Characteristics', level: 'A', tests: [['unit/wcag.test.ts', 'speak of no place, shape or colour of a control']]},
  {number: '1.3.4', name: 'Orientation', level: 'AA', tests: [fit('on a wide page'), fit('at 400 % zoom of a 1280 px page: 320 px')]},
  {number: '1.3.5', name: 'Identify Input Purpose', level: 'AA', tests: [wcag('lets a browser fill in the address that it knows')]},
  {number: '1.4.1', name: 'Use of Color', level: 'A', tests: [forced('tells what is chosen without any colour')]},
  {number: '1.4.2', name: 'Audio Control', level: 'A', not: noMedia},
  {number: '1.4.3', name: 'Contrast (Minimum)', level: 'AA', tests: [axe, looks('have the contrast that people need, in light and dark'), ['unit/themes.test.ts', '${name} can be read, light and dark'], ['e2e/hostile-print.test.ts', '${name}, from a ${scheme} screen: legible']]},
  {number: '1.4.4', name: 'Resize Text', level: 'AA', tests: [fit('at 200 % zoom of a 1280 px page'), fit('in type of twice the size'), fit('in type of twice the size at 320 px')]},
  {number: '1.4.5', name: 'Images of Text', level: 'AA', tests: [wcag('holds no picture and no text in a picture')]},
  {number: '1.4.10', name: 'Reflow', level: 'AA', tests: [fit('at 400 % zoom of a 1280 px page: 320 px'), popup('stands at ${placement}, in Arabic on the other side, and whole on 320 pixels')]},
  {number: '1.4.11', name: 'Non-text Contrast', level: 'AA', tests: [looks('have the contrast that people need, in light and dark'), ['unit/themes.test.ts', '${name} can be read, light and dark']]},
  {number: '1.4.12', name: 'Text Spacing', level: 'AA', tests: [wcag('keeps every text whole where a visitor spaces text out, at ${width} px')]},
  {number: '1.4.13', name: 'Content on Hover or Focus', level: 'AA', tests: [wcag('shows nothing more, moves nothing and chooses nothing on hover or focus')]},
  {number: '2.1.1', name: 'Keyboard', level: 'A', tests: [access('is walked from score to thank-you with the keyboard alone'), access('is refused and asked back with the keyboard alone'), popup('is reached with F6, left with F6, and closed with Escape from inside alone'), status('deletes only after a second yes, with the keyboard alone')]},
  {number: '2.1.2', name: 'No Keyboard Trap', level: 'A', tests: [wcag('lets the keyboard out at both ends'), popup('is reached with F6, left with F6, and closed with Escape from inside alone')]},
  {number: '2.1.4', name: 'Character Key Shortcuts', level: 'A', tests: [access('takes digits while the focus is among the scores, 1 and 0 as ten')]},
  {number: '2.2.1', name: 'Timing Adjustable', level: 'A', tests: [popup('stays open while it asks, whatever the visitor clicks beside it'), popup('lets a note stand until the visitor goes on with the page')]},
  {number: '2.2.2', name: 'Pause, Stop, Hide', level: 'A', not: 'nothing moves, blinks or scrolls by itself for longer than a fifth of a second'},
  {number: '2.3.1', name: 'Three Flashes or Below Threshold', level: 'A', not: 'nothing flashes'},
  {number: '2.4.1', name: 'Bypass Blocks', level: 'A', not: page('what comes before its content')},
  {number: '2.4.2', name: 'Page Titled', level: 'A', not: page('its title')},
  {number: '2.4.3', name: 'Focus Order', level: 'A', tests: [access('is walked from score to thank-you with the keyboard alone'), popup('takes no focus, and says once that it came and how to reach it')]},
  {number: '2.4.4', name: 'Link Purpose (In Context)', level: 'A', tests: [axe, access('is walked from score to thank-you with the keyboard alone')]},
  {number: '2.4.5', name: 'Multiple Ways', level: 'AA', not: page('how it is found')},
  {number: '2.4.6', name: 'Headings and Labels', level: 'AA', tests: [access('names everything')]},
  {number: '2.4.7', name: 'Focus Visible', level: 'AA', tests: [wcag('shows the focus on each control')]},
  {number: '2.4.11', name: 'Focus Not Obscured (Minimum)', level: 'AA', tests: [wcag('covers no control of a popup that has the focus with another part of it'), wcag('brings a control of the page that has the focus out from behind a popup')]},
  {number: '2.5.1', name: 'Pointer Gestures', level: 'A', not: 'nothing asks for a path or for two fingers'},
  {number: '2.5.2', name: 'Pointer Cancellation', level: 'A', tests: [wcag('acts when a pointer is lifted, and not at all where it left before')]},
  {number: '2.5.3', name: 'Label in Name', level: 'A', tests: [wcag('has names that hold the words one sees: ${lang}'), axe]},
  {number: '2.5.4', name: 'Motion Actuation', level: 'A', not: 'no movement of the device does anything'},
  {number: '2.5.7', name: 'Dragging Movements', level: 'AA', not: 'nothing is dragged: the scale is made of buttons, no slider'},
  {number: '2.5.8', name: 'Target Size (Minimum)', level: 'AA', tests: [access('gives every target 24 pixels at least, and 44 where there is room'), fit('at 320 px from right to left')]},
  {number: '3.1.1', name: 'Language of Page', level: 'A', not: page('its language')},
  {number: '3.1.2', name: 'Language of Parts', level: 'AA', tests: [['browser/settings.test.ts', 'follow attribute, context and page, and keep the answer'], axe]},
  {number: '3.2.1', name: 'On Focus', level: 'A', tests: [wcag('shows nothing more, moves nothing and chooses nothing on hover or focus'), access('is walked from score to thank-you with the keyboard alone')]},
  {number: '3.2.2', name: 'On Input', level: 'A', tests: [access('moves nothing that stands before the answer'), access('chooses with Enter what has the focus, and never sends with it')]},
  {number: '3.2.3', name: 'Consistent Navigation', level: 'AA', not: page('its navigation')},
  {number: '3.2.4', name: 'Consistent Identification', level: 'AA', tests: [['unit/locales.test.ts', '${lang} says all that English says, and nothing else']]},
  {number: '3.2.6', name: 'Consistent Help', level: 'A', not: page('where help is found')},
  {number: '3.3.1', name: 'Error Identification', level: 'A', tests: [nps('asks for an address only where the box is ticked, and for a full one'), nps('counts down the last 200 characters, and refuses a comment over the limit without cutting it')]},
  {number: '3.3.2', name: 'Labels or Instructions', level: 'A', tests: [access('names everything'), nps('takes up to three causes, says so, and asks for the main one where there are several')]},
  {number: '3.3.3', name: 'Error Suggestion', level: 'AA', tests: [nps('asks for an address only where the box is ticked, and for a full one'), nps('says when the device refuses the answer, keeps the text, and lets the visitor try again')]},
  {number: '3.3.4', name: 'Error Prevention (Legal, Financial, Data)', level: 'AA', tests: [nps('tells a dead letter, and takes an answer back'), status('deletes only after a second yes, with the keyboard alone')]},
  {number: '3.3.7', name: 'Redundant Entry', level: 'A', tests: [life('keeps the answers and the order of the causes over a reload, as one answer'), popup('brings back what was entered where the visitor closed it by mistake')]},
  {number: '3.3.8', name: 'Accessible Authentication (Minimum)', level: 'AA', not: 'nobody signs in'},
  {number: '4.1.2', name: 'Name, Role, Value', level: 'A', tests: [access('names everything'), popup('is a dialog named by its question'), forced('axe finds nothing: ${lang}, ${scheme}, in each state'), axe]},
  {number: '4.1.3', name: 'Status Messages', level: 'AA', tests: [access('tells a screen reader politely that there is one more question'), popup('takes no focus, and says once that it came and how to reach it'), nps('says when the device refuses the answer, keeps the text, and lets the visitor try again')]},
]; // prettier-ignore
