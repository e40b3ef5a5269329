import type {Question, Snapshot} from '../metrics/snapshot.js';
import {severities} from '../metrics/values/severity.js';
import type {Answers} from './answers.js';
import type {Draft} from './draft.js';
import {type Facts, factsOf} from './facts.js';
import {type Finding, findingIds} from './finding.js';
import {type DiagnosisMemory, type Found, remember} from './memory.js';
import {cpuFindings} from './rules/cpu.js';
import {diskIoFindings} from './rules/disk-io.js';
import {diskFindings} from './rules/disks.js';
import {groupFindings} from './rules/groups.js';
import {hardwareFindings} from './rules/hardware.js';
import {kernelFindings} from './rules/kernel.js';
import {memoryFindings} from './rules/memory.js';
import {networkFindings} from './rules/network.js';
import {processFindings} from './rules/processes.js';

const rules: ReadonlyArray<(facts: Facts) => readonly Draft[]> = [
	cpuFindings,
	memoryFindings,
	diskFindings,
	diskIoFindings,
	networkFindings,
	processFindings,
	groupFindings,
	kernelFindings,
	hardwareFindings,
];

/** Maximum number of findings. A machine with more is broken in one way that shows many times. */
const maxFindings = 50;
/** Time after which a condition that holds again counts as a new one. */
const forgetMs = 60_000;

export type Diagnosed = {
	/** The findings, the worst first. */
	readonly findings: readonly Finding[];
	readonly memory: DiagnosisMemory;
	/** Questions whose answers would name a cause. */
	readonly questions: readonly Question[];
};

/**
Diagnoses a machine at its newest snapshot. Pure: it has no clock, and what it remembers is an argument. `past` are the
snapshots of the last minute including `snapshot`, the oldest first; only `snapshot` has lists of processes and groups.
*/
export function diagnose(
	before: DiagnosisMemory,
	past: readonly Snapshot[],
	snapshot: Snapshot,
	answers: Answers,
): Diagnosed {
	const memory = remember(before, snapshot);
	const facts = factsOf(past, snapshot, memory, answers);
	const drafts = rules.flatMap(rule => rule(facts));
	const found = new Map<string, Found>();
	for (const [key, one] of before.found) {
		if (facts.nowMs - one.lastMs <= forgetMs) {
			found.set(key, one);
		}
	}

	const findings = drafts
		.map(draft => {
			const key = `${draft.id} ${draft.where ?? ''}`;
			const sinceMs = draft.sinceMs ?? found.get(key)?.sinceMs ?? facts.nowMs;
			found.set(key, {sinceMs, lastMs: facts.nowMs});
			return {finding: findingOf(draft, sinceMs), rank: rankOf(draft)};
		})
		.sort((left, right) => right.rank - left.rank || orderOf(left.finding) - orderOf(right.finding))
		.map(({finding}) => finding);
	return {
		findings: findings.slice(0, maxFindings),
		memory: {...memory, found},
		questions: drafts.flatMap(({questions = []}) => questions),
	};
}

function findingOf({problem, cause, questions: _, isOver: __, ...rest}: Draft, sinceMs: number): Finding {
	return {...rest, sinceMs, sentence: cause === undefined ? problem : `${problem}: ${cause}`};
}

/** Returns the rank of a finding. What is the case now comes before what has happened. */
function rankOf({severity, isOver = false}: Draft): number {
	return severities.indexOf(severity) + (isOver ? 0 : severities.length);
}

const order: ReadonlyMap<string, number> = new Map(findingIds.map((id, index) => [id, index]));

function orderOf({id}: Finding): number {
	return order.get(id) ?? order.size;
}
