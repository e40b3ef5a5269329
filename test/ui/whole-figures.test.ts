import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {Sample} from '../../source/core/sample.js';
import {initialState, receiveSample} from '../../source/core/state.js';
import {known} from '../../source/metrics/reading.js';
import type {NetworkInterface} from '../../source/metrics/snapshot.js';
import {drawAlerts} from '../../source/ui/alerts/alert-lines.js';
import {createAppearance} from '../../source/ui/drawing/appearance.js';
import {unicodeGlyphs} from '../../source/ui/drawing/glyphs.js';
import {fitLine, type Line, lineWidth} from '../../source/ui/drawing/line.js';
import {hostColumns} from '../../source/ui/fleet/host-columns.js';
import {drawHost} from '../../source/ui/fleet/host-row.js';
import {compactLayout, compactNeeds} from '../../source/ui/layout/compact-layout.js';
import {batterySign} from '../../source/ui/panels/battery.js';
import {drawCpu} from '../../source/ui/panels/cpu.js';
import {drawDisks} from '../../source/ui/panels/disks.js';
import {drawGpus, gpuRows} from '../../source/ui/panels/gpu.js';
import {drawGroups} from '../../source/ui/panels/groups.js';
import {drawHardware} from '../../source/ui/panels/hardware.js';
import {drawKernel} from '../../source/ui/panels/kernel.js';
import {drawLimits} from '../../source/ui/panels/limits.js';
import {drawMemory} from '../../source/ui/panels/memory.js';
import {drawNetwork} from '../../source/ui/panels/network.js';
import {drawPressure} from '../../source/ui/panels/pressure.js';
import {drawProcesses} from '../../source/ui/panels/processes.js';
import {computeRows, drawStatistics} from '../../source/ui/panels/statistics-table.js';
import {drawTemperatures} from '../../source/ui/panels/temperatures.js';
import {plainRow} from '../../source/ui/processes/rows.js';
import {initialUiState} from '../../source/ui/state/ui-state.js';
import {themes} from '../../source/ui/theme/themes.js';
import {drawCompact} from '../../source/ui/views/compact.js';
import {drawHeader} from '../../source/ui/views/header.js';
import {drawOneLine} from '../../source/ui/views/one-line.js';
import {arbitrarySample} from '../helpers/arbitrary-sample.js';
import {cards, hostileNames, interfaces} from '../helpers/crowded.js';
import {processOf} from '../helpers/processes.js';
import {cpu, deviceIo, disk, memory, ok, raidArray, sampleAt} from '../helpers/samples.js';

const appearance = createAppearance({theme: themes.default, colorDepth: 'none', isAscii: false, graphStyle: 'braille'});
const glyphs = unicodeGlyphs;
const live = {isPaused: false, lagSeconds: 0, playback: undefined, host: undefined};

