import {isAlertEvent} from '../alerts/alert-shape.js';
import type {HeldEvent, Told} from '../alerts/event-keeper.js';
import type {KeptStates} from '../alerts/kept-states.js';
import {isKeptStates} from '../alerts/kept-states-shape.js';
import {amount, listOf, shaped, text} from '../shape.js';

/** All that a restart must not forget of alerts. */
export type Memory = {
	/** Epoch milliseconds. */
	readonly savedAtMs: number;
	readonly states: KeptStates;
	readonly held: readonly HeldEvent[];
	readonly told: readonly Told[];
};

export const mostHeldEvents = 1000;

/** Of the format. What another version wrote is not guessed at. */
const version = 1;

const isMemory = shaped<Memory & {readonly version: number}>({
	version: value => value === version,
	savedAtMs: amount,
	states: isKeptStates,
	held: listOf(shaped<HeldEvent>({host: text, event: isAlertEvent}), mostHeldEvents),
	told: listOf(shaped<Told>({alertId: text, handlers: listOf(text)})),
});

export function memoryText(memory: Memory): string {
	return `${JSON.stringify({version, ...memory})}\n`;
}

/** `undefined` for what is damaged, or was written by another version. */
export function parseMemory(content: string): Memory | undefined {
	try {
		const value: unknown = JSON.parse(content);
		return isMemory(value) ? (value as Memory) : undefined;
	} catch {
		return undefined;
	}
}
