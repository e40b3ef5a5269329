import fc from 'fast-check';
import type {Alert, AlertEvent} from '../../source/alerts/alert.js';
import type {Sample, Span} from '../../source/core/sample.js';
import {type Absent, pending, type Reading} from '../../source/metrics/reading.js';
import type {
	Core,
	Cpu,
	CpuShares,
	DeviceIo,
	Disk,
	DiskIo,
	EndedProcess,
	EventCounts,
	Events,
	Frequency,
	Gpu,
	Group,
	Groups,
	Hardware,
	Limits,
	MachineEvent,
	Memory,
	Network,
	Paging,
	Pressure,
	Process,
	Processes,
	RaidArray,
	Readings,
	SelfUsage,
	Sockets,
	SystemFacts,
	Temperatures,
} from '../../source/metrics/snapshot.js';
import {eventCounts, eventKindNames} from '../../source/metrics/values/event-kinds.js';
import {severities} from '../../source/metrics/values/severity.js';

const text = fc.string({unit: 'binary', maxLength: 12});
const count = fc.nat({max: 2 ** 40});
/** Two decimals of it fit into a double. */
const amount = fc.double({min: 0, max: 1e12, noNaN: true});
const percent = fc.double({min: 0, max: 100, noNaN: true});
const celsius = fc.double({min: -50, max: 150, noNaN: true});
const epochMs = fc.integer({min: 0, max: 4_102_444_800_000});

/** As often absent as not, so that no field is always there. */
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
	fc.option(value, {nil: undefined, freq: 2});

const some = <Item>(item: fc.Arbitrary<Item>): fc.Arbitrary<Item[]> => fc.array(item, {maxLength: 3});

const absent: fc.Arbitrary<Absent> = fc.oneof(
	fc.constantFrom<Absent>(pending, {state: 'disabled'}),
	fc.record(
		{state: fc.constantFrom('stale', 'timeout', 'error', 'unsupported', 'asleep'), reason: text},
		{requiredKeys: ['state']},
	),
);

const plainReading = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Reading<Value>> =>
	fc.oneof(
		{weight: 4, arbitrary: value.map((known): Reading<Value> => ({state: 'ok', value: known}))},
		{weight: 1, arbitrary: absent},
	);

/** Parts of it may be missing, with their reasons. */
const reading = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Reading<Value>> =>
	fc.oneof(
		{weight: 4, arbitrary: value.map((known): Reading<Value> => ({state: 'ok', value: known}))},
		{
			weight: 1,
			arbitrary: fc
				.tuple(value, fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), text, {minKeys: 1, maxKeys: 2}))
				.map(([known, gaps]): Reading<Value> => ({state: 'ok', value: known, gaps})),
		},
		{weight: 1, arbitrary: absent},
	);

const shares: fc.Arbitrary<CpuShares> = fc.record({
	usedPercent: percent,
	userPercent: maybe(percent),
	systemPercent: maybe(percent),
	iowaitPercent: maybe(percent),
	stealPercent: maybe(percent),
	nicePercent: maybe(percent),
	irqPercent: maybe(percent),
	softirqPercent: maybe(percent),
});

const core: fc.Arbitrary<Core> = fc.record({id: fc.nat({max: 255}), shares: maybe(shares)});

const cores = fc
	.uniqueArray(core, {maxLength: 3, selector: ({id}) => id})
	.map(list => list.sort((left, right) => left.id - right.id));

const cpu: fc.Arbitrary<Cpu> = fc.record({
	total: shares,
	cores,
	runnableTasks: maybe(count),
	blockedTasks: maybe(count),
	contextSwitchesPerSecond: maybe(amount),
	interruptsPerSecond: maybe(amount),
	forksPerSecond: maybe(amount),
});

