import {once} from 'node:events';
import {readdirSync} from 'node:fs';
import process from 'node:process';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {WebSocket} from 'ws';
import {createRules} from '../../source/alerts/rules/create-rules.js';
import {defaultRules} from '../../source/alerts/rules/default-rules.js';
import {defaultHistory} from '../../source/core/history.js';
import {monitorSource} from '../../source/core/monitor.js';
import type {Source} from '../../source/core/source.js';
import {deliver} from '../../source/delivery/delivery.js';
import {createHandlerSet} from '../../source/delivery/handler-set.js';
import {functionHandler} from '../../source/delivery/handlers/function.js';
import {openAlertMemory} from '../../source/delivery/memory/alert-memory.js';
import {healthReport} from '../../source/health/health-report.js';
import {createLog, jsonLine} from '../../source/log/log.js';
import {logChanges} from '../../source/log/log-changes.js';
import {openLogFile} from '../../source/log/log-file.js';
import type {AnyCollector, Machine} from '../../source/metrics/collector.js';
import {cpuCollector} from '../../source/metrics/linux/cpu.js';
import {diskIoCollector} from '../../source/metrics/linux/disk-io.js';
import {disksCollector} from '../../source/metrics/linux/disks.js';
import {loadCollector} from '../../source/metrics/linux/load.js';
import {memoryCollector} from '../../source/metrics/linux/memory.js';
import {networkCollector} from '../../source/metrics/linux/network.js';
import {processesCollector} from '../../source/metrics/linux/processes.js';
import {createScheduler} from '../../source/metrics/schedule/scheduler.js';
import {selfCollector} from '../../source/metrics/self/self.js';
import {jsonFileExporter} from '../../source/recording/write/json-file.js';
import {startServer} from '../../source/server/start-server.js';
import {handClock} from './hand-clock.js';
import {heldBytes} from './held-bytes.js';
import {type LivingMachine, livingMachine} from './living-machine.js';
import {openTestSpool} from './spool.js';
import {temporaryDirectory} from './temporary-directory.js';

export const turnMs = 500;
export const turnsPerDay = 86_400_000 / turnMs;

/** What is held after a garbage collection, with all queues empty. */
export type Holding = {
	readonly turns: number;
	/** On the heap of V8 and beside it, in buffers. */
	readonly bytes: number;
	readonly residentSetBytes: number;
	readonly timers: number;
	readonly openFiles: number;
	readonly samples: number;
	/** Places whose alerts are judged. */
	readonly places: number;
};

export type SimulatedDay = {
	readonly holdings: readonly Holding[];
	/** What came of it: messages to the client, alert events delivered, samples recorded. */
	readonly received: number;
	readonly delivered: number;
	readonly recorded: number;
	/** Names of the files of the recording that are left. */
	readonly files: readonly string[];
};

export type DayOptions = {
	readonly turns?: number;
	/** How often it is looked at what is held. */
	readonly looks?: number;
	/** How often figures are read, in turns of the day. */
	readonly collectEvery?: number;
	readonly exportIntervalMs?: number;
};

/** How far whoever writes or sends may lag behind before the day waits. */
const mostWaiting = 50;

