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
import type {Spool} from './spool.js';

/** Where alerts are kept over a restart. */
export type AlertMemoryOptions = {
	/** Owned by this process: wait for `owned` first. */
	readonly spool: Spool;
	readonly nowMs?: () => number;
	/** Milliseconds that `save` and the end wait for the disk, which may hang. Default 400. */
	readonly saveTimeoutMs?: number;
};

/** The alerts that an earlier run left, and where this one keeps its own. */
export type AlertMemory = {
	/** For `createMonitor`, or `restoreAlerts` of a monitor that runs. `undefined`: there is nothing to restore. */
	readonly restored: RestoredAlerts | undefined;
	/** Ids of the alerts that fired. `undefined` when that cannot be known: the file is damaged. For `createHandlerSet`. */
	readonly firing: ReadonlySet<string> | undefined;
	/** A follower that persists from now on what is evaluated. It reports what cannot be read or written. */
	keep(report: ReportProblem): Follower<RunningMemory>;
};

/** A memory of alerts that follows a monitor. */
export type RunningMemory = AsyncDisposable & {
	/** Resolves when what is known now is on disk, or cannot be written. */
	save(): Promise<void>;
};

const fileName = 'alerts.json';

/** Far more than `maxSeries` alerts need. */
const maxBytes = 64 * 2 ** 20;

/** Reads what an earlier run left. Never rejects: what cannot be read is a problem, and alerts start afresh. */
export async function openAlertMemory({
	spool,
	nowMs = Date.now,
	saveTimeoutMs = 400,
}: AlertMemoryOptions): Promise<AlertMemory> {
	const file = path.join(spool.directory, fileName);
	let memory: Memory | undefined;
	let problem: string | undefined;
	try {
		memory = await readMemory(file);
	} catch (error) {
		problem = `${file} cannot be read: ${systemReason(error)}; alerts that fired before are reported again`;
	}

	const episodes = memory?.states.series.flatMap(({episode}) => episode ?? []) ?? [];
	return {
		restored: memory && {states: memory.states, elapsedMs: nowMs() - memory.savedAtMs},
		firing: problem === undefined ? new Set(episodes.map(({id}) => id)) : undefined,
		keep: report => store => {
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
			return keep({save, saveTimeoutMs, spool, store, report});
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
		throw new Error('it is damaged, or of another version');
	}

	return memory;
}

const area = 'alert memory';

/** What changes little by little is persisted this often; what is reported, and a recovery before an alert, at once. */
const maxIntervalMs = 30_000;

type KeepOptions = {
	/** Resolves to what is pending in the file. */
	readonly save: () => Promise<readonly PendingSeries[]>;
	readonly saveTimeoutMs: number;
	readonly spool: Spool;
	readonly store: Parameters<Follower>[0];
	readonly report: ReportProblem;
};

/** Writing happens beside the ticks of the monitor. While it fails, everything continues and a problem is shown. */
function keep({save: write, saveTimeoutMs, spool, store, report}: KeepOptions): RunningMemory {
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
			report(area, `${spool.directory} cannot keep alerts that fire: ${systemReason(error)}`);
		}
	};

	/** Resolves when all that is known now is written. */
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

	return {
		save,
		async [Symbol.asyncDispose]() {
			unsubscribe();
			stop();
			await save();
		},
	};
}
