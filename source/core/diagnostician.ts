import {type Answers, answersTo, noAnswers, withAnswer} from '../diagnosis/answers.js';
import {diagnose} from '../diagnosis/diagnose.js';
import type {Finding} from '../diagnosis/finding.js';
import {type DiagnosisMemory, emptyMemory} from '../diagnosis/memory.js';
import {withoutMissing} from '../diagnosis/tools.js';
import {longSeconds} from '../diagnosis/window.js';
import type {Investigate, Question, Snapshot} from '../metrics/snapshot.js';
import type {History} from './history.js';
import type {Source} from './source.js';

/** A function that returns the findings about the newest snapshot; `history` are the samples before it. */
export type Diagnostician = (history: History, snapshot: Snapshot, signal: AbortSignal) => readonly Finding[];

/** Minimum time between two diagnoses. In between the previous one holds. */
const diagnosisMs = 950;
/** Time after which a question is asked again while its finding lasts. */
const askAgainMs = 5000;

/**
Returns a diagnostician of one source, which answers its questions with `investigate`. It remembers what the diagnosis needs
from one snapshot to the next.
*/
export function createDiagnostician(
	investigate: Investigate | undefined,
	findMissingTools?: Source['findMissingTools'],
): Diagnostician {
	let memory: DiagnosisMemory = emptyMemory;
	let answers: Answers = noAnswers;
	let latest: readonly Finding[] | undefined;
	let latestMs = Number.NEGATIVE_INFINITY;
	let isAsking = false;
	let missing: ReadonlySet<string> | undefined;
	const askedMs = new Map<string, number>();

	/** Forgets what is not asked any more: mounts come and go, and PIDs in an old answer may be those of other processes. */
	const forget = (questions: readonly Question[], monotonicMs: number): void => {
		const keys = new Set(questions.map(keyOf));
		answers = answersTo(questions, answers);
		for (const [key, atMs] of askedMs) {
			if (!keys.has(key) && monotonicMs - atMs >= askAgainMs) {
				askedMs.delete(key);
			}
		}
	};

	const ask = (questions: readonly Question[], monotonicMs: number, signal: AbortSignal): void => {
		const lastMs = (question: Question): number => askedMs.get(keyOf(question)) ?? Number.NEGATIVE_INFINITY;
		// The one that was not asked for the longest time: the first ones would otherwise keep the others waiting.
		const [due] = questions
			.filter(question => monotonicMs - lastMs(question) >= askAgainMs)
			.toSorted((left, right) => lastMs(left) - lastMs(right) || 0);
		if (!investigate || !due || isAsking) {
			return;
		}

		isAsking = true;
		askedMs.set(keyOf(due), monotonicMs);
		investigate(due, signal)
			.then(answer => {
				answers = answer ? withAnswer(answers, answer) : answers;
			})
			// The finding is then without a culprit, as without permission.
			.catch(() => {})
			.finally(() => {
				isAsking = false;
			});
	};

	/** Looks for the programs once, at the first finding. */
	const lookForTools = (): void => {
		if (missing === undefined) {
			missing = new Set();
			findMissingTools?.()
				.then(found => {
					missing = found;
				})
				// Every command is then suggested.
				.catch(() => {});
		}
	};

	return (history, snapshot, signal) => {
		const {monotonicMs} = snapshot;
		if (latest && monotonicMs - latestMs >= 0 && monotonicMs - latestMs < diagnosisMs) {
			return latest;
		}

		const past = [...history.since(longSeconds).map(sample => sample.snapshot), snapshot];
		const {findings, memory: after, questions} = diagnose(memory, past, snapshot, answers);
		memory = after;
		if (findings.length > 0) {
			lookForTools();
		}

		latest = withoutMissing(findings, missing ?? new Set());
		latestMs = monotonicMs;
		forget(questions, monotonicMs);
		ask(questions, monotonicMs, signal);
		return latest;
	};
}

function keyOf(question: Question): string {
	return JSON.stringify(question);
}
