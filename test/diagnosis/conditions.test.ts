import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type FindingId, findingIds} from '../../source/diagnosis/finding.js';
import {tools} from '../../source/diagnosis/tools.js';
import type {
	Cpu,
	DeviceIo,
	Disk,
	EventKind,
	Events,
	Groups,
	Hardware,
	Kernel,
	MachineEvent,
	NetworkInterface,
	Pressure,
	Process,
	Sockets,
} from '../../source/metrics/snapshot.js';
import {eventCounts} from '../../source/metrics/values/event-kinds.js';
import type {Severity} from '../../source/metrics/values/severity.js';
import {diagnosed, type ReadingChanges} from '../helpers/diagnosed.js';
import {groupOf} from '../helpers/groups.js';
import {eventAt} from '../helpers/machine-events.js';
import {processesOf, processOf} from '../helpers/processes.js';
import {cpu, deviceIo, disk, memory, network, ok, paging, raidArray, startMs} from '../helpers/samples.js';

/** Nothing is wrong with this machine of two cores. */
const healthy: ReadingChanges = {
	processor: ok(cpu(20, [20, 20])),
	disks: ok([disk('/', 40)]),
	network: ok({...network, interfaces: []}),
};

const usage = (percent: number, changes: Partial<Cpu> = {}): ReadingChanges => ({
	processor: ok({...cpu(percent, [percent, percent]), ...changes}),
});

const withShares = (changes: Partial<Cpu['total']>): ReadingChanges => {
	const value = cpu(40, [40, 40]);
	return {processor: ok({...value, total: {...value.total, ...changes}})};
};

const stall = (avg10: number) => ({avg10, avg60: avg10, avg300: avg10});
const pressure = (changes: {readonly [Name in keyof Pressure]?: number}): ReadingChanges => {
	const of = (percent = 0) => ({some: stall(percent), full: stall(percent)});
	return {pressure: ok({cpu: of(changes.cpu), memory: of(changes.memory), io: of(changes.io), irq: undefined})};
};

const listOf = (...list: Process[]): ReadingChanges => ({
	processes: ok(processesOf(list)),
});

const groups = (...list: Groups['list']): ReadingChanges => ({
	groups: ok({list, total: list.length, unreached: 0, failedUnits: []}),
});

const event =
	(kind: EventKind, agoSeconds: number, changes: Partial<MachineEvent> = {}) =>
	(second: number) => ({
		...healthy,
		events: ok({
			list: [
				eventAt(startMs + (second - agoSeconds) * 1000, {
					kind,
					groupPath: '/docker/ab12',
					text: 'something happened',
					...changes,
				}),
			],
			kernelLog: 'read',
			counts: eventCounts(() => 0),
		} satisfies Events),
	});

const sockets = (changes: Partial<Sockets>): ReadingChanges => ({
	sockets: ok({
		tcpEstablished: 10,
		tcpTimeWait: 0,
		tcpOrphaned: 0,
		tcpInUse: 10,
		udpInUse: 1,
		localPortsPercent: 1,
		segmentsSentPerSecond: 1000,
		retransmitsPerSecond: 0,
		retransmitPercent: 0,
		resetsPerSecond: 0,
		listenOverflowsPerSecond: 0,
		listenDropsPerSecond: 0,
		synDropsPerSecond: 0,
		udpReceiveBufferErrorsPerSecond: 0,
		softnetDropsPerSecond: 0,
		softnetSqueezesPerSecond: 0,
		...changes,
	}),
});

const eth0 = (changes: Partial<NetworkInterface>): ReadingChanges => {
	const [first] = network.interfaces;
	assert.ok(first);
	return {network: ok({...network, interfaces: [{...first, dropsPerSecond: 0, errorsPerSecond: 0, ...changes}]})};
};

const device = (changes: Partial<DeviceIo>): ReadingChanges => ({
	disk_io: ok({
		readBytesPerSecond: 0,
		writeBytesPerSecond: 0,
		readsPerSecond: 0,
		writesPerSecond: 0,
		busyPercent: 0,
		devices: [deviceIo('sda', '8:0', changes)],
	}),
});

const hardware = (changes: Partial<Hardware>): ReadingChanges => ({
	hardware: ok({
		fans: [],
		power: [],
		batteries: [],
		thermalThrottles: undefined,
		correctedMemoryErrors: undefined,
		uncorrectedMemoryErrors: undefined,
		...changes,
	}),
});

const kernel = (changes: Partial<Kernel>): ReadingChanges => ({
	kernel: ok({files: undefined, threads: undefined, conntrack: undefined, ...changes}),
});

