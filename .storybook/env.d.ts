/// <reference types="vite/client" />

/** The custom elements manifest, made by a plugin in `main.ts`. */
declare module 'virtual:manifest' {
  const manifest: unknown;
  export default manifest;
}

/** The theme that a run of the story tests begins with. */
declare const STORY_THEME: string | undefined;

declare module '*.mdx' {
  const page: unknown;
  export default page;
}
