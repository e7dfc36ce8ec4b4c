/** An owner's definition as the NPS+ prompt speaks it. Loaded only where a page brings one. */
import {html} from 'lit';
import {segments} from '../../core/segment.js';
import type {Forms} from '../../locales/dictionary.js';
import {speak} from '../../locales/languages.js';
import type {LocalText, Question, Survey} from '../../schema/survey.js';
import {languagesOf, loadDefinition} from '../../ui/definition.js';
import type {OwnForm} from '../../ui/prompt-element.js';
import {textIn} from '../../ui/texts.js';
import {questionOf} from './answers.js';
import type {NpsWords} from './flow.js';
import {other as otherId} from './preset.js';

/** The definition, and how an owner's words the prompt. */
export interface NpsForm extends OwnForm {
  words?(kit: NpsWords, lang: string, segment: 0 | 1 | 2): NpsWords;
}

export async function readOwn(...given: Parameters<typeof loadDefinition>): Promise<NpsForm> {
  speak();
  const form = await loadDefinition(...given);
  return {form, languages: languagesOf(form), words: (...asked) => wording(form, ...asked)};
}

/** Lays the owner's texts, in one language and for one segment, over the kit's. */
function wording(form: Survey, kit: NpsWords, lang: string, segment: 0 | 1 | 2): NpsWords {
  const texts: Record<string, string | Forms> = {...kit.texts};
  const known: Readonly<Record<string, readonly string[]>> = kit.causes;
  const causes = {...known};
  const lay = (text: LocalText | undefined, ...keys: string[]): void => {
    const own = textIn(text, lang);
    if (own) for (const key of keys) texts[key] = own;
  };
  const name = segments[segment];
  /** What is asked in this segment, or in all of them. */
  const asked = (question: Pick<Question, 'text' | 'bySegment'> | undefined) =>
    question?.bySegment?.[name]?.text ?? question?.text;
  const worded = (kits: readonly string[], question: Pick<Question, 'text' | 'bySegment'> | undefined) => {
    const own = textIn(asked(question), lang);
    return own ? [own, own, own] : kits;
  };
  const multiple = questionOf(form, 'multiple');
  const comment = questionOf(form, 'text');
  const {thanks} = form;

  const score = questionOf(form, 'nps');
  lay(score?.text, 'question', 'questionOf');
  lay(score?.low, 'low');
  lay(score?.high, 'high');
  lay(asked(comment), 'comment');
  lay(comment?.hint, 'commentHint');
  lay(asked(questionOf(form, 'contact')), 'contact');
  for (const {id, text, bySegment} of multiple?.options ?? [])
    causes[id] = segments.map(
      (one, at) => textIn(bySegment?.[one] ?? text, lang) ?? known[id]?.[at] ?? (id === otherId ? kit.texts.other : id),
    );
  const actions = thanks?.bySegment?.[name]?.actions ?? thanks?.actions;
  return {
    texts: texts as NpsWords['texts'],
    why: worded(kit.why, multiple) as NpsWords['why'],
    thanks: worded(kit.thanks, thanks) as NpsWords['thanks'],
    causes: causes as NpsWords['causes'],
    actions:
      actions &&
      html`<div class="row">
        ${actions.map(({text, href}) => html`<a part="action" href=${href}>${textIn(text, lang)}</a>`)}
      </div>`,
  };
}
