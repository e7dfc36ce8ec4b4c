/** Elements of CJML, whose writers differ in the case of names and in which of them they use. */
import {quoted} from '../../schema/issues.js';
import type {fitting} from '../names.js';
import type {Remark} from '../reading.js';
import type {XmlElement} from '../xml-tree.js';

export type Say = (level: Remark['level'], code: string, at: XmlElement, text: string) => void;
export type Fit = ReturnType<typeof fitting<XmlElement>>;
/** Names that writers have for the same child. */
export type Names = readonly string[];

export const isCalled = (element: XmlElement, ...names: Names): boolean =>
  names.some(name => name.toLowerCase() === element.name.toLowerCase());
export const childOf = (element: XmlElement | undefined, ...names: Names): XmlElement | undefined =>
  element?.children.find(child => isCalled(child, ...names));
/** A text without the blanks by which XML is indented. */
export const linesOf = (text: string): string =>
  text
    .split('\n')
    .map(line => line.trim())
    .join('\n')
    .trim();
/** The text of a child with its lines; what pandas writes for nothing is nothing. */
export function linesIn(element: XmlElement | undefined, ...names: Names): string {
  const text = linesOf(childOf(element, ...names)?.text ?? '');
  return text === 'nan' ? '' : text;
}
/** The text of a child on one line. */
export const textIn = (element: XmlElement | undefined, ...names: Names): string =>
  linesIn(element, ...names).replace(/\s+/g, ' ');
/** An attribute, whatever its case. */
export function attributeOf(element: XmlElement | undefined, ...names: Names): string {
  const found = Object.entries(element?.attributes ?? {}).find(([key]) =>
    names.some(name => name.toLowerCase() === key.toLowerCase()),
  );
  return found?.[1].trim() ?? '';
}

const isFilled = ({attributes, text, children}: XmlElement): boolean =>
  Object.keys(attributes).length > 0 || text.trim() !== '' || children.length > 0;

/** The children that say something and are not read: of each list of names, the first child that has one of them is. */
export function unreadIn(element: XmlElement | undefined, ...read: readonly Names[]): XmlElement[] {
  const known = new Set(read.map(names => childOf(element, ...names)));
  return (element?.children ?? []).filter(child => !known.has(child) && isFilled(child));
}

/** Says what there is no place for. */
export function sayUnread(say: Say, unread: readonly XmlElement[]): void {
  for (const one of unread) say('error', 'cjml/unread', one, `${quoted(one.name)} has no place here; it was not read.`);
}

export const isPoint = (element: XmlElement): boolean =>
  isCalled(element, 'plannedCommunicationPoint', 'actualCommunicationPoint');
export const isAction = (element: XmlElement): boolean => isCalled(element, 'plannedAction', 'actualAction');
export const isJourney = (element: XmlElement): boolean => isCalled(element, 'plannedJourney', 'actualJourney');