const memory: fc.Arbitrary<Memory> = fc.record({
	totalBytes: count,
	availableBytes: count,
	usedBytes: count,
	usedPercent: percent,
	cachedBytes: maybe(count),
	freeBytes: maybe(count),
	buffersBytes: maybe(count),
	pageCacheBytes: maybe(count),
	dirtyBytes: maybe(count),
	writebackBytes: maybe(count),
	slabBytes: maybe(count),
	slabReclaimableBytes: maybe(count),
	sharedBytes: maybe(count),
	anonymousBytes: maybe(count),
	hugePagesTotalBytes: maybe(count),
	hugePagesFreeBytes: maybe(count),
	committedBytes: maybe(count),
	commitLimitBytes: maybe(count),
	corruptedBytes: maybe(count),
	zswapBytes: maybe(count),
	zramBytes: maybe(count),
	swap: maybe(fc.record({totalBytes: count, usedBytes: count, usedPercent: maybe(percent)})),
});

const paging: fc.Arbitrary<Paging> = fc.record({
	swapInBytesPerSecond: maybe(amount),
	swapOutBytesPerSecond: maybe(amount),
	majorFaultsPerSecond: maybe(amount),
	directScansPerSecond: maybe(amount),
	refaultsPerSecond: maybe(amount),
	allocationStallsPerSecond: maybe(amount),
	oomKills: maybe(count),
});

const kernelTable = maybe(fc.record({used: count, maximum: maybe(count), usedPercent: maybe(percent)}));

const deviceNumber = fc.constantFrom('8:0', '8:1', '259:0');

const disk: fc.Arbitrary<Disk> = fc.record({
	path: text,
	source: text,
	fileSystem: text,
	deviceNumber: maybe(deviceNumber),
	isReadOnly: fc.boolean(),
	isUnexpectedlyReadOnly: fc.boolean(),
	space: reading(
		fc.record({
			totalBytes: count,
			usedBytes: count,
			freeBytes: count,
			usedPercent: percent,
			inodes: maybe(fc.record({total: count, free: count, usedPercent: percent})),
		}),
	),
});

const disks = fc.uniqueArray(disk, {maxLength: 3, selector: ({path}) => path});

const device: fc.Arbitrary<DeviceIo> = fc.record({
	name: text,
	deviceNumber,
	isPhysical: fc.boolean(),
	isPartition: fc.boolean(),
	readBytesPerSecond: amount,
	writeBytesPerSecond: amount,
	readsPerSecond: maybe(amount),
	writesPerSecond: maybe(amount),
	readAwaitMs: maybe(amount),
	writeAwaitMs: maybe(amount),
	awaitMs: maybe(amount),
	queueLength: maybe(amount),
	busyPercent: maybe(percent),
	ioErrors: maybe(count),
});

const diskIo: fc.Arbitrary<DiskIo> = fc.record({
	readBytesPerSecond: amount,
	writeBytesPerSecond: amount,
	readsPerSecond: maybe(amount),
	writesPerSecond: maybe(amount),
	busyPercent: maybe(percent),
	devices: some(device),
});

const raid: fc.Arbitrary<RaidArray> = fc.record({
	name: text,
	level: maybe(text),
	isActive: fc.boolean(),
	devices: maybe(count),
	workingDevices: maybe(count),
	missingDevices: maybe(count),
	failedDevices: count,
	spareDevices: count,
	isDegraded: fc.boolean(),
	action: maybe(text),
	actionPercent: maybe(percent),
});

const network: fc.Arbitrary<Network> = fc.record({
	receiveBytesPerSecond: maybe(amount),
	sendBytesPerSecond: maybe(amount),
	interfaces: some(
		fc.record({
			name: text,
			isPhysical: fc.boolean(),
			receivedBytes: count,
			sentBytes: count,
			receivedPackets: maybe(count),
			sentPackets: maybe(count),
			receiveErrors: maybe(count),
			sendErrors: maybe(count),
			receiveDrops: maybe(count),
			sendDrops: maybe(count),
			receiveBytesPerSecond: maybe(amount),
			sendBytesPerSecond: maybe(amount),
			errorsPerSecond: maybe(amount),
			dropsPerSecond: maybe(amount),
			receivePacketsPerSecond: maybe(amount),
			sendPacketsPerSecond: maybe(amount),
			receiveErrorsPerSecond: maybe(amount),
			sendErrorsPerSecond: maybe(amount),
			receiveDropsPerSecond: maybe(amount),
			sendDropsPerSecond: maybe(amount),
			linkMbps: maybe(count),
			linkUsedPercent: maybe(percent),
			carrierChanges: maybe(count),
			isUp: maybe(fc.boolean()),
		}),
	),
});

