import type {EventKeeper, HeldEvent, Told} from '../alerts/event-keeper.js';
import {keptStates} from '../alerts/kept-states.js';
import type {AlertRule} from '../alerts/rule.js';
import type {Recalled} from '../alerts/watch.js';
import type {Follower} from '../follower.js';
import type {ReportProblem} from '../problem.js';
import type {MonitorState} from '../state.js';
import type {ReadonlyStore} from '../store.js';
import {systemReason} from '../system-error.js';
import {within} from '../within.js';
import {identityOf} from './identity.js';
import {type MemoryFile, memoryFile} from './memory-file.js';
import {type Memory, memoryText, mostHeldEvents, parseMemory} from './memory-text.js';

/** Where alerts are remembered, and what of them. */
export type AlertMemoryOptions = {
	readonly directory: string;
	readonly rules: readonly AlertRule[];
	/** Of the machine that is watched, where that is not this one's. */
	readonly root?: string | undefined;
	readonly nowMs?: () => number;
};

/** What an earlier run knew of alerts, and where this one keeps what it knows. */
export type AlertMemory = {
	/** What judging goes on with. */
	readonly recalled: Recalled | undefined;
	/** A follower that keeps from now on what is judged. It reports what cannot be read or written. */
	keep(report: ReportProblem): Follower<EventKeeper & AsyncDisposable>;
};

/** Never rejects: what cannot be read is a problem, not an end. */
export async function openAlertMemory({
	directory,
	rules,
	root,
	nowMs = Date.now,
}: AlertMemoryOptions): Promise<AlertMemory> {
	const file = memoryFile(directory);
	let memory: Memory | undefined;
	let problem: string | undefined;
	try {
		const content = await file.takeOver(identityOf(rules, root), nowMs());
		memory = content === undefined ? undefined : parseMemory(content);
		problem =
			content === undefined || memory ? undefined : `what ${directory} kept of alerts is damaged; they begin anew`;
	} catch (error) {
		problem = `${directory} cannot be read: ${systemReason(error)}; alerts begin anew`;
	}

	return {
		recalled: memory && {states: memory.states, elapsedMs: nowMs() - memory.savedAtMs},
		keep: report => store => {
			report(area, problem);
			return keep({file, memory, store, report, directory, root, nowMs});
		},
	};
}

const area = 'alert memory';

/** What changes little by little is kept this often; what somebody is told of, at once. */
const longestIntervalMs = 30_000;

/** A disk may hang: nobody is kept waiting for longer. */
const longestWaitMs = 400;

type KeepOptions = {
	readonly file: MemoryFile;
	readonly memory: Memory | undefined;
	readonly store: ReadonlyStore<MonitorState>;
	readonly report: ReportProblem;
	readonly directory: string;
	readonly root: string | undefined;
	readonly nowMs: () => number;
};

/** Writing goes on behind the turns of the monitor. While it fails, everything goes on and a problem is shown. */
function keep({file, memory, store, report, directory, root, nowMs}: KeepOptions): EventKeeper & AsyncDisposable {
	let held: readonly HeldEvent[] = memory?.held ?? [];
	let told: readonly Told[] = memory?.told ?? [];
	let steps = Promise.resolve();
	let scheduled: Promise<void> | undefined;
	let savedAtMs: number | undefined;

	const write = async (): Promise<void> => {
		const {rules, states} = store.getState().alerts;
		const kept = keptStates(states);
		const ids = new Set([...kept.places.map(({episode}) => episode?.id), ...held.map(({event}) => event.alert.id)]);
		told = told.filter(({alertId}) => ids.has(alertId));
		const isEmpty = kept.places.length === 0 && kept.silences.length === 0 && held.length === 0;
		await file.write(
			identityOf(rules, root),
			isEmpty ? undefined : memoryText({savedAtMs: nowMs(), states: kept, held, told}),
		);
	};

	const attempt = async (step: () => Promise<void>): Promise<void> => {
		try {
			await step();
			report(area, undefined);
		} catch (error) {
			report(area, `${directory} cannot keep alerts that fire: ${systemReason(error)}`);
		}
	};

	/** Resolves when all that is known now is written. */
	const save = (): Promise<void> => {
		if (scheduled === undefined) {
			scheduled = steps.then(async () => {
				scheduled = undefined;
				await attempt(write);
			});
			steps = scheduled;
		}

		return scheduled;
	};

	let {sample: previous, alerts: previousAlerts} = store.getState();
	const unsubscribe = store.subscribe(() => {
		const {sample, alerts} = store.getState();
		const isTurn = sample !== previous;
		const isChangedBySomebody = !isTurn && alerts !== previousAlerts;
		previous = sample;
		previousAlerts = alerts;
		const atMs = sample?.snapshot.monotonicMs ?? 0;
		savedAtMs ??= atMs;
		const isTold = isTurn && (sample?.events.length ?? 0) > 0;
		if (isTold || isChangedBySomebody || atMs - savedAtMs >= longestIntervalMs) {
			savedAtMs = atMs;
			void save();
		}
	});

	return {
		held,
		told,
		async hold(events, host) {
			held = [...held, ...events.map(event => ({host, event}))].slice(-mostHeldEvents);
			await within(longestWaitMs, save());
		},
		async release(events, knowing) {
			const released = new Set(events.map(({id}) => id));
			const renewed = new Set(knowing.map(({alertId}) => alertId));
			held = held.filter(({event}) => !released.has(event.id));
			told = [...told.filter(({alertId}) => !renewed.has(alertId)), ...knowing];
			await within(longestWaitMs, save());
		},
		async [Symbol.asyncDispose]() {
			unsubscribe();
			await within(longestWaitMs, save());
			await within(longestWaitMs, attempt(file.leave));
		},
	};
}
