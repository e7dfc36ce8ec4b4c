/** Reads an owner's definition, checks it, and lays it over the kit's own. Loaded only where a page brings one. */
import {type ErrorCode, KitError} from '../schema/error.js';
import type {Question, Survey} from '../schema/survey.js';
import {surveyProblems} from '../schema/survey.guard.js';

type Loose = Record<string, unknown>;
const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON text, an address of JSON, or a definition itself. @throws {KitError} `config/unreachable`, `definition/invalid` */
async function read(source: unknown): Promise<[value: unknown, place: string]> {
  if (typeof source !== 'string') return [source, 'the property definition'];
  const isJson = /^\s*[{[]/.test(source);
  const place = isJson ? 'the child script' : `config="${source}"`;
  let text = source;
  if (!isJson)
    try {
      const answer = await fetch(new URL(source, document.baseURI), {credentials: 'omit'});
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      text = await answer.text();
    } catch (error) {
      throw new KitError(
        'config/unreachable',
        `${place}: ${error}. Check the address, and that this page may fetch it.`,
      );
    }
  try {
    return [JSON.parse(text), place];
  } catch (error) {
    throw new KitError('definition/invalid', `${place}: is not JSON. ${error}`);
  }
}

/** The owner's questions, completed from the kit's of the same id or type: what the element asks has all that the kit's says. */
const complete = (own: readonly unknown[], kits: readonly Question[]): unknown[] =>
  own.map(question => {
    if (!isObject(question)) return question;
    const kit = kits.find(({id, type}) =>
      question['type'] === undefined ? question['id'] === id : question['type'] === type,
    );
    const said = Object.entries(question).filter(([, value]) => value !== undefined);
    return {...kit, ...Object.fromEntries(said)};
  });

/**
 * The definition that holds: `source` over `kit`. A whole definition (one with `schema`) asks its own questions and no
 * others; a part of one changes what it names. Whatever is wrong is told with its place, and the kit's own is used.
 */
export async function loadDefinition(
  kit: Survey,
  source: unknown,
  tell: (code: ErrorCode, details: string) => void,
): Promise<Survey> {
  try {
    const [own, place] = await read(source);
    if (!isObject(own)) throw new KitError('definition/invalid', `${place}: must be an object.`);
    const listed = Array.isArray(own['questions']) ? complete(own['questions'], kit.questions) : own['questions'];
    const survey: Loose = {...kit, ...own, questions: listed ?? kit.questions};
    const problems = surveyProblems(survey).map(({path, message}) => `${path || 'the whole'} ${message}`);
    if (problems.length)
      throw new KitError('definition/invalid', `${place}: ${problems.join('; ')}. The kit's own questions are shown.`);
    const valid = survey as Survey;
    const questions = own['schema']
      ? [...valid.questions]
      : kit.questions.map(one => valid.questions.find(({type}) => type === one.type) ?? one);
    if (!own['schema']) questions.push(...valid.questions.filter(one => !questions.includes(one)));
    return {...valid, questions: supported(questions, kit.questions, place, tell)};
  } catch (error) {
    if (error instanceof KitError) tell(error.code, error.details ?? '');
    else tell('definition/invalid', `${error}`);
    return kit;
  }
}

/** Leaves out what the element cannot ask, and says so. */
function supported(
  questions: readonly Question[],
  kits: readonly Question[],
  place: string,
  tell: (code: ErrorCode, details: string) => void,
): Question[] {
  const unsupported = (question: Question, why: string) =>
    tell('definition/unsupported', `${place}, question "${question.id}": ${why}. It is left out.`);
  const asked = questions.filter((question, index) => {
    if (!kits.some(({type}) => type === question.type)) return unsupported(question, `type ${question.type}`);
    if (questions.findIndex(({type}) => type === question.type) < index)
      return unsupported(question, `a second ${question.type}`);
    if (question.showIf?.length) return unsupported(question, 'showIf');
    return true;
  });
  const score = kits.find(({required}) => required)!;
  return asked.some(({type}) => type === score.type) ? asked : [score, ...asked];
}

/** Every language the definition has a text in. */
export function languagesOf(survey: Survey): string[] {
  const found = new Set<string>();
  JSON.stringify(survey, (key, value: unknown) => {
    if (/^(text|hint|low|high|detractor|passive|promoter)$/.test(key) && isObject(value))
      for (const [lang, text] of Object.entries(value)) if (typeof text === 'string') found.add(lang);
    return value;
  });
  return [...found];
}