/** The share of each differs in the first two decimals, or not at all: what is rounded would otherwise change places. */
const process: fc.Arbitrary<Process> = fc.record({
	pid: count,
	parentPid: count,
	startedAtMs: maybe(epochMs),
	name: text,
	user: maybe(text),
	state: fc.constantFrom('R', 'S', 'D', 'Z', 'T', 'I', 'X', '?'),
	threads: maybe(count),
	nice: maybe(fc.integer({min: -20, max: 19})),
	residentSetBytes: count,
	cpuPercent: maybe(fc.nat({max: 10_000}).map(hundredths => hundredths / 100)),
	cpuTimeSeconds: maybe(amount),
	priority: maybe(fc.integer({min: -100, max: 39})),
	isKernelThread: fc.boolean(),
	groupPath: maybe(text),
	virtualBytes: maybe(count),
	sharedBytes: maybe(count),
	swapBytes: maybe(count),
	childrenCpuPercent: maybe(amount),
	runDelayPercent: maybe(percent),
	minorFaultsPerSecond: maybe(amount),
	majorFaultsPerSecond: maybe(amount),
	readBytesPerSecond: maybe(amount),
	writeBytesPerSecond: maybe(amount),
	openFiles: maybe(count),
	maxOpenFiles: maybe(count),
	waitChannel: maybe(text),
});

const endedProcess: fc.Arbitrary<EndedProcess> = fc.record({
	pid: count,
	parentPid: count,
	name: text,
	user: maybe(text),
	groupPath: maybe(text),
	cpuSeconds: amount,
});

const processes: fc.Arbitrary<Processes> = fc.record({
	total: count,
	running: maybe(count),
	sleeping: maybe(count),
	stopped: maybe(count),
	zombie: maybe(count),
	threads: maybe(count),
	unreadable: maybe(count),
	blocked: maybe(count),
	ended: maybe(some(endedProcess)),
	list: maybe(some(process)),
});

const gpu: fc.Arbitrary<Gpu> = fc.record({
	id: fc.nat({max: 15}),
	name: text,
	vendor: fc.constantFrom('nvidia', 'amd', 'intel', 'apple', 'unknown'),
	driverVersion: maybe(text),
	uniqueId: maybe(text),
	pciAddress: maybe(text),
	problem: maybe(text),
	memoryTotalBytes: maybe(count),
	memoryUsedBytes: maybe(count),
	memoryFreeBytes: maybe(count),
	usedPercent: maybe(percent),
	temperatureCelsius: maybe(celsius),
	powerWatts: maybe(amount),
	powerLimitWatts: maybe(amount),
	fanPercent: maybe(percent),
	clockMhz: maybe(count),
	memoryClockMhz: maybe(count),
	isMig: fc.boolean(),
	isAsleep: fc.boolean(),
	processes: maybe(some(fc.record({pid: count, name: maybe(text), memoryBytes: maybe(count)}))),
});

const stall = fc.record({avg10: percent, avg60: percent, avg300: percent});

const resourcePressure = maybe(fc.record({some: stall, full: maybe(stall)}));

const pressure: fc.Arbitrary<Pressure> = fc.record({
	cpu: resourcePressure,
	memory: resourcePressure,
	io: resourcePressure,
	irq: maybe(fc.record({full: stall})),
});

const limits: fc.Arbitrary<Limits> = fc.record({
	version: fc.constantFrom('v1', 'v2', 'hybrid'),
	cpuLimitCores: maybe(amount),
	cpuUsedCores: maybe(amount),
	throttledPercent: maybe(percent),
	memoryLimitBytes: maybe(count),
	memoryUsedBytes: maybe(count),
	memoryUsedPercent: maybe(percent),
	pressure: maybe(pressure),
});

