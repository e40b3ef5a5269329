import type {Plugin} from 'esbuild';

/** Replaces the modules of Ink 8.0.0 and string-width 8 with those of this folder. */
export function inkReplacements(): Plugin;

/** Excludes the React developer tools. */
export function withoutDevtools(): Plugin;