const table = (usedPercent: number) => ({used: usedPercent, maximum: 100, usedPercent});
const disks = (one: Disk): ReadingChanges => ({disks: ok([one])});

const inodes = (usedPercent: number): ReadingChanges => {
	const one = disk('/data', 10);
	assert.equal(one.space.state, 'ok');
	return one.space.state === 'ok'
		? disks({
				...one,
				space: ok({...one.space.value, inodes: {total: 1000, free: 1000 - usedPercent * 10, usedPercent}}),
			})
		: {};
};

const hog = processOf(100, {name: 'hog', cpuPercent: 150, residentSetBytes: 2 ** 30});

type At = (second: number) => ReadingChanges;
type Row = {
	readonly id: FindingId;
	readonly severity: Severity;
	/** Seconds that are observed. */
	readonly seconds: number;
	readonly above: ReadingChanges | At;
	/** The same, but just below the condition. */
	readonly below: ReadingChanges | At;
	readonly title?: string;
};

const mebibyte = 2 ** 20;

const rows: readonly Row[] = [
	{
		id: 'cpu.saturated',
		severity: 'warning',
		seconds: 15,
		above: {...usage(95), ...pressure({cpu: 26})},
		below: {...usage(95), ...pressure({cpu: 24})},
	},
	{
		id: 'cpu.saturated',
		title: 'for a minute',
		severity: 'critical',
		seconds: 60,
		above: {...usage(95), ...pressure({cpu: 51})},
		below: {...usage(89), ...pressure({cpu: 51})},
	},
	{
		id: 'cpu.saturated',
		title: 'without pressure files',
		severity: 'warning',
		seconds: 15,
		above: usage(95, {runnableTasks: 5}),
		below: usage(95, {runnableTasks: 4}),
	},
	{
		id: 'cpu.busy',
		severity: 'note',
		seconds: 15,
		above: {...usage(91), ...pressure({cpu: 10})},
		below: {...usage(89), ...pressure({cpu: 10})},
	},
	{
		id: 'cpu.single_core',
		severity: 'note',
		seconds: 15,
		above: {...usage(50), ...listOf(processOf(100, {cpuPercent: 98}))},
		below: {...usage(50), ...listOf(processOf(100, {cpuPercent: 94}))},
	},
	{
		id: 'cpu.steal',
		severity: 'warning',
		seconds: 15,
		above: withShares({stealPercent: 11}),
		below: withShares({stealPercent: 9}),
	},
	{
		id: 'cpu.interrupts',
		severity: 'warning',
		seconds: 15,
		above: withShares({irqPercent: 5, softirqPercent: 16}),
		below: withShares({irqPercent: 5, softirqPercent: 14}),
	},
	{
		id: 'cpu.thermal',
		severity: 'warning',
		seconds: 15,
		above: second => hardware({thermalThrottles: second}),
		below: hardware({thermalThrottles: 100}),
	},
	{
		id: 'cpu.fork_storm',
		severity: 'warning',
		seconds: 15,
		above: {...usage(50, {forksPerSecond: 101}), ...listOf(processOf(100, {childrenCpuPercent: 21}))},
		below: {...usage(50, {forksPerSecond: 101}), ...listOf(processOf(100, {childrenCpuPercent: 19}))},
	},
	{
		id: 'memory.low',
		severity: 'warning',
		seconds: 15,
		above: {memory: ok({...memory, availableBytes: memory.totalBytes * 0.09}), ...pressure({memory: 6})},
		below: {memory: ok({...memory, availableBytes: memory.totalBytes * 0.11}), ...pressure({memory: 6})},
	},
	{
		id: 'memory.pressure',
		severity: 'warning',
		seconds: 15,
		above: pressure({memory: 6}),
		below: pressure({memory: 4}),
	},
	{
		id: 'memory.swapping',
		severity: 'warning',
		seconds: 15,
		above: {paging: ok({...paging, swapInBytesPerSecond: 1.1 * mebibyte}), ...pressure({memory: 4})},
		below: {paging: ok({...paging, swapInBytesPerSecond: 0.9 * mebibyte}), ...pressure({memory: 4})},
	},
	{
		id: 'memory.oom_kill',
		severity: 'critical',
		seconds: 15,
		above: event('oom_kill', 299),
		below: event('oom_kill', 1801),
	},
	{
		id: 'memory.oom_kill',
		title: 'some time ago',
		severity: 'warning',
		seconds: 15,
		above: event('oom_kill', 301),
		below: event('segfault', 301),
	},
	{
		id: 'memory.growing',
		severity: 'warning',
		seconds: 40,
		above: second => listOf(processOf(100, {residentSetBytes: (100 + second * 10) * mebibyte})),
		below: second => listOf(processOf(100, {residentSetBytes: (100 + Math.min(second, 3) * 10) * mebibyte})),
	},
	{
		id: 'memory.corrupted',
		severity: 'critical',
		seconds: 1,
		above: hardware({uncorrectedMemoryErrors: 1}),
		below: hardware({uncorrectedMemoryErrors: 0}),
	},
	{
		id: 'disk.full',
		severity: 'critical',
		seconds: 1,
		above: disks(disk('/data', 95.5)),
		below: disks(disk('/data', 84)),
	},
	{
		id: 'disk.full',
		title: 'almost',
		severity: 'warning',
		seconds: 1,
		above: disks(disk('/data', 86)),
		below: disks(disk('/data', 84)),
	},
	{id: 'disk.inodes', severity: 'critical', seconds: 1, above: inodes(96), below: inodes(89)},
	{
		id: 'disk.filling',
		severity: 'warning',
		seconds: 70,
		above: second => disks(disk('/data', 40 + second * 0.3, 10)),
		below: second => disks(disk('/data', 40 + (second % 2) * 0.3, 10)),
	},
	{
		id: 'disk.read_only',
		severity: 'critical',
		seconds: 1,
		above: disks({...disk('/data', 10), isReadOnly: true, isUnexpectedlyReadOnly: true}),
		below: disks({...disk('/data', 10), isReadOnly: true}),
	},
	{
		id: 'disk.saturated',
		severity: 'warning',
		seconds: 15,
		above: device({busyPercent: 91, queueLength: 4.5}),
		below: device({busyPercent: 91, queueLength: 3.5}),
	},
	{
		id: 'disk.saturated',
		title: 'slow requests',
		severity: 'warning',
		seconds: 15,
		above: device({busyPercent: 91, awaitMs: 21}),
		below: device({busyPercent: 89, awaitMs: 21}),
	},
	{
		id: 'disk.saturated',
		title: 'by pressure',
		severity: 'warning',
		seconds: 15,
		above: pressure({io: 21}),
		below: pressure({io: 19}),
	},
	{
		id: 'disk.errors',
		severity: 'critical',
		seconds: 15,
		above: second => device({ioErrors: second > 10 ? 3 : 2}),
		below: device({ioErrors: 3}),
	},
	{
		id: 'raid.degraded',
		severity: 'critical',
		seconds: 1,
		above: {raid: ok([raidArray('md0', {isDegraded: true, workingDevices: 1, failedDevices: 1})])},
		below: {raid: ok([raidArray('md0')])},
	},
	{
		id: 'network.saturated',
		severity: 'warning',
		seconds: 60,
		above: eth0({linkUsedPercent: 91}),
		below: eth0({linkUsedPercent: 89}),
	},
	{
		id: 'network.drops',
		severity: 'warning',
		seconds: 15,
		above: eth0({dropsPerSecond: 6, receivePacketsPerSecond: 100, sendPacketsPerSecond: 100}),
		below: eth0({dropsPerSecond: 6, receivePacketsPerSecond: 200, sendPacketsPerSecond: 200}),
	},
	{
		id: 'network.errors',
		severity: 'warning',
		seconds: 15,
		above: second => eth0({receiveErrors: second}),
		below: second => eth0({receiveErrors: Math.min(second, 4)}),
	},
	{
		id: 'tcp.retransmits',
		severity: 'warning',
		seconds: 15,
		above: sockets({retransmitsPerSecond: 51}),
		below: sockets({retransmitsPerSecond: 49}),
	},
	{
		id: 'tcp.listen_overflow',
		severity: 'warning',
		seconds: 15,
		above: sockets({listenOverflowsPerSecond: 1.1}),
		below: sockets({listenOverflowsPerSecond: 0.9}),
	},
	{
		id: 'tcp.ports',
		severity: 'warning',
		seconds: 15,
		above: sockets({localPortsPercent: 81}),
		below: sockets({localPortsPercent: 79}),
	},
	{
		id: 'udp.receive_errors',
		severity: 'warning',
		seconds: 15,
		above: sockets({udpReceiveBufferErrorsPerSecond: 1.1}),
		below: sockets({udpReceiveBufferErrorsPerSecond: 0.9}),
	},
	{
		id: 'conntrack.full',
		title: 'completely',
		severity: 'critical',
		seconds: 15,
		above: kernel({conntrack: table(100)}),
		below: kernel({conntrack: table(84)}),
	},
	{
		id: 'conntrack.full',
		severity: 'warning',
		seconds: 15,
		above: kernel({conntrack: table(86)}),
		below: kernel({conntrack: table(84)}),
	},
	{
		id: 'kernel.files',
		severity: 'critical',
		seconds: 1,
		above: kernel({files: table(91)}),
		below: kernel({files: table(79)}),
	},
	{
		id: 'kernel.pids',
		severity: 'warning',
		seconds: 1,
		above: kernel({threads: table(81)}),
		below: kernel({threads: table(79)}),
	},
	{id: 'kernel.event', severity: 'critical', seconds: 1, above: event('hung_task', 10), below: event('hung_task', 301)},
	{
		id: 'process.files',
		severity: 'critical',
		seconds: 1,
		above: listOf(processOf(100, {openFiles: 910, maxOpenFiles: 1000})),
		below: listOf(processOf(100, {openFiles: 790, maxOpenFiles: 1000})),
	},
	{
		id: 'process.files',
		title: 'and no limit that was lowered below the open files',
		severity: 'critical',
		seconds: 1,
		above: listOf(processOf(100, {openFiles: 9, maxOpenFiles: 9})),
		below: listOf(processOf(100, {openFiles: 9, maxOpenFiles: 1})),
	},
	{
		id: 'process.zombies',
		severity: 'warning',
		seconds: 1,
		above: listOf(processOf(100), ...zombies(20)),
		below: listOf(processOf(100), ...zombies(19)),
	},
	{
		id: 'process.blocked',
		severity: 'warning',
		seconds: 15,
		above: listOf(processOf(100, {state: 'D'})),
		below: second => listOf(processOf(100, {state: second % 5 === 0 ? 'S' : 'D'})),
	},
	{
		id: 'group.throttled',
		severity: 'critical',
		seconds: 60,
		above: groups(groupOf('api.service', {throttledPercent: 31, cpuLimitCores: 1})),
		below: groups(groupOf('api.service', {throttledPercent: 9, cpuLimitCores: 1})),
	},
	{
		id: 'group.memory_limit',
		severity: 'critical',
		seconds: 15,
		above: second =>
			groups(
				groupOf('api.service', {
					memoryPercent: 96,
					memoryLimitBytes: 1e9,
					memoryBytes: 0.96e9,
					memoryLimitHits: second,
				}),
			),
		below: groups(groupOf('api.service', {memoryPercent: 89, memoryLimitBytes: 1e9})),
	},
	{
		id: 'group.pids',
		severity: 'critical',
		seconds: 1,
		above: groups(groupOf('api.service', {pids: 91, pidsLimit: 100})),
		below: groups(groupOf('api.service', {pids: 79, pidsLimit: 100})),
	},
	{
		id: 'service.failed',
		severity: 'warning',
		seconds: 1,
		above: {
			groups: ok({
				list: [],
				total: 0,
				unreached: 0,
				failedUnits: [{name: 'a.service', sinceMs: undefined, restarts: 0}],
			}),
		},
		below: {groups: ok({list: [], total: 0, unreached: 0, failedUnits: []})},
	},
	{
		id: 'service.restarting',
		severity: 'warning',
		seconds: 1,
		above: {
			groups: ok({
				list: [],
				total: 0,
				unreached: 0,
				failedUnits: [{name: 'a.service', sinceMs: undefined, restarts: 3}],
			}),
		},
		below: {
			groups: ok({
				list: [],
				total: 0,
				unreached: 0,
				failedUnits: [{name: 'a.service', sinceMs: undefined, restarts: 2}],
			}),
		},
	},
	{
		id: 'hardware.fan',
		severity: 'critical',
		seconds: 1,
		above: hardware({fans: [{label: 'fan1', rpm: 0, isStopped: true}]}),
		below: hardware({fans: [{label: 'fan1', rpm: 0, isStopped: false}]}),
	},
	{
		id: 'hardware.temperature',
		severity: 'critical',
		seconds: 1,
		above: {
			temperatures: ok({
				cpuCelsius: 100,
				sensors: [{label: 'cpu', celsius: 100, highCelsius: 90, criticalCelsius: 100}],
			}),
		},
		below: {
			temperatures: ok({cpuCelsius: 99, sensors: [{label: 'cpu', celsius: 99, highCelsius: 90, criticalCelsius: 100}]}),
		},
	},
	{
		id: 'hardware.battery',
		severity: 'warning',
		seconds: 1,
		above: hardware({
			batteries: [{name: 'BAT0', chargePercent: 9, state: 'discharging', watts: 9, secondsLeft: 60, fullWattHours: 50}],
		}),
		below: hardware({
			batteries: [{name: 'BAT0', chargePercent: 9, state: 'charging', watts: 9, secondsLeft: 60, fullWattHours: 50}],
		}),
	},
];

