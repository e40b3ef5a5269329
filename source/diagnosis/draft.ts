import type {MachineEvent, Question} from '../metrics/snapshot.js';
import type {Finding} from './finding.js';

/** A finding as a rule returns it, before it is known since when it holds. */
export type Draft = Omit<Finding, 'sinceMs' | 'sentence'> & {
	/** The problem, a sentence without its cause: `/data is full`. */
	readonly problem: string;
	/** The cause: `postgres (4711) writes 40 MB/s`. `undefined` when unknown. */
	readonly cause: string | undefined;
	/** Epoch milliseconds since when it holds, where the rule knows. */
	readonly sinceMs?: number | undefined;
	/** Whether it is about something that happened and does not last. What is wrong now comes first. */
	readonly isOver?: boolean | undefined;
	/** Questions whose answers name the cause. */
	readonly questions?: readonly Question[] | undefined;
};

/** Time after which something that happened counts as over. */
const overMs = 15_000;

/** Returns whether an event has not happened again for some time. */
export function isOver({lastAtMs}: MachineEvent, nowMs: number): boolean {
	return nowMs - lastAtMs > overMs;
}
