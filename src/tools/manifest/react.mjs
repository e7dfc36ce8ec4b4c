/** React wrappers, from the manifest: one file for each element, so that a page bundles the ones that it uses. */
import {elementsOf} from './make.mjs';

const camelCase = name => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
/** `stagepost-saved` is heard as `onStagepostSaved`. */
const handler = event => camelCase(`on-${event}`);

const code = (tag, {name, events}, file) => `'use client';
import {createComponent} from '@lit/react';
import * as react from 'react';
import '../define/${file}.js';
import {${name} as elementClass} from '../components/${file}/${file}.js';

export const ${name} = createComponent({
  react,
  tagName: '${tag}',
  elementClass,
  displayName: '${name}',
  events: {
${events.map(event => `    ${handler(event.name)}: '${event.name}',`).join('\n')}
  },
});
`;

/** Typed by React for every element; other attributes without a property are passed on as they are. */
const native = ['hidden', 'lang'];

const note = text => (text ? `  /** ${text.replace(/\s+/g, ' ')} */\n` : '');

/** The values that an attribute takes, where these are few; else whatever the element's property is. */
function propType({name, attribute}, attributes) {
  const type = attributes.find(one => one.name === attribute)?.type.text ?? '';
  return `${type.includes("'") ? type : `Element['${name}']`} | undefined`;
}

function types({name, members, attributes, events}, file) {
  const fields = members.filter(({kind, readonly}) => kind === 'field' && !readonly);
  const plain = attributes.filter(({name: attribute, fieldName}) => !fieldName && !native.includes(attribute));
  const props = [
    ...plain.map(
      ({name: attribute, type, description}) => `${note(description)}  '${attribute}'?: ${type.text} | undefined;`,
    ),
    ...fields.map(field => `${note(field.description)}  ${field.name}?: ${propType(field, attributes)};`),
    ...events.map(
      ({name: event, type, description}) =>
        `${note(description)}  ${handler(event)}?: ((event: ${type.text}) => void) | undefined;`,
    ),
  ];
  return `import type {ForwardRefExoticComponent, HTMLAttributes, RefAttributes} from 'react';
import type {${name} as Element} from '../components/${file}/${file}.js';
${events.length ? `import type {KitEvents} from '../ui/events.js';\n` : ''}
export interface ${name}Props extends HTMLAttributes<Element> {
${props.join('\n')}
}

export declare const ${name}: ForwardRefExoticComponent<${name}Props & RefAttributes<Element>>;
`;
}

/** The files of the folder `react`, by name. */
export function reactFiles(manifest) {
  const files = {};
  let index = '';
  let indexTypes = '';
  for (const [tag, element] of Object.entries(elementsOf(manifest))) {
    const file = tag.replace('stagepost-', '');
    files[`${file}.js`] = code(tag, element, file);
    files[`${file}.d.ts`] = types(element, file);
    index += `export {${element.name}} from './${file}.js';\n`;
    indexTypes += `export {${element.name}, type ${element.name}Props} from './${file}.js';\n`;
  }
  return {...files, 'index.js': `'use client';\n${index}`, 'index.d.ts': indexTypes};
}
