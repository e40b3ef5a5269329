import {escapeUnprintable} from '../support/printable.js';

export const logLevels = ['error', 'warn', 'info', 'debug'] as const;

/** How much an entry of the log matters. */
export type LogLevel = (typeof logLevels)[number];

/** Writes one entry. `area` is who speaks: `monitor`, `gpu`, `server`, … Never pass it a secret. */
export type Log = (level: LogLevel, area: string, message: string) => void;

export type LogEntry = {
	/** Epoch milliseconds. */
	readonly timeMs: number;
	readonly level: LogLevel;
	readonly area: string;
	readonly message: string;
};

/** What is let through, by texts such as `info` (for every area) and `gpu:debug` (for one). Later texts win. */
export type LevelTexts = readonly string[];

/** A log, and how to let more or less through. */
export type TunableLog = {readonly log: Log; setLevels(levels: LevelTexts): void};

export function createLog(levels: LevelTexts, write: (entry: LogEntry) => void, nowMs = Date.now): TunableLog {
	let isWanted = filterOf(levels);
	return {
		log(level, area, message) {
			if (isWanted(level, area)) {
				write({timeMs: nowMs(), level, area, message});
			}
		},
		setLevels(next) {
			isWanted = filterOf(next);
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
		// `handler ops` and `export mysql://…` are of the areas `handler` and `export`.
		const [family = area] = area.split(' ', 1);
		return logLevels.indexOf(level) <= logLevels.indexOf(byArea.get(area) ?? byArea.get(family) ?? byDefault);
	};
}

/** A line of JSON: time (RFC 3339, UTC), level, area, message. */
export function jsonLine({timeMs, level, area, message}: LogEntry): string {
	return `${escapeUnprintable(JSON.stringify({time: new Date(timeMs).toISOString(), level, area, message}))}\n`;
}
