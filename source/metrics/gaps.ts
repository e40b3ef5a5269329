import {systemMessage} from '../support/system-error.js';

/**
The reasons why parts of a value are unknown, by the names of the parts on the wire: `{swap: '/proc/meminfo: …'}`.
*/
export type Gaps = Readonly<Record<string, string>>;

/** A log of the parts of a measurement that failed. A failed part does not affect the other parts. */
export type GapLog = {
	/** Removes the gaps of the previous measurement. */
	clear(): void;
	/** Returns the result of `read`, or `undefined` when it throws. */
	read<Value>(part: string, read: () => Value): Value | undefined;
	note(part: string, reason: string): void;
	/** Returns the gaps, or `undefined` when nothing is missing. */
	gaps(): Gaps | undefined;
};

/** Limit for files with thousands of invalid lines. */
const maxGaps = 20;

/** Returns an empty log. */
export function createGapLog(): GapLog {
	let gaps = new Map<string, string>();

	const note = (part: string, reason: string): void => {
		if (gaps.size < maxGaps || gaps.has(part)) {
			gaps.set(part, reason);
		}
	};

	return {
		clear() {
			gaps = new Map();
		},
		read(part, read) {
			try {
				return read();
			} catch (error) {
				note(part, systemMessage(error));
				return undefined;
			}
		},
		note,
		gaps: () => (gaps.size === 0 ? undefined : Object.fromEntries(gaps)),
	};
}
