/**
 * A part of the second minification: a shared file exports its things under the names they have in it, `export{a,b}`
 * instead of `export{a as T,b as o}`. Only its importers see these names, so they are changed there too.
 */

/** A file of the build; what is known of it, and its code, which is changed in place. */
export interface BuiltFile {
  readonly fileName: string;
  /** The module that a page or an import() asks for by the file's name, if any. */
  readonly facadeModuleId: string | null;
  code: string;
}

/** Registers an element and exports nothing of its own. */
const registration = /\/src\/define\//;

/** `a as T, b` as pairs of what stands before and after `as`. */
const pairs = (list: string): [string, string][] =>
  list.split(',').map(part => {
    const [first, last = first] = part.trim().split(/\s+as\s+/);
    return [first!, last!];
  });

const exported = /\bexport\{([^}]*)\};?\s*$/;

export function shortExports(files: readonly BuiltFile[]): void {
  for (const file of files) {
    const list = exported.exec(file.code)?.[1];
    // What a page or import() asks for by its name keeps that name.
    if (!list || (file.facadeModuleId && !registration.test(file.facadeModuleId))) continue;
    const inside = new Map(pairs(list).map(([local, name]) => [name, local]));
    file.code = file.code.replace(exported, () => `export{${[...new Set(inside.values())].join(',')}};`);

    const base = file.fileName.split('/').at(-1)!;
    for (const importer of files) {
      let told = 0;
      importer.code = importer.code.replace(
        /\bimport\s*\{([^}]*)\}\s*from\s*(["'])([^"']*)\2/g,
        (whole, names: string, _quote, path: string) => {
          if (path.split('/').at(-1) !== base) return whole;
          told++;
          const renamed = pairs(names).map(([name, local]) => {
            const own = inside.get(name);
            if (!own)
              throw new Error(`${importer.fileName} imports "${name}", which ${file.fileName} does not export.`);
            return own === local ? own : `${own} as ${local}`;
          });
          return `import{${renamed.join(',')}}from"${path}"`;
        },
      );
      if (importer.code.split(base).length - 1 !== told)
        throw new Error(`${importer.fileName} reaches ${file.fileName} in another way than by importing names.`);
    }
  }
}
