import type {DeviceIo, Process} from '../../metrics/snapshot.js';
import {formatPercent, formatRate} from '../../support/format.js';
import {causeOf, topByIo} from '../culprits.js';
import {type Draft, isOver} from '../draft.js';
import {type Facts, type Level, severityOf} from '../facts.js';
import {findByName} from '../find-by-name.js';
import {shellWord} from '../shell-word.js';
import {seconds} from '../text.js';
import type {Window} from '../window.js';

/** Returns the findings about block devices. */
export function diskIoFindings(facts: Facts): readonly Draft[] {
	// A partition is busy when its disk is.
	const devices = (facts.get('disk_io')?.devices ?? []).filter(({isPartition}) => !isPartition);
	const find = findByName<DeviceIo>();
	const busy = devices.map(device => saturated(facts, find, device)).filter(draft => draft !== undefined);
	const waits = busy.length > 0 ? [] : [pressure(facts)].filter(draft => draft !== undefined);
	return [...errors(facts, find, devices), ...raid(facts), ...busy, ...waits];
}

const busyPercent = 90;
const longQueue = 4;
/** A request that takes as long on a device that is always busy waits behind others. */
const slowMs = 20;

type Find = ReturnType<typeof findByName<DeviceIo>>;

function saturated(facts: Facts, find: Find, {name}: DeviceIo): Draft | undefined {
	const of = (pick: (device: DeviceIo) => number | undefined): Level | undefined =>
		facts.level('disk_io', ({devices}) => {
			const device = find(devices, name);
			return device && pick(device);
		});
	const busy = of(device => device.busyPercent);
	if (!busy || busy.short.mean < busyPercent) {
		return undefined;
	}

	const queue = of(device => device.queueLength);
	const wait = of(device => device.awaitMs);
	const isQueued = (queue?.short.mean ?? 0) >= longQueue || (wait?.short.mean ?? 0) >= slowMs;
	if (!isQueued) {
		return undefined;
	}

	const bytes = of(device => device.readBytesPerSecond + device.writeBytesPerSecond);
	const mounts = mountsOn(facts, name);
	const culprits = topByIo(usersOf(facts, mounts) ?? facts.processes);
	const isLong = busy.long !== undefined && busy.long.mean >= busyPercent;
	return {
		id: 'disk.saturated',
		resource: 'disk io',
		kind: 'saturation',
		severity: isLong ? 'critical' : 'warning',
		where: name,
		problem: `Disk ${name} is saturated (${formatPercent(busy.short.mean)} busy)`,
		cause: causeOf(culprits, 'transfers'),
		evidence: [
			{name: 'busy', value: `${formatPercent(busy.short.mean)} over the last ${seconds(busy.short)}`},
			...(queue ? [{name: 'mean queue', value: `${queue.short.mean.toFixed(1)} requests`}] : []),
			...(wait ? [{name: 'await', value: `${wait.short.mean.toFixed(1)} ms per request`}] : []),
			...(bytes ? [{name: 'transferred', value: formatRate(bytes.short.mean)}] : []),
		],
		culprits,
		next: ['iostat -x 1', 'pidstat -d 1'],
		questions: mounts.map(path => ({kind: 'file users', path})),
	};
}

const maxMounts = 3;

/** Returns the mount points of a device and of its partitions. */
function mountsOn({get}: Facts, name: string): readonly string[] {
	const numbers = new Set(
		(get('disk_io')?.devices ?? [])
			.filter(device => device.name === name || (device.isPartition && device.name.startsWith(name)))
			.map(({deviceNumber}) => deviceNumber),
	);
	return (get('disks') ?? [])
		.filter(({deviceNumber}) => deviceNumber?.split(' ').some(number => numbers.has(number)))
		.map(({path}) => path)
		.slice(0, maxMounts);
}