const group: fc.Arbitrary<Group> = fc.record({
	path: text,
	name: text,
	kind: fc.constantFrom('service', 'container', 'pod', 'slice', 'session', 'group'),
	image: maybe(text),
	cpuPercent: maybe(amount),
	cpuSeconds: maybe(amount),
	cpuLimitCores: maybe(amount),
	throttledPercent: maybe(percent),
	memoryBytes: maybe(count),
	memoryLimitBytes: maybe(count),
	memoryPercent: maybe(percent),
	memoryLimitHits: maybe(count),
	memoryLimitHitsPerSecond: maybe(amount),
	swapBytes: maybe(count),
	readBytesPerSecond: maybe(amount),
	writeBytesPerSecond: maybe(amount),
	pressure: maybe(pressure),
	pids: maybe(count),
	pidsLimit: maybe(count),
	pidsLimitHits: maybe(count),
	pidsLimitHitsPerSecond: maybe(amount),
	oomKills: maybe(count),
	restarts: maybe(count),
	state: maybe(text),
});

const groups: fc.Arbitrary<Groups> = fc.record({
	list: fc.uniqueArray(group, {maxLength: 3, selector: ({name}) => name}),
	total: count,
	unreached: count,
	failedUnits: maybe(some(fc.record({name: text, sinceMs: maybe(epochMs), restarts: maybe(count)}))),
});

const temperatures: fc.Arbitrary<Temperatures> = fc.record({
	cpuCelsius: maybe(celsius),
	sensors: some(fc.record({label: text, celsius, highCelsius: maybe(celsius), criticalCelsius: maybe(celsius)})),
});

const system: fc.Arbitrary<SystemFacts> = fc.record({
	hostname: text,
	osName: text,
	osVersion: text,
	osRelease: text,
	architecture: text,
	machine: text,
	cpuModel: maybe(text),
	physicalCores: maybe(count),
	logicalCores: maybe(count),
	bootTimeMs: maybe(epochMs),
	nodeVersion: text,
	container: maybe(text),
});

const self: fc.Arbitrary<SelfUsage> = fc.record({
	cpuPercent: maybe(percent),
	cpuSeconds: maybe(amount),
	residentSetBytes: count,
	memoryPercent: maybe(percent),
	heapUsedBytes: count,
	heapTotalBytes: count,
	externalBytes: count,
	threads: maybe(count),
	openFiles: maybe(count),
	connections: maybe(count),
	eventLoopDelayMs: maybe(amount),
	gcCount: count,
	gcPauseMs: amount,
	uptimeSeconds: amount,
	memoryTrendBytesPerHour: maybe(fc.integer()),
	leakWarning: maybe(text),
});

/** A collector that knows neither has no reading at all. */
const frequency: fc.Arbitrary<Frequency> = fc
	.record({currentMhz: maybe(amount), maxMhz: maybe(amount), coreMhz: fc.constant(new Map())})
	.filter(({currentMhz, maxMhz}) => currentMhz !== undefined || maxMhz !== undefined);

const sockets: fc.Arbitrary<Sockets> = fc.record({
	tcpEstablished: maybe(count),
	tcpTimeWait: maybe(count),
	tcpOrphaned: maybe(count),
	tcpInUse: maybe(count),
	udpInUse: maybe(count),
	localPortsPercent: maybe(percent),
	segmentsSentPerSecond: maybe(amount),
	retransmitsPerSecond: maybe(amount),
	retransmitPercent: maybe(percent),
	resetsPerSecond: maybe(amount),
	listenOverflowsPerSecond: maybe(amount),
	listenDropsPerSecond: maybe(amount),
	synDropsPerSecond: maybe(amount),
	udpReceiveBufferErrorsPerSecond: maybe(amount),
	softnetDropsPerSecond: maybe(amount),
	softnetSqueezesPerSecond: maybe(amount),
});

const hardware: fc.Arbitrary<Hardware> = fc.record({
	fans: some(fc.record({label: text, rpm: amount, isStopped: fc.boolean()})),
	power: some(fc.record({label: text, watts: amount})),
	batteries: some(
		fc.record({
			name: text,
			chargePercent: maybe(percent),
			state: fc.constantFrom('charging', 'discharging', 'full', 'idle', 'unknown'),
			fullWattHours: maybe(amount),
			watts: maybe(amount),
			secondsLeft: maybe(amount),
		}),
	),
	thermalThrottles: maybe(count),
	correctedMemoryErrors: maybe(count),
	uncorrectedMemoryErrors: maybe(count),
});

