import type {PersistedStates} from '../../alerts/engine/persisted-states.js';
import {thePersistedStates} from '../../alerts/engine/persisted-states-shape.js';
import {accepted, choice, number, object, parsedJson} from '../../support/reader.js';

/** What a restart must not lose of the evaluation of alerts. */
export type Memory = {
	/** Epoch milliseconds. */
	readonly savedAtMs: number;
	readonly states: PersistedStates;
};

/** Of the format. A file of another version is not guessed at. */
const version = 2;

const aMemory = object<Memory & {readonly version: number}>({
	version: choice([version]),
	savedAtMs: number,
	states: thePersistedStates,
});

export function memoryText(memory: Memory): string {
	return `${JSON.stringify({version, ...memory})}\n`;
}

/** `undefined` for a file that is damaged, or was written by another version. */
export function parseMemory(content: string): Memory | undefined {
	return accepted(aMemory, parsedJson(content));
}