/** Returns the processes with files on one of the mounts. `undefined` while they are not known. */
function usersOf({answers, processes}: Facts, mounts: readonly string[]): readonly Process[] | undefined {
	const users = mounts.flatMap(path => answers.fileUsers.get(path) ?? []);
	const pids = new Set(users.map(({pid}) => pid));
	const found = processes?.filter(({pid}) => pids.has(pid));
	return found?.some(one => (one.readBytesPerSecond ?? 0) + (one.writeBytesPerSecond ?? 0) > 0) ? found : undefined;
}

function pressure(facts: Facts): Draft | undefined {
	const level = facts.level('pressure', ({io}) => io?.some.avg10);
	const severity = level && severityOf(level, 20, 40);
	if (!severity) {
		return undefined;
	}

	const culprits = topByIo(facts.processes);
	return {
		id: 'disk.saturated',
		resource: 'disk io',
		kind: 'saturation',
		severity,
		where: undefined,
		problem: `Tasks waited for disk I/O ${formatPercent(level.short.mean)} of the time`,
		cause: causeOf(culprits, 'transfers'),
		evidence: [{name: 'I/O pressure', value: `${formatPercent(level.short.mean)} of the last 10s`}],
		culprits,
		next: ['iostat -x 1', 'pidstat -d 1'],
	};
}

const eventMs = 10 * 60_000;

/** Returns the devices that reported errors: by their counters, or by the kernel log. */
function errors(facts: Facts, find: Find, devices: readonly DeviceIo[]): readonly Draft[] {
	const reported = facts.events.filter(
		({kind, lastAtMs}) => (kind === 'io_error' || kind === 'filesystem_error') && facts.nowMs - lastAtMs <= eventMs,
	);
	const names = new Set([
		...reported.map(({subject}) => subject ?? ''),
		...devices.map(({name}) => name).filter(name => (counted(facts, find, name)?.increase ?? 0) > 0),
	]);
	return [...names].map(name => {
		const events = reported.filter(({subject}) => (subject ?? '') === name);
		const window = counted(facts, find, name);
		const count = window?.increase ?? 0;
		const isFileSystem = events.some(({kind}) => kind === 'filesystem_error');
		return {
			id: 'disk.errors',
			resource: 'disk io',
			kind: 'error',
			severity: 'critical',
			where: name === '' ? undefined : name,
			problem: isFileSystem ? `The file system on ${name} has errors` : `Disk ${name} reports I/O errors`,
			cause: undefined,
			evidence: [
				...(count > 0 ? [{name: 'I/O errors', value: `${count} in the last ${seconds(window)}`}] : []),
				...events.slice(-2).map(({text}) => ({name: 'kernel', value: text})),
			],
			sinceMs: events[0]?.atMs,
			isOver: count === 0 && events.every(event => isOver(event, facts.nowMs)),
			culprits: [],
			next:
				name === ''
					? ['dmesg -T | tail']
					: [`smartctl -a ${shellWord(`/dev/${name}`)}`, `dmesg -T | grep ${shellWord(name)}`],
		};
	});
}

function counted(facts: Facts, find: Find, name: string): Window | undefined {
	const level = facts.level('disk_io', ({devices}) => find(devices, name)?.ioErrors);
	return level?.long ?? level?.short;
}

function raid(facts: Facts): readonly Draft[] {
	return (facts.get('raid') ?? [])
		.filter(({isDegraded}) => isDegraded)
		.map(({name, level, devices, workingDevices, failedDevices, action, actionPercent}) => ({
			id: 'raid.degraded',
			resource: 'disk io',
			kind: 'error',
			severity: 'critical',
			where: name,
			problem: `RAID array ${name} is degraded`,
			cause: undefined,
			evidence: [
				{
					name: 'devices',
					value: `${workingDevices ?? '?'} of ${devices ?? '?'} work, ${failedDevices} failed${level === undefined ? '' : ` (${level})`}`,
				},
				...(action === undefined
					? []
					: [{name: action, value: actionPercent === undefined ? 'in progress' : formatPercent(actionPercent)}]),
			],
			culprits: [],
			next: [`mdadm --detail ${shellWord(`/dev/${name}`)}`, 'cat /proc/mdstat'],
		}));
}
