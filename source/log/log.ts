import {escapeUnprintable} from '../support/printable.js';

/** The log levels, from the most to the least important. */
export const logLevels = ['error', 'warn', 'info', 'debug'] as const;

/** The level of a log entry. */
export type LogLevel = (typeof logLevels)[number];

/** Writes a log entry. `area` is the component: `monitor`, `gpu`, `server`, … The message must not contain secrets. */
export type Log = (level: LogLevel, area: string, message: string) => void;

/** An entry of the log. */
export type LogEntry = {
	/** Epoch milliseconds. */
	readonly timeMs: number;
	readonly level: LogLevel;
	readonly area: string;
	readonly message: string;
};

/** The enabled levels: `info` for all areas, `gpu:debug` for one area. Later ones override earlier ones. */
export type LevelTexts = readonly string[];

/** A log whose levels can be changed. */
export type AdjustableLog = {readonly log: Log; setLevels(levels: LevelTexts): void};

/** Creates a log that passes entries of the enabled levels to `write`. */
export function createLog(levels: LevelTexts, write: (entry: LogEntry) => void, nowMs = Date.now): AdjustableLog {
	let isEnabled = filterOf(levels);
	return {
		log(level, area, message) {
			if (isEnabled(level, area)) {
				write({timeMs: nowMs(), level, area, message});
			}
		},
		setLevels(next) {
			isEnabled = filterOf(next);
		},
	};
}

function filterOf(levels: LevelTexts): (level: LogLevel, area: string) => boolean {
	const byArea = new Map<string, LogLevel>();
	let byDefault: LogLevel = 'info';
	for (const text of levels) {
		const [area, level] = text.includes(':') ? text.split(':', 2) : [undefined, text];
		const known = logLevels.find(name => name === level);
		if (known && area === undefined) {
			byDefault = known;
		} else if (known && area !== undefined) {
			byArea.set(area, known);
		}
	}

	return (level, area) => {
		// The areas `handler ops` and `export mysql://…` belong to the areas `handler` and `export`.
		const [family = area] = area.split(' ', 1);
		return logLevels.indexOf(level) <= logLevels.indexOf(byArea.get(area) ?? byArea.get(family) ?? byDefault);
	};
}

/** Returns an entry as a line of JSON: time (RFC 3339, UTC), level, area, message. */
export function jsonLine({timeMs, level, area, message}: LogEntry): string {
	return `${escapeUnprintable(JSON.stringify({time: new Date(timeMs).toISOString(), level, area, message}))}\n`;
}
