import {readFile, rm, stat} from 'node:fs/promises';
import path from 'node:path';
import type {RestoredAlerts} from '../../alerts/engine/alert-engine.js';
import {isPending, type PendingSeries, pendingSeries, persistedStates} from '../../alerts/engine/persisted-states.js';
import type {Follower} from '../../core/follower.js';
import type {ReportProblem} from '../../core/problem.js';
import {waitAtMost} from '../../support/deadline.js';
import {makeDirectory} from '../../support/make-directory.js';
import {replaceFile} from '../../support/replace-file.js';
import {systemReason, unlessMissing} from '../../support/system-error.js';
import {type Memory, memoryText, parseMemory} from './memory-text.js';
import {memoryFileName, type Spool} from './spool.js';

/** The options of `openAlertMemory`. */
export type AlertMemoryOptions = {
	/** A spool that this process owns; await `spool.owned` first. */
	readonly spool: Spool;
	/** Returns the current time in epoch milliseconds. Default `Date.now`. */
	readonly nowMs?: () => number;
	/** Maximum milliseconds that `save` and disposing wait for a hung disk. Default 400. */
	readonly saveTimeoutMs?: number;
};

/** A memory that persists alerts across restarts. */
export type AlertMemory = {
	/**
	Restored alerts for `createMonitor`, or for `restoreAlerts` of a running monitor. `undefined` when there are none.
	*/
	readonly restored: RestoredAlerts | undefined;
	/**
	Ids of the alerts that were firing, for `createHandlerSet`. `undefined` when unknown because the file is damaged.
	*/
	readonly firing: ReadonlySet<string> | undefined;
	/** Returns a follower that persists the alerts of a monitor. Read and write errors go to `report`. */
	persist(report: ReportProblem): Follower<RunningMemory>;
};

/** An alert memory that follows a monitor. */
export type RunningMemory = AsyncDisposable & {
	/** Resolves when the current state is on disk, or cannot be written. */
	save(): Promise<void>;
};

/** Maximum file size, well above the size of `maxSeries` alerts. */
const maxBytes = 64 * 2 ** 20;

/**
Reads the alerts that an earlier run persisted. Does not reject: when they cannot be read, a problem is reported and
alerts start empty.
*/
export async function openAlertMemory({
	spool,
	nowMs = Date.now,
	saveTimeoutMs = 400,
}: AlertMemoryOptions): Promise<AlertMemory> {
	const file = path.join(spool.directory, memoryFileName);
	let memory: Memory | undefined;
	let problem: string | undefined;
	try {
		memory = await readMemory(file);
	} catch (error) {
		problem = `cannot read ${file}: ${systemReason(error)}; alerts that were firing are reported again`;
	}

	const episodes = memory?.states.series.flatMap(({episode}) => episode ?? []) ?? [];
	return {
		restored: memory && {states: memory.states, elapsedMs: nowMs() - memory.savedAtMs},
		firing: problem === undefined ? new Set(episodes.map(({id}) => id)) : undefined,
		persist: report => store => {
			report(area, problem);
			const save = async (): Promise<readonly PendingSeries[]> => {
				const {rules, states} = store.getState().alerts;
				const persisted = persistedStates(states, rules);
				if (persisted.series.length === 0 && persisted.silences.length === 0) {
					await rm(file, {force: true});
				} else {
					await makeDirectory(spool.directory, 0o700);
					const written = await replaceFile(file, memoryText({savedAtMs: nowMs(), states: persisted}));
					await written.close();
				}

				return pendingSeries(states);
			};
			return startPersisting({save, saveTimeoutMs, spool, store, report});
		},
	};
}

async function readMemory(file: string): Promise<Memory | undefined> {
	const found = await unlessMissing(stat(file), undefined);
	if (!found) {
		return undefined;
	}

	const memory = found.size <= maxBytes ? parseMemory(await readFile(file, 'utf8')) : undefined;
	if (!memory) {
		throw new Error('the file is damaged or has an unsupported version');
	}

	return memory;
}

const area = 'alert memory';

/** Maximum time between two writes. Alert events, and the end of a pending alert, are persisted immediately. */
const maxIntervalMs = 30_000;

type PersistOptions = {
	/** Writes the file. Resolves to the pending series in it. */
	readonly save: () => Promise<readonly PendingSeries[]>;
	readonly saveTimeoutMs: number;
	readonly spool: Spool;
	readonly store: Parameters<Follower>[0];
	readonly report: ReportProblem;
};

/**
Persists alerts asynchronously to the ticks of the monitor. While writing fails, a problem is reported and everything
else continues.
*/
function startPersisting({save: write, saveTimeoutMs, spool, store, report}: PersistOptions): RunningMemory {
	let steps = Promise.resolve();
	let scheduled: Promise<void> | undefined;
	let savedAtMs: number | undefined;
	let pending = pendingSeries(store.getState().alerts.states);

	const attempt = async (): Promise<void> => {
		scheduled = undefined;
		if (!spool.isOwned()) {
			return;
		}

		try {
			pending = await write();
			report(area, undefined);
		} catch (error) {
			report(area, `cannot save firing alerts in ${spool.directory}: ${systemReason(error)}`);
		}
	};

	/** Resolves when the current state is written. */
	const save = (): Promise<void> => {
		if (scheduled === undefined) {
			scheduled = steps.then(attempt);
			steps = scheduled;
		}

		return waitAtMost(saveTimeoutMs, scheduled);
	};

	let {sample: previous, alerts: previousAlerts} = store.getState();
	const unsubscribe = store.subscribe(() => {
		const {sample, alerts} = store.getState();
		const isTick = sample !== previous;
		const isChangedByUser = !isTick && alerts !== previousAlerts;
		previous = sample;
		previousAlerts = alerts;
		const atMs = sample?.snapshot.monotonicMs ?? 0;
		savedAtMs ??= atMs;
		const hasEvents = isTick && (sample?.events.length ?? 0) > 0;
		const hasRecovered = isTick && pending.some(series => !isPending(alerts.states, series));
		if (hasEvents || hasRecovered || isChangedByUser || atMs - savedAtMs >= maxIntervalMs) {
			savedAtMs = atMs;
			pending = [];
			void save();
		}
	});
	const stop = spool.onRecreated(() => void save());
	if (previous) {
		// A running monitor may have raised alerts before.
		void save();
	}

	return {
		save,
		async [Symbol.asyncDispose]() {
			unsubscribe();
			stop();
			await save();
		},
	};
}