function zombies(count: number): readonly Process[] {
	return Array.from({length: count}, (_, index) => processOf(200 + index, {parentPid: 100, state: 'Z'}));
}

function at(changes: ReadingChanges | At): At {
	return second => ({...healthy, ...(typeof changes === 'function' ? changes(second) : changes)});
}

/** A key, an advice, a program that every machine has, or one that the list of programs names. */
function isKnownStep(step: string): boolean {
	const [word = ''] = step.split(' ', 1);
	return (
		/:$|^(ask|cat|check|ls|raise|replace|restart)$/.test(word) || step.startsWith('/state=') || tools.includes(word)
	);
}

for (const {id, title = '', severity, seconds, above, below} of rows) {
	test(`${id} ${title} is found above its condition and not below it`, () => {
		const found = diagnosed(seconds, at(above)).find(finding => finding.id === id);
		assert.equal(found?.severity, severity);
		assert.ok(found.evidence.length > 0 || found.culprits.length > 0, 'without evidence');
		assert.deepEqual(
			found.next.filter(step => !isKnownStep(step)),
			[],
		);
		assert.equal(diagnosed(seconds, at(below)).find(finding => finding.id === id)?.sentence, undefined);
	});
}

test('every condition has a row', () => {
	assert.deepEqual([...new Set(rows.map(({id}) => id))].sort(), [...findingIds].sort());
});