/** Draws everything that shows figures, in `width` cells. */
function drawAll(sample: Sample, width: number, height: number): readonly Line[] {
	const {snapshot, alerts} = sample;
	const {readings} = snapshot;
	const state = receiveSample(initialState(500, {samples: 10, seconds: 60}), sample);
	const series = [10, 20];
	const processes = known(readings.processes)?.list ?? [];
	const system = known(readings.system);
	const host = {
		id: 'a',
		name: 'host',
		connection: {state: 'live', sinceMs: 0} as const,
		summary: {
			cpuPercent: known(readings.processor)?.total.usedPercent,
			memoryPercent: known(readings.memory)?.usedPercent,
			disk: undefined,
			gpuPercent: known(readings.gpu)?.[0]?.usedPercent,
			alerts,
			problems: [],
			finding: undefined,
		},
		ageSeconds: 12_345,
	};
	const table = {
		reading: readings.processes,
		rows: processes.map(plainRow),
		visible: processes.map(plainRow).slice(0, height),
		view: initialUiState.processes,
		context: {appearance, isPerCore: true, cores: 4, nowMs: snapshot.timestampMs},
		commandLine: () => undefined,
	};
	return [
		drawCpu(
			{
				cpu: readings.processor,
				load: known(readings.load),
				limits: known(readings.limits),
				series,
				logicalCores: 4,
				coreRows: undefined,
			},
			width,
			height,
			appearance,
		),
		drawMemory(
			{
				reading: readings.memory,
				paging: known(readings.paging),
				limitPercent: known(readings.limits)?.memoryUsedPercent,
				series,
			},
			width,
			height,
			appearance,
		),
		drawDisks(
			{
				reading: readings.disks,
				rows: [
					...(known(readings.raid) ?? []).map(array => ({array})),
					...(known(readings.disks) ?? []).map(disk => ({disk})),
				],
				diskIo: known(readings.disk_io),
				traffic: series,
			},
			width,
			height,
			appearance,
		),
		drawNetwork(
			{
				reading: readings.network,
				interfaces: known(readings.network)?.interfaces ?? [],
				sockets: known(readings.sockets),
				receive: series,
				send: series,
			},
			width,
			height,
			appearance,
		),
		drawGpus(readings.gpu, {rows: gpuRows(known(readings.gpu) ?? []), graphs: [], graphRows: 0}, width, appearance),
		drawPressure(readings.pressure, width, height, glyphs),
		drawLimits(readings.limits, width, height, appearance),
		drawTemperatures(readings.temperatures, known(readings.temperatures)?.sensors ?? [], width, glyphs),
		drawKernel(readings.kernel, width, height, glyphs),
		drawHardware(readings.hardware, width, glyphs),
		drawGroups(readings.groups, known(readings.groups)?.list ?? [], width, appearance),
		drawStatistics(computeRows(state, 20), sample, width, 21),
		drawProcesses(table, width, height),
		drawAlerts(alerts, undefined, width, appearance),
		drawCompact(
			{
				snapshot,
				intervalMs: 500,
				status: live,
				cpuSeries: series,
				memorySeries: series,
				networkSeries: series,
				alerts,
				findings: [],
				trouble: undefined,
				undelivered: [],
				table,
				processes,
				helpKey: '?',
			},
			compactLayout(compactNeeds(sample, true), width, height),
			width,
			appearance,
		),
		[drawOneLine(sample, live, width, appearance)],
		[
			drawHeader(
				{
					...live,
					system,
					uptimeSeconds: 12_345_678,
					timestampMs: snapshot.timestampMs,
					intervalMs: 500,
					isWell: true,
					problems: 12,
					alerts: [],
					undelivered: [],
					server: undefined,
					battery: batterySign(known(readings.hardware), glyphs),
				},
				width,
				glyphs,
			),
		],
		[drawHost(host, hostColumns([host], width, glyphs), false, appearance)],
	].flatMap(lines => lines.map(line => fitLine(line, width)));
}

const textOf = (line: Line): string => line.map(({text}) => text).join('');

/** Removes digits from names, because names may be cut anywhere. */
function withoutDigits<Value>(value: Value): Value {
	return JSON.parse(
		JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? part.replace(/[\p{N}…]/gu, 'x') : part)),
	);
}

test('no figure is cut at any width', () => {
	fc.assert(
		fc.property(
			arbitrarySample,
			fc.integer({min: 0, max: 200}),
			fc.integer({min: 1, max: 30}),
			(sample, width, height) => {
				const {snapshot, alerts} = sample;
				const named = {...sample, ...withoutDigits({snapshot, alerts})};
				for (const line of drawAll(named, width, height)) {
					assert.equal(lineWidth(line), width);
					assert.doesNotMatch(textOf(line), /\d[.,]?…|\d%…/);
				}
			},
		),
		{numRuns: 300},
	);
});

