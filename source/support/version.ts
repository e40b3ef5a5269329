/** Inserted by the bundler from package.json. */
declare const MON_TUI_VERSION: string | undefined;

/** The version of mon-tui. */
export const version = typeof MON_TUI_VERSION === 'string' ? MON_TUI_VERSION : '0.0.0-development';