test('a healthy machine has no findings', () => {
	assert.deepEqual(
		diagnosed(70, () => healthy),
		[],
	);
});

test('processes with a low priority that wait for each other are only worth a note', () => {
	const value = cpu(100, [100, 100]);
	const niced = {...value, total: {...value.total, nicePercent: 95}};
	const findings = diagnosed(60, at({processor: ok(niced), ...pressure({cpu: 90}), ...listOf(hog)}));
	assert.deepEqual(
		findings.map(({id, severity}) => [id, severity]),
		[['cpu.busy', 'note']],
	);
});

test('memory full of cache, quiet swap and a full image are no findings', () => {
	const image = {...disk('/snap/core', 100), isReadOnly: true};
	const findings = diagnosed(
		60,
		at({
			memory: ok({
				...memory,
				availableBytes: memory.totalBytes * 0.5,
				freeBytes: 0,
				swap: {totalBytes: 100, usedBytes: 90, usedPercent: 90},
			}),
			disks: ok([image]),
			...pressure({}),
		}),
	);
	assert.deepEqual(findings, []);
});

test('a single slow sample is no finding', () => {
	const findings = diagnosed(20, second =>
		at(second === 20 ? {...usage(100), ...device({busyPercent: 100, awaitMs: 500, queueLength: 50})} : usage(10))(
			second,
		),
	);
	assert.deepEqual(findings, []);
});