const machineEvent: fc.Arbitrary<MachineEvent> = fc.record({
	id: text,
	atMs: epochMs,
	lastAtMs: epochMs,
	count: fc.integer({min: 1, max: 1e6}),
	kind: fc.constantFrom(...eventKindNames),
	severity: fc.constantFrom(...severities),
	subject: maybe(text),
	pid: maybe(count),
	groupPath: maybe(text),
	text,
});

const counts: fc.Arbitrary<EventCounts> = fc
	.array(maybe(count), {minLength: eventKindNames.length, maxLength: eventKindNames.length})
	.map(numbers => eventCounts((_, index) => numbers[index]));

const events: fc.Arbitrary<Events> = fc.record({
	list: some(machineEvent),
	kernelLog: fc.oneof(fc.constant('read' as const), fc.record({reason: text})),
	counts,
});

const readings: fc.Arbitrary<Readings> = fc.record({
	processor: reading(cpu),
	load: reading(fc.record({load1: amount, load5: amount, load15: amount})),
	frequency: reading(frequency),
	memory: reading(memory),
	paging: reading(paging),
	disks: reading(disks),
	disk_io: reading(diskIo),
	raid: reading(some(raid)),
	network: reading(network),
	sockets: reading(sockets),
	processes: reading(processes),
	gpu: reading(some(gpu)),
	pressure: reading(pressure),
	limits: reading(limits),
	groups: reading(groups),
	kernel: reading(fc.record({files: kernelTable, threads: kernelTable, conntrack: kernelTable})),
	temperatures: reading(temperatures),
	hardware: reading(hardware),
	system: reading(system),
	self: reading(self),
	events: reading(events),
});

const alert: fc.Arbitrary<Alert> = fc.record({
	id: text,
	ruleId: text,
	timestampMs: epochMs,
	sinceMs: epochMs,
	durationMs: fc.nat(),
	component: text,
	metric: text,
	unit: fc.constantFrom(
		'percent',
		'corePercent',
		'bytes',
		'bytesPerSecond',
		'perSecond',
		'celsius',
		'watts',
		'megahertz',
		'megabitsPerSecond',
		'seconds',
		'milliseconds',
		'number',
	),
	value: amount,
	threshold: amount,
	level: fc.constantFrom('WARNING', 'CRITICAL'),
	message: text,
	range: fc.record({min: amount, mean: amount, max: amount}),
	topProcesses: some(
		fc.record(
			{pid: count, name: text, cpuPercent: maybe(fc.nat({max: 800})), residentSetBytes: maybe(count), share: text},
			{requiredKeys: ['pid', 'name', 'cpuPercent', 'residentSetBytes']},
		),
	),
	isAcknowledged: fc.boolean(),
	isSilenced: fc.boolean(),
	isNoData: fc.boolean(),
	handlers: fc.constant([]),
});

const event: fc.Arbitrary<AlertEvent> = fc.record({
	id: text,
	sequence: count,
	kind: fc.constantFrom('raised', 'escalated', 'deescalated', 'repeated', 'cleared'),
	alert,
	isSilenced: fc.boolean(),
});

/** Any sample there may be: every metric known or absent for any reason, every field that may be absent sometimes absent. */
const range = fc.tuple(amount, amount).map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);

const span: fc.Arbitrary<Span> = fc.record({
	seconds: fc.double({min: 0, max: 86_400, noNaN: true}),
	samples: fc.integer({min: 1, max: 1e6}),
	range: fc.array(fc.tuple(text, range), {maxLength: 3}).map(ranges => new Map(ranges)),
});

export const arbitrarySample: fc.Arbitrary<Sample> = fc.record(
	{
		sequence: count,
		snapshot: fc.record(
			{
				timestampMs: epochMs,
				monotonicMs: amount,
				intervalMs: fc.nat({max: 3_600_000}),
				readings,
				custom: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), plainReading(fc.record({length: count, name: text}))),
			},
			{requiredKeys: ['timestampMs', 'monotonicMs', 'intervalMs', 'readings']},
		),
		alerts: some(alert),
		events: some(event),
		span,
	},
	{requiredKeys: ['sequence', 'snapshot', 'alerts', 'events']},
);
