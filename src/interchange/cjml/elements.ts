/** Elements of CJML, whose writers differ in the case of names and in which of them they use. */
import {fitText} from '../names.js';
import type {Remark} from '../reading.js';
import type {XmlElement} from '../xml-tree.js';

export type Say = (level: Remark['level'], code: string, at: XmlElement, text: string) => void;

export const isCalled = (element: XmlElement, ...names: readonly string[]): boolean =>
  names.some(name => name.toLowerCase() === element.name.toLowerCase());
export const childOf = (element: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined =>
  element?.children.find(child => isCalled(child, ...names));
/** The text of a child on one line; what pandas writes for nothing is nothing. */
export function textIn(element: XmlElement | undefined, ...names: readonly string[]): string {
  const text = (childOf(element, ...names)?.text ?? '').replace(/\s+/g, ' ').trim();
  return text === 'nan' ? '' : text;
}
/** The text of a child with its lines. */
export const linesIn = (element: XmlElement, ...names: readonly string[]): string | undefined =>
  fitText((childOf(element, ...names)?.text ?? '').replace(/[ \t]*\n[ \t]*/g, '\n').trim());
/** An attribute, whatever its case. */
export function attributeOf(element: XmlElement | undefined, ...names: readonly string[]): string {
  const found = Object.entries(element?.attributes ?? {}).find(([key]) =>
    names.some(name => name.toLowerCase() === key.toLowerCase()),
  );
  return found?.[1].trim() ?? '';
}

export const isPoint = (element: XmlElement): boolean =>
  isCalled(element, 'plannedCommunicationPoint', 'actualCommunicationPoint');
export const isAction = (element: XmlElement): boolean => isCalled(element, 'plannedAction', 'actualAction');
export const isJourney = (element: XmlElement): boolean => isCalled(element, 'plannedJourney', 'actualJourney');
