import type {Plugin} from 'esbuild';

/** Puts the modules of this folder in place of those of Ink 8.0.0 and string-width 8 they are written for. */
export function inkReplacements(): Plugin;

/** Leaves out the React developer tools. */
export function withoutDevtools(): Plugin;
