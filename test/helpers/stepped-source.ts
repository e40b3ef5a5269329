import type {Source} from '../../source/core/source.js';
import type {Reading} from '../../source/metrics/reading.js';
import type {Memory, Snapshot} from '../../source/metrics/snapshot.js';
import {memory, ok, snapshotAt} from './samples.js';

export type SteppedSource = Source & {
	/** What the next turns see: so much memory in use, `undefined` while that is not known, one after the other. */
	push(...usedPercents: readonly (number | undefined)[]): void;
};

/** A machine whose turns come as fast as they are taken, half a second apart by its own clock. */
export function steppedSource(startSeconds = 0): SteppedSource {
	const waiting: Snapshot[] = [];
	let seconds = startSeconds;
	return {
		kind: 'local',
		async *updates() {
			for (let snapshot = waiting.shift(); snapshot; snapshot = waiting.shift()) {
				yield {snapshot};
			}
		},
		intervalMs: () => 500,
		health: () => [],
		push(...usedPercents) {
			for (const usedPercent of usedPercents) {
				seconds += 0.5;
				const reading: Reading<Memory> = usedPercent === undefined ? {state: 'pending'} : ok({...memory, usedPercent});
				waiting.push(snapshotAt(seconds, {memory: reading}));
			}
		},
	};
}
