import type {PersistedStates} from '../../alerts/engine/persisted-states.js';
import {isPersistedStates} from '../../alerts/engine/persisted-states-shape.js';
import {amount, shaped} from '../../support/shape.js';

/** What a restart must not lose of the evaluation of alerts. */
export type Memory = {
	/** Epoch milliseconds. */
	readonly savedAtMs: number;
	readonly states: PersistedStates;
};

/** Of the format. A file of another version is not guessed at. */
const version = 2;

const isMemory = shaped<Memory & {readonly version: number}>({
	version: value => value === version,
	savedAtMs: amount,
	states: isPersistedStates,
});

export function memoryText(memory: Memory): string {
	return `${JSON.stringify({version, ...memory})}\n`;
}

/** `undefined` for a file that is damaged, or was written by another version. */
export function parseMemory(content: string): Memory | undefined {
	try {
		const value: unknown = JSON.parse(content);
		return isMemory(value) ? (value as Memory) : undefined;
	} catch {
		return undefined;
	}
}
