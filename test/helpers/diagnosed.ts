import type {Answers} from '../../source/diagnosis/answers.js';
import {noAnswers} from '../../source/diagnosis/answers.js';
import {diagnose} from '../../source/diagnosis/diagnose.js';
import type {Finding} from '../../source/diagnosis/finding.js';
import {emptyMemory} from '../../source/diagnosis/memory.js';
import {longSeconds} from '../../source/diagnosis/window.js';
import type {Snapshot} from '../../source/metrics/snapshot.js';
import {snapshotAt} from './samples.js';

export type ReadingChanges = NonNullable<Parameters<typeof snapshotAt>[1]>;

/** Returns the findings after `seconds`, with a snapshot every second; `changes` gives the readings of each. */
export function diagnosed(
	seconds: number,
	changes: (second: number) => ReadingChanges,
	answers: Answers = noAnswers,
): readonly Finding[] {
	return diagnosedAll(
		Array.from({length: seconds + 1}, (_, second) => snapshotAt(second, changes(second))),
		answers,
	);
}

/** Returns the findings after the last of the snapshots. */
export function diagnosedAll(snapshots: readonly Snapshot[], answers: Answers = noAnswers): readonly Finding[] {
	let memory = emptyMemory;
	let findings: readonly Finding[] = [];
	for (const [index, snapshot] of snapshots.entries()) {
		const past = snapshots
			.slice(0, index + 1)
			.filter(({monotonicMs}) => monotonicMs >= snapshot.monotonicMs - longSeconds * 1000);
		({findings, memory} = diagnose(memory, past, snapshot, answers));
	}

	return findings;
}