/**
The headless program on a machine of files, as fast as it goes: collectors, alerts that flap, delivery with a spool, alert
memory, recording with retention, a server with one client and with requests, and the log. The time is made up.
*/
export async function simulateDay(options: DayOptions = {}): Promise<SimulatedDay> {
	const {turns = turnsPerDay, looks = 4, collectEvery = 1, exportIntervalMs = turnMs} = options;
	using machine = livingMachine();
	using directory = temporaryDirectory();
	const clock = handClock(machine.nowMs());
	const holdings: Holding[] = [];
	let delivered = 0;

	using scheduler = createScheduler(collectorsOf(machine, collectEvery * turnMs), machine.monotonicMs);
	let turn = 0;
	const source: Source = {
		kind: 'local',
		intervalMs: () => turnMs,
		health: () => scheduler.health(),
		async *updates() {
			while (turn < turns) {
				turn += 1;
				machine.live(turn);
				machine.advance(turnMs);
				await clock.advance(turnMs);
				yield {
					snapshot: {
						timestampMs: machine.nowMs(),
						monotonicMs: machine.monotonicMs(),
						intervalMs: turnMs,
						readings: scheduler.tick(),
					},
				};
				await keepUp();
				if (turn % (turns / looks) === 0) {
					holdings.push(await look());
				}
			}
		},
	};

	// The last is told of again and again: the list of events is full before the first look.
	const rules = createRules([
		...defaultRules,
		{metric: 'memory.percentage', name: 'often', warning: 10, cooldownMs: 1000},
	]);
	await using spool = await openTestSpool(directory.file('spool'));
	const memory = await openAlertMemory({spool, nowMs: clock.nowMs});
	const monitor = monitorSource({source, history: defaultHistory, rules, restored: memory.restored});
	using logFile = openLogFile(directory.file('log'), {maxBytes: 2 ** 16});
	const {log} = createLog(['info'], entry => logFile.write(jsonLine(entry)), clock.nowMs);
	logChanges(monitor.store, log);
	const persisting = monitor.follow(memory.persist(monitor.report));
	const handlers = createHandlerSet({
		clock,
		spool,
		firing: memory.firing,
		report: monitor.report,
	});
	handlers.add(
		functionHandler('ops', ({events}) => {
			delivered += events.length;
			// Every seventh fails once.
			if (delivered % 7 === 0) {
				throw new Error('made up');
			}
		}),
	);
	const delivery = monitor.follow(deliver(handlers, {memory: persisting}));
	const exporter = monitor.follow(
		jsonFileExporter({
			directory: directory.file('recording'),
			intervalMs: exportIntervalMs,
			maxFileBytes: 2 ** 20,
			retention: {keepFiles: 3},
			report: monitor.report,
		}),
	);
	const health = () => healthReport(monitor, {handlers, exporter, server: undefined});
	await using server = await startServer(monitor.store, {port: 0, log, health});
	const address = server.state.getState().address ?? '';
	const client = new WebSocket(address.replace('http', 'ws'));
	let received = 0;
	client.on('message', () => {
		received += 1;
	});
	await once(client, 'open');

	const keepUp = async (): Promise<void> => {
		while (exporter.counts().waiting > mostWaiting) {
			await nextTurn();
		}

		// What a scraper and a page ask for.
		if (turn % 1200 === 0) {
			for (const path of ['metrics', 'api/v1/snapshot', 'api/v1/history?seconds=60']) {
				await (await fetch(`${address.replace(/\/*$/, '')}/${path}`)).text();
			}
		}
	};

	const look = async (): Promise<Holding> => {
		await exporter.exportNow();
		await Promise.all([handlers.settled(), persisting.save()]);
		const bytes = await heldBytes();
		const {history, alerts} = monitor.store.getState();
		return {
			turns: turn,
			bytes,
			residentSetBytes: process.memoryUsage().rss,
			timers: process.getActiveResourcesInfo().filter(name => name === 'Timeout').length,
			openFiles: readdirSync('/proc/self/fd').length,
			samples: history.length,
			places: [...alerts.states.byRule.values()].reduce((sum, {size}) => sum + size, 0),
		};
	};

	await monitor.run(new AbortController().signal);
	const {written: recorded} = exporter.counts();
	client.terminate();
	await Promise.all([delivery, exporter, persisting].map(follower => follower[Symbol.asyncDispose]()));
	return {
		holdings,
		received,
		delivered,
		recorded,
		files: readdirSync(directory.file('recording')),
	};
}

/** The collectors of the machine of files. */
export function collectorsOf(machine: LivingMachine & Machine, cadenceMs: number): readonly AnyCollector[] {
	return [
		cpuCollector(machine, cadenceMs),
		loadCollector(machine, cadenceMs),
		memoryCollector(machine, turnMs),
		disksCollector(machine, {cadenceMs: 10 * cadenceMs, paths: [], statFs: path => machine.statFs(String(path))}),
		diskIoCollector(machine, cadenceMs),
		networkCollector(machine, {cadenceMs, interfaces: [], showVirtual: true}),
		processesCollector(machine, {cadenceMs: 4 * cadenceMs, isListRequested: () => true}),
		selfCollector(machine, 4 * cadenceMs),
	];
}
