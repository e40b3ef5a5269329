/** The script for a machine without mon-tui. */
export const shellScript = "echo 'mon-tui is not installed there' >&2; exit 1";