/** Large figures of every kind. Percentages are whole or quarters, so that rounding does not change them. */
const busy = sampleAt(0, {
	processor: ok(cpu(100, [100, 99.75, 100, 100])),
	load: ok({load1: 1234.25, load5: 1100.5, load15: 987.75}),
	memory: ok({
		...memory,
		usedPercent: 100,
		swap: {totalBytes: 2 ** 40, usedBytes: 2 ** 40 - 2 ** 30, usedPercent: 99.75},
	}),
	disks: ok([disk('/', 100), disk('/data', 99.75, 1_000_000)]),
	disk_io: ok({
		readBytesPerSecond: 987_654_321,
		writeBytesPerSecond: 123_456_789,
		readsPerSecond: 1_234_567,
		writesPerSecond: 987_654,
		busyPercent: 100,
		devices: [
			deviceIo('nvme0n1', '259:0', {
				readBytesPerSecond: 987_654_321,
				writeBytesPerSecond: 123_456_789,
				readsPerSecond: 1_234_567,
				writesPerSecond: 98_765,
				awaitMs: 1234.5,
				queueLength: 1023.75,
				busyPercent: 100,
			}),
			deviceIo('sda', '8:0', {readsPerSecond: 54_321, writesPerSecond: 0.4, awaitMs: 30_500}),
		],
	}),
	raid: ok([raidArray('md0', {workingDevices: 1, isDegraded: true, action: 'recovery', actionPercent: 99.75})]),
	network: ok({
		receiveBytesPerSecond: 12_345_678_900,
		sendBytesPerSecond: 9_876_543_210,
		interfaces: [
			{...networkInterface('lan'), linkMbps: 2400.96, errorsPerSecond: 1_234_567, dropsPerSecond: 76_543},
			{...networkInterface('wan'), linkMbps: 866.7, dropsPerSecond: 12_345},
		],
	}),
	gpu: ok([
		{...(cards(1)[0] ?? assert.fail()), powerWatts: 1100, powerLimitWatts: 1200, usedPercent: 100, clockMhz: 12_345},
	]),
	sockets: ok({
		tcpEstablished: 123_456,
		tcpTimeWait: 23_456,
		tcpOrphaned: 345,
		tcpInUse: 234_567,
		udpInUse: 4567,
		localPortsPercent: 99.75,
		segmentsSentPerSecond: 1_234_567,
		retransmitsPerSecond: 123_456,
		retransmitPercent: 9.25,
		resetsPerSecond: 3456,
		listenOverflowsPerSecond: 58.25,
		listenDropsPerSecond: 59.25,
		synDropsPerSecond: 7.5,
		udpReceiveBufferErrorsPerSecond: 12_345,
		softnetDropsPerSecond: 1.5,
		softnetSqueezesPerSecond: 2.5,
	}),
	hardware: ok({
		fans: [
			{label: 'board fan', rpm: 12_345, isStopped: false},
			{label: hostileNames[0], rpm: 0, isStopped: true},
		],
		power: [{label: 'package-0 dram', watts: 1234.5}],
		batteries: [
			{name: 'BAT0', chargePercent: 99.75, state: 'charging', fullWattHours: 57, watts: 123.5, secondsLeft: 98_765},
			{name: 'BAT1', chargePercent: 100, state: 'full', fullWattHours: 23, watts: undefined, secondsLeft: undefined},
		],
		thermalThrottles: 123_456,
		correctedMemoryErrors: 23_456,
		uncorrectedMemoryErrors: 34,
	}),
	limits: ok({
		version: 'v2',
		cpuLimitCores: 128.5,
		cpuUsedCores: 112.5,
		throttledPercent: 100,
		memoryLimitBytes: 2 ** 40,
		memoryUsedBytes: 2 ** 40 - 2 ** 30,
		memoryUsedPercent: 100,
		pressure: undefined,
	}),
	processes: ok({
		total: 12_345,
		running: 123,
		sleeping: undefined,
		stopped: undefined,
		zombie: 12,
		threads: undefined,
		unreadable: undefined,
		blocked: undefined,
		ended: undefined,
		list: [processOf(4_194_304, {cpuPercent: 12_800.25, threads: 23_456, cpuTimeSeconds: 10_642_320, name: 'x'})],
	}),
});

function networkInterface(name: string): NetworkInterface {
	return {...(interfaces(1)[0] ?? assert.fail()), name, receivedBytes: 123_456_789_012, sentBytes: 98_765_432_109};
}

/** Returns the numbers in lines, with their rounded variants. */
function numbersIn(lines: readonly Line[]): ReadonlySet<string> {
	const numbers = lines.flatMap(line => textOf(line).match(/\d+(?:\.\d+)?/g) ?? []);
	return new Set(
		numbers.flatMap(number => {
			const decimals = number.split('.')[1]?.length ?? 0;
			return [number, ...Array.from({length: decimals}, (_, count) => Number(number).toFixed(count))];
		}),
	);
}

test('every figure at any width is one that is shown with full width', () => {
	const heights = [1, 2, 3, 4, 6, 10, 20];
	const whole = numbersIn(heights.flatMap(height => [60, 120, 300].flatMap(width => drawAll(busy, width, height))));
	for (let width = 0; width < 200; width++) {
		for (const height of heights) {
			for (const line of drawAll(busy, width, height)) {
				const strange = [...numbersIn([line])].filter(number => !whole.has(number));
				assert.deepEqual(strange, [], `${width} cells: ${textOf(line)}`);
			}
		}
	}
});

/** Returns the roles of each bar in a line and of the number after it. */
function barsOf(line: Line): readonly (readonly [bar: string, number: string | undefined])[] {
	return line.flatMap((part, index) => {
		const isBar = part.width > 0 && [...part.text].every(sign => glyphs.barSteps.includes(sign));
		return isBar && line[index + 1]?.role === 'track'
			? [[part.role, line.slice(index + 2).find(({text}) => /\d/.test(text))?.role] as const]
			: [];
	});
}

test('a bar has the role of its number', () => {
	let count = 0;
	const check = (sample: Sample): void => {
		for (const line of drawAll(sample, 160, 20)) {
			for (const [bar, number] of barsOf(line)) {
				assert.equal(bar, number, textOf(line));
				count += 1;
			}
		}
	};
	fc.assert(
		fc.property(arbitrarySample, sample => {
			const {snapshot, alerts} = sample;
			check({...sample, ...withoutDigits({snapshot, alerts})});
		}),
		{numRuns: 100},
	);
	check(busy);
	assert.ok(count > 100);
});
