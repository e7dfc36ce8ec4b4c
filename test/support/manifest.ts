/** The custom elements manifest, as far as tests and stories read it. */
interface Named {
  readonly name: string;
  readonly description?: string;
  readonly default?: string;
}
interface Typed extends Named {
  readonly type: {readonly text: string};
}

export interface Element extends Named {
  readonly tagName?: string;
  readonly superclass?: {readonly name: string; readonly module?: string};
  readonly attributes: readonly Typed[];
  readonly members: readonly (Named & {readonly kind: 'field' | 'method'; readonly privacy?: string})[];
  readonly events: readonly Typed[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
}

export interface Manifest {
  readonly modules: readonly {
    readonly path: string;
    readonly declarations: readonly Element[];
    readonly exports: readonly {
      readonly kind: string;
      readonly name: string;
      readonly declaration: {readonly name: string; readonly module: string};
    }[];
  }[];
}

/** Makes it from the sources as they are; `elements` by tag. */
export async function loadManifest(): Promise<{manifest: Manifest; elements: Record<string, Element>}> {
  const script: string = '../../src/tools/manifest/make.mjs';
  const {makeManifest, elementsOf} = (await import(script)) as {
    makeManifest(): Promise<Manifest>;
    elementsOf(manifest: Manifest): Record<string, Element>;
  };
  const manifest = await makeManifest();
  return {manifest, elements: elementsOf(manifest)};
}
