/** Replaced by the bundler with the version in package.json. */
declare const MON_TUI_VERSION: string | undefined;

/** The version of this program, as in its package.json. */
export const version = typeof MON_TUI_VERSION === 'string' ? MON_TUI_VERSION : '0.0.0-development';
