import process from 'node:process';
import {render} from 'ink';
import {defaultHistory} from '../../source/core/history.js';
import type {Sample} from '../../source/core/sample.js';
import {initialState, receiveSample} from '../../source/core/state.js';
import {createStore} from '../../source/core/store.js';
import {collectGarbage} from '../helpers/held-bytes.js';
import {processesOf, processOf} from '../helpers/processes.js';
import {machineScreen, type Size} from '../helpers/render-app.js';
import {cpu, memory, network, ok, sampleAt, typicalReadings} from '../helpers/samples.js';
import {silentStdin} from '../helpers/silent-stdin.js';
import {virtualStdout} from '../helpers/virtual-stdout.js';

/** What the screen of a quiet machine costs for each measurement. */
export type TickCost = {
	/** Bytes to the terminal. */
	readonly bytes: number;
	/** Frames that Ink composed. */
	readonly renders: number;
	/** Bytes of new objects. Exact only if there is room for all: a garbage collection would hide some. */
	readonly allocatedBytes: number;
	/** Timers that were set. */
	readonly timers: number;
};

const warmUpTicks = 200;

/** Draws `ticks` measurements, two a second, of a machine whose figures move a little, and returns the cost of one. */
export async function drawTicks(size: Size, ticks: number): Promise<TickCost> {
	let bytes = 0;
	let renders = 0;
	const stdout = virtualStdout(size, ({length}) => {
		bytes += length;
	});
	const store = createStore(initialState(500, defaultHistory));
	const app = render(machineScreen(store, {...size, colorDepth: 'truecolor'})(undefined), {
		stdout,
		stdin: silentStdin(),
		interactive: true,
		alternateScreen: true,
		incrementalRendering: true,
		patchConsole: false,
		exitOnCtrlC: false,
		maxFps: 1000,
		onRender() {
			renders += 1;
		},
	});
	let heapBytes = 0;
	let timers = 0;
	const setTimer = globalThis.setTimeout;
	globalThis.setTimeout = Object.assign((...all: Parameters<typeof setTimer>) => {
		timers += 1;
		return setTimer(...all);
	}, setTimer);
	for (let tick = 0; tick < warmUpTicks + ticks; tick++) {
		if (tick === warmUpTicks) {
			await collectGarbage();
			heapBytes = process.memoryUsage().heapUsed;
			bytes = 0;
			renders = 0;
			timers = 0;
		}

		store.setState(state => receiveSample(state, sampleOf(tick)));
		await app.waitUntilRenderFlush();
	}

	const allocatedBytes = (process.memoryUsage().heapUsed - heapBytes) / ticks;
	globalThis.setTimeout = setTimer;
	app.unmount();
	return {bytes: bytes / ticks, renders: renders / ticks, allocatedBytes, timers: timers / ticks};
}

/** The list of processes is read every two seconds. */
const ticksPerList = 4;

const lists = Array.from({length: 10}, (_, round) =>
	Array.from({length: 150}, (_, index) =>
		processOf(1000 + index, {
			name: `service-${index}`,
			cpuPercent: index < 8 ? ((round * 5 + index * 3) % 40) / 10 : 0,
			residentSetBytes: (200 - index) * 2 ** 20,
		}),
	),
);

function sampleOf(tick: number): Sample {
	const cores = [0, 1, 2, 3].map(core => 4 + ((tick * 7 + core * 13) % 11));
	return sampleAt(tick / 2, {
		...typicalReadings,
		processor: ok(cpu(cores.reduce((sum, percent) => sum + percent, 0) / cores.length, cores)),
		memory: ok({...memory, usedBytes: memory.usedBytes + (tick % 5) * 2 ** 22}),
		network: ok({
			...network,
			receiveBytesPerSecond: 2000 + (tick % 9) * 700,
			sendBytesPerSecond: 900 + (tick % 4) * 300,
		}),
		processes: ok(processesOf(lists[Math.floor(tick / ticksPerList) % lists.length])),
	});
}
