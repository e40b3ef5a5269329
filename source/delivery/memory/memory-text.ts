import type {PersistedStates} from '../../alerts/engine/persisted-states.js';
import {thePersistedStates} from '../../alerts/engine/persisted-states-shape.js';
import {accepted, choice, number, object, parsedJson} from '../../support/reader.js';

/** The content of the alert memory file. */
export type Memory = {
	/** Time of writing, in epoch milliseconds. */
	readonly savedAtMs: number;
	readonly states: PersistedStates;
};

/** Version of the format. Files of other versions are rejected. */
const version = 2;

const aMemory = object<Memory & {readonly version: number}>({
	version: choice([version]),
	savedAtMs: number,
	states: thePersistedStates,
});

/** Returns the content as text. */
export function memoryText(memory: Memory): string {
	return `${JSON.stringify({version, ...memory})}\n`;
}

/** Parses the content. Returns `undefined` for a file that is damaged or has another version. */
export function parseMemory(content: string): Memory | undefined {
	return accepted(aMemory, parsedJson(content));
}
