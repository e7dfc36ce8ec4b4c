/** What the analyzer does not know of this project: how elements are registered, and what of them is public. */
import {posix} from 'node:path';

/** The file of the package that a source file becomes. */
const published = path => path.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');

/** `register('nps', StagepostNps)` registers `stagepost-nps`; what needs no outbox calls `define`. */
export function definitions() {
  const imports = new Map();
  return {
    name: 'definitions',
    analyzePhase({ts, node, moduleDoc}) {
      if (!moduleDoc.path.startsWith('src/define/')) return;
      if (ts.isImportDeclaration(node))
        for (const {name} of node.importClause?.namedBindings?.elements ?? [])
          imports.set(name.text, posix.join(posix.dirname(moduleDoc.path), node.moduleSpecifier.text));
      if (!ts.isCallExpression(node) || !/^(register|define)$/.test(node.expression.getText())) return;
      const [thing, element] = node.arguments;
      moduleDoc.exports.push({
        kind: 'custom-element-definition',
        name: `stagepost-${thing.text}`,
        declaration: {name: element.getText(), module: imports.get(element.getText())},
      });
    },
  };
}

/** The colours of the style sheet are the defaults of its tokens: light, dark. */
export function tokenDefaults() {
  const defaults = new Map();
  return {
    name: 'token-defaults',
    analyzePhase({ts, node, moduleDoc}) {
      if (moduleDoc.path !== 'src/ui/styles.ts' || !ts.isVariableDeclaration(node)) return;
      if (node.name.getText() !== 'colors') return;
      for (const {name, initializer} of node.initializer.expression.properties)
        defaults.set(`--stagepost-color-${name.text}`, `light-dark(${initializer.text.replace(',', ', ')})`);
    },
    packageLinkPhase({customElementsManifest}) {
      for (const {cssProperties = []} of classesOf(customElementsManifest))
        for (const token of cssProperties) token.default ??= defaults.get(token.name);
    },
  };
}

const classesOf = ({modules}) => modules.flatMap(({declarations}) => declarations.filter(({kind}) => kind === 'class'));

/** Called by the browser or by Lit, never by a page. */
const callbacks = /^(connectedCallback|disconnectedCallback|adoptedCallback|attributeChangedCallback)$/;
const isPublic = member => !member.static && !/private|protected/.test(member.privacy) && !callbacks.test(member.name);

const camelCase = name => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** `off|on` is a union of texts. */
const asType = text =>
  /^(string|boolean|number)$/.test(text) || text.includes("'")
    ? text
    : text
        .split('|')
        .map(word => `'${word.trim()}'`)
        .join(' | ');

/** Where a detail's type is found. */
const detailType = ({text}) => ({
  text,
  references: [...text.matchAll(/KitEvents/g)].map(({index}) => ({
    name: 'KitEvents',
    module: 'src/ui/events.ts',
    start: index,
    end: index + 'KitEvents'.length,
  })),
});

function tidyClass(found) {
  const fields = new Map();
  found.members = (found.members ?? []).filter(isPublic);
  for (const member of found.members) if (member.kind === 'field') fields.set(member.name, member);
  found.events = (found.events ?? [])
    .filter(({name}) => name)
    .map(event => Object.assign(event, {type: detailType(event.type)}));
  for (const attribute of found.attributes ?? []) {
    const field = fields.get(camelCase(attribute.name));
    attribute.type = {text: asType(attribute.type.text)};
    // An empty attribute means the same as an absent one: what is around decides, or nothing.
    attribute.default ??= attribute.type.text === 'boolean' ? 'false' : '';
    if (!field) continue;
    attribute.fieldName = field.name;
    field.attribute = attribute.name;
    field.description ??= attribute.description;
  }
  // An element that draws no box reads none of the tokens that boxes share.
  if (found.tagName && !found.cssParts?.some(({name}) => name === 'box'))
    found.cssProperties = found.cssProperties?.filter(({inheritedFrom}) => !inheritedFrom);
}

/** The file system's order is another one on each machine. */
const byPath = (a, b) => (a.path < b.path ? -1 : 1);

/** Leaves what a page may use, with the paths of the package. */
export const tidy = () => ({
  name: 'tidy',
  packageLinkPhase({customElementsManifest: manifest}) {
    for (const found of classesOf(manifest)) tidyClass(found);
    for (const module of manifest.modules) {
      module.declarations = module.declarations.filter(({kind}) => kind === 'class');
      const names = new Set(module.declarations.map(({name}) => name));
      module.exports = module.exports.filter(({kind, name}) => kind !== 'js' || names.has(name));
    }
    manifest.modules = JSON.parse(
      JSON.stringify(manifest.modules.filter(({exports}) => exports.length).toSorted(byPath)),
      (key, value) => (/^(path|module)$/.test(key) && typeof value === 'string' ? published(value) : value),
    );
  },
});
