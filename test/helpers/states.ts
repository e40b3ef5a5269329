import {initialState, type MonitorState, receiveSample} from '../../source/core/state.js';
import {processOf} from './processes.js';
import {cpu, ok, sampleAt, system} from './samples.js';

const processes = ok({
	total: 143,
	running: 2,
	sleeping: 140,
	stopped: 0,
	zombie: 1,
	threads: 512,
	unreadable: 0,
	blocked: undefined,
	ended: undefined,
	list: [
		processOf(1, {parentPid: 0, name: 'systemd', cpuTimeSeconds: 12.5}),
		processOf(812, {
			name: 'postgres',
			user: 'postgres',
			cpuPercent: 99.2,
			residentSetBytes: 310 * 2 ** 20,
			threads: 7,
			state: 'R' as const,
			cpuTimeSeconds: 4000,
		}),
		processOf(2210, {name: 'node', user: 'web', cpuPercent: 24.1, residentSetBytes: 120 * 2 ** 20, threads: 11}),
		processOf(3301, {parentPid: 2210, name: 'a) b (c', user: 'web', cpuPercent: 0.4, state: 'D' as const}),
		processOf(3400, {name: '東京\u{1B}[31m', user: 'ada', cpuPercent: undefined}),
	],
});

/** A server that was watched for a minute: the processor went up and down once, and for five seconds nothing came. */
export function watchedState(): MonitorState {
	let state = initialState(500, {samples: 1000, seconds: 3600});
	for (let half = 0; half < 120; half++) {
		const seconds = half / 2;
		if (seconds >= 30 && seconds < 35) {
			continue;
		}

		const percent = 50 - 45 * Math.cos((seconds / 60) * 2 * Math.PI);
		const cores = [20, 30, 16, 40, 99, 12, 4, 2].map(core => Math.min(100, (core * percent) / 30));
		state = receiveSample(state, sampleAt(seconds, {processor: ok(cpu(percent, cores)), processes}));
	}

	return state;
}

/** A container that may use two cores and 4 GiB of a larger machine, and is held back. */
export function containedState(): MonitorState {
	return receiveSample(
		watchedState(),
		sampleAt(60, {
			processor: ok(cpu(25.5, [20, 30, 16, 40, 99, 12, 4, 2])),
			system: ok({...system, container: 'docker'}),
			limits: ok({
				version: 'v2',
				cpuLimitCores: 2,
				cpuUsedCores: 1.92,
				throttledPercent: 31.5,
				memoryLimitBytes: 4 * 2 ** 30,
				memoryUsedBytes: 3.4 * 2 ** 30,
				memoryUsedPercent: 85,
				pressure: undefined,
			}),
			self: ok({
				cpuPercent: 0.6,
				cpuSeconds: 36,
				residentSetBytes: 58 * 2 ** 20,
				memoryPercent: 0.4,
				heapUsedBytes: 20 * 2 ** 20,
				heapTotalBytes: 30 * 2 ** 20,
				externalBytes: 2 ** 20,
				threads: 11,
				openFiles: 30,
				connections: 2,
				eventLoopDelayMs: 3,
				gcCount: 10,
				gcPauseMs: 12,
				uptimeSeconds: 3600,
				memoryTrendBytesPerHour: 0,
				leakWarning: undefined,
			}),
			processes,
		}),
	);
}
