import {systemMessage} from '../support/system-error.js';

/** Why parts of a value are unknown, by the name of the part on the wire: `{swap: '/proc/meminfo: …'}`. */
export type Gaps = Readonly<Record<string, string>>;

/** Reads the parts of one measurement: a part that fails is unknown, with its reason, and costs no other part. */
export type GapLog = {
	/** Forgets the gaps of the measurement before. */
	clear(): void;
	/** Returns what `read` returns; `undefined` when it throws. */
	read<Value>(part: string, read: () => Value): Value | undefined;
	note(part: string, reason: string): void;
	/** `undefined` when nothing is missing. */
	gaps(): Gaps | undefined;
};

/** A broken file may have thousands of broken lines. */
const maximumGaps = 20;

export function createGapLog(): GapLog {
	let gaps = new Map<string, string>();

	const note = (part: string, reason: string): void => {
		if (gaps.size < maximumGaps || gaps.has(part)) {
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
