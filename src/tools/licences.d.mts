export interface Dependency {
  readonly name: string;
  /** Its folder, from the project's. */
  readonly path: string;
  readonly version: string;
  /** An SPDX expression, or `none given`. */
  readonly terms: string;
  /** True where no user gets it. */
  readonly dev: boolean;
  readonly installed: boolean;
}
export function packageOf(id: string): string | undefined;
export function isWelcome(expression: string): boolean;
export function termsOf(manifest: {readonly license?: unknown; readonly licenses?: unknown}): string;
export function dependencies(): Dependency[];
export function reachable(names: readonly string[], options: {readonly peers: boolean}): Set<string>;
