/** An owner's definition as the NPS+ prompt speaks it. Loaded only where a page brings one. */
import {type Segment, segments} from '../../core/segment.js';
import type {LocalText, Question, Survey} from '../../schema/survey.js';
import {textIn} from '../../ui/texts.js';
import {questionOf} from './answers.js';
import type {NpsWords} from './flow.js';
import {other as otherId} from './preset.js';

export {languagesOf, loadDefinition} from '../../ui/definition.js';

/** Lays the owner's texts, in one language and for one segment, over the kit's. */
export function wording(form: Survey, kit: NpsWords, lang: string, segment: Segment | undefined): NpsWords {
  const texts: Record<string, string> = {...kit.texts};
  const known: Readonly<Record<string, readonly string[]>> = kit.causes;
  const causes = {...known};
  const lay = (text: LocalText | undefined, ...keys: string[]): void => {
    const own = textIn(text, lang);
    if (own) for (const key of keys) texts[key] = own;
  };
  const ask = (asked: Pick<Question, 'text' | 'bySegment'> | undefined, key: string): void =>
    lay((segment && asked?.bySegment?.[segment]?.text) ?? asked?.text, key);
  const multiple = questionOf(form, 'multiple');
  const comment = questionOf(form, 'text');
  const {thanks} = form;

  const score = questionOf(form, 'nps');
  lay(score?.text, 'question', 'questionOf');
  lay(score?.low, 'low');
  lay(score?.high, 'high');
  ask(comment, 'comment');
  lay(comment?.hint, 'commentHint');
  ask(questionOf(form, 'contact'), 'contact');
  ask(multiple, `why_${segment}`);
  for (const {id, text, bySegment} of multiple?.options ?? [])
    causes[id] = segments.map(
      (one, at) => textIn(bySegment?.[one] ?? text, lang) ?? known[id]?.[at] ?? (id === otherId ? texts['other']! : id),
    );
  ask(thanks, `thanks_${segment}`);
  const actions = (segment && thanks?.bySegment?.[segment]?.actions) ?? thanks?.actions;
  return {
    texts: texts as NpsWords['texts'],
    causes: causes as NpsWords['causes'],
    actions: actions?.map(({text, href}) => ({text: textIn(text, lang)!, href})),
  };
}