test('counters that begin again have not grown', () => {
	const findings = diagnosed(30, second =>
		at({
			...device({ioErrors: second < 20 ? 40 : 0}),
			...eth0({receiveErrors: second < 20 ? 1000 : 1}),
			...hardware({thermalThrottles: second < 25 ? 7 : 0}),
		})(second),
	);
	assert.deepEqual(findings, []);
});

test('of a thousand devices those with a problem are found, and each list is read a few times', () => {
	const count = 1000;
	let reads = 0;
	const counted = <Item extends {readonly name: string}>(items: readonly Item[]): readonly Item[] =>
		items.map(item => ({
			...item,
			get name() {
				reads += 1;
				return item.name;
			},
		}));
	const snapshots = 20;
	const findings = diagnosed(snapshots, second => {
		const [first] = network.interfaces;
		assert.ok(first);
		return {
			...healthy,
			network: ok({
				...network,
				interfaces: counted(
					Array.from({length: count}, (_, index) => ({
						...first,
						name: `eth${index}`,
						receiveErrors: index === 900 ? second : 0,
					})),
				),
			}),
			disk_io: ok({
				readBytesPerSecond: 0,
				writeBytesPerSecond: 0,
				readsPerSecond: 0,
				writesPerSecond: 0,
				busyPercent: 0,
				devices: counted(
					Array.from({length: count}, (_, index) =>
						deviceIo(`sd${index}`, `8:${index}`, {ioErrors: index === 900 ? second : 0}),
					),
				),
			}),
		};
	});
	assert.deepEqual(
		findings.map(({id, where}) => [id, where]),
		[
			['disk.errors', 'sd900'],
			['network.errors', 'eth900'],
		],
	);
	// Each diagnosis reads the lists of all snapshots so far.
	assert.ok(reads <= 2 * count * (snapshots + 1) * (snapshots + 4), `${reads} reads`);
});
