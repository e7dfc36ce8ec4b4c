/**
 * Writes the manifest and what is generated from it: `node src/tools/manifest/write.mjs [folder]`, by default to `dist`.
 * Editors' data for VS Code and JetBrains, and wrappers for React.
 */
import {mkdirSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {getWebTypesData} from 'custom-element-jet-brains-integration';
import {getVsCodeCssCustomData, getVsCodeHtmlCustomData} from 'custom-element-vs-code-integration';
import {makeManifest} from './make.mjs';
import {reactFiles} from './react.mjs';

const out = resolve(process.argv[2] ?? 'dist');

/** Elements share tokens and parts: each is named once. */
const once = (list, key) => [...new Map(list.map(item => [item[key], item])).values()];

function cssData(manifest) {
  const data = JSON.parse(getVsCodeCssCustomData(manifest, {}));
  return {...data, properties: once(data.properties, 'name'), pseudoElements: once(data.pseudoElements, 'name')};
}

function webTypes(manifest) {
  // Where an import of the class comes from.
  const types = JSON.parse(getWebTypesData(manifest, {modulePathTemplate: () => 'stagepost'}));
  const {css} = types.contributions;
  for (const kind of Object.keys(css)) css[kind] = once(css[kind], 'name');
  return types;
}

const manifest = await makeManifest();
const write = (file, content) =>
  writeFileSync(join(out, file), typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);

mkdirSync(join(out, 'react'), {recursive: true});
write('custom-elements.json', manifest);
write('vscode.html-custom-data.json', JSON.parse(getVsCodeHtmlCustomData(manifest, {})));
write('vscode.css-custom-data.json', cssData(manifest));
write('web-types.json', webTypes(manifest));
for (const [file, content] of Object.entries(reactFiles(manifest))) write(`react/${file}`, content);
