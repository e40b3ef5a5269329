/** Put in by the bundler from package.json. */
declare const MON_TUI_VERSION: string | undefined;

/** Of this program, as in its package.json. */
export const version = typeof MON_TUI_VERSION === 'string' ? MON_TUI_VERSION : '0.0.0-development';
