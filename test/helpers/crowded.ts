import {initialState, type MonitorState, receiveSample} from '../../source/core/state.js';
import type {Disk, Gpu, Group, NetworkInterface, Temperature} from '../../source/metrics/snapshot.js';
import {groupOf} from './groups.js';
import {processOf} from './processes.js';
import {cpu, deviceIo, disk, network, ok, sampleAt} from './samples.js';

/** What a hostile or careless user may call a mount, an interface or a program. */
export const hostileNames = [
	'\u{1B}[2J\u{1B}]0;gone\u{7}',
	'a\r\nb\tc',
	'\u{202E}txt.exe\u{2066}',
	'zero\u{200B}width\u{200D}\u{FEFF}',
	'e\u{301}\u{302}\u{303}\u{304}\u{305}a\u{20DD}',
	'東京データ倉庫',
	'👩‍👩‍👧‍👦🇩🇪❤️',
	'مسار التخزين',
	'\u{9B}31m\u{D800}',
	'',
] as const;

/** Forty mounts: a dead one, one short of inodes, one that is full and read-only, and names nobody should give. */
export function mounts(count = 40): readonly Disk[] {
	return Array.from({length: count}, (_, index): Disk => {
		const path = index === 0 ? '/' : `/srv/${hostileNames[index] ?? `volume-${index}`}`;
		const mount = {...disk(path, (index * 37) % 90, 100 + index), deviceNumber: `8:${index}`};
		switch (index) {
			case 20:
				return {...mount, path: '/mnt/nfs', space: {state: 'timeout', reason: 'no answer within 5 s'}};
			case 30:
				return withInodes(mount, 97);
			case 35:
				return {...disk('/media/cdrom', 100), fileSystem: 'iso9660', deviceNumber: '11:0', isReadOnly: true};
			default:
				return mount;
		}
	});
}

function withInodes(mount: Disk, usedPercent: number): Disk {
	return mount.space.state === 'ok'
		? {...mount, space: ok({...mount.space.value, inodes: {total: 1000, free: 1000 - usedPercent * 10, usedPercent}})}
		: mount;
}

export function interfaces(count = 60): readonly NetworkInterface[] {
	return Array.from(
		{length: count},
		(_, index): NetworkInterface => ({
			name: index === 0 ? 'eth0' : (hostileNames[index] ?? `veth${(index * 7919).toString(16)}`),
			isPhysical: index === 0,
			receivedBytes: index * 1_000_000_000,
			sentBytes: index * 90_000_000,
			receivedPackets: undefined,
			sentPackets: undefined,
			receiveErrors: 0,
			sendErrors: 0,
			receiveDrops: 0,
			sendDrops: 0,
			receiveBytesPerSecond: index % 7 === 0 ? index * 1_000_000 : 0,
			sendBytesPerSecond: index % 7 === 0 ? index * 10_000 : 0,
			errorsPerSecond: index === 33 ? 12.5 : 0,
			dropsPerSecond: 0,
			receivePacketsPerSecond: index * 1000,
			sendPacketsPerSecond: index * 100,
			receiveErrorsPerSecond: index === 33 ? 12.5 : 0,
			sendErrorsPerSecond: 0,
			receiveDropsPerSecond: 0,
			sendDropsPerSecond: 0,
			linkMbps: index === 0 ? 25_000 : undefined,
			linkUsedPercent: index === 0 ? 0 : undefined,
			carrierChanges: index,
			isUp: index !== 12,
		}),
	);
}

/** Twelve cards: one is parted into instances, one sleeps, one tells next to nothing. */
export function cards(count = 12): readonly Gpu[] {
	return Array.from({length: count}, (_, index): Gpu => {
		const isAsleep = index === 5;
		const isMig = index === 3;
		const knows = !isAsleep && index !== 7;
		return {
			id: index,
			name: index === 11 ? `${hostileNames[0]}${hostileNames[5]}` : 'NVIDIA H100 80GB HBM3',
			vendor: 'nvidia',
			driverVersion: '550.54.15',
			uniqueId: `GPU-${index}`,
			pciAddress: undefined,
			problem: undefined,
			memoryTotalBytes: knows ? 80 * 2 ** 30 : undefined,
			memoryUsedBytes: knows ? (index * 6 + 4) * 2 ** 30 : undefined,
			memoryFreeBytes: knows ? (76 - index * 6) * 2 ** 30 : undefined,
			usedPercent: knows && !isMig ? (index * 29) % 101 : undefined,
			temperatureCelsius: knows ? 40 + index * 4 : undefined,
			powerWatts: knows ? 100 + index * 50 : undefined,
			powerLimitWatts: knows ? 700 : undefined,
			fanPercent: undefined,
			clockMhz: knows ? 1980 : undefined,
			memoryClockMhz: undefined,
			isMig,
			isAsleep,
			processes: index < 3 ? [{pid: 4000 + index, name: hostileNames[index] ?? '', memoryBytes: 2 ** 30}] : [],
		};
	});
}

export function sensors(count = 30): readonly Temperature[] {
	return Array.from({length: count}, (_, index) => ({
		label: index < 2 ? 'nvme Composite' : `coretemp Core ${index}`,
		celsius: 35 + ((index * 13) % 60),
		highCelsius: undefined,
		criticalCelsius: 100,
	}));
}

/** Two hundred groups: one throttled, one at its memory limit, one without free PIDs, one killed, a container. */
export function groupsOf(count = 200): readonly Group[] {
	const mebibyte = 2 ** 20;
	return Array.from({length: count}, (_, index): Group => {
		const group = groupOf(hostileNames[index] ?? `worker@${index}.service`, {
			cpuPercent: (index * 37) % 90,
			memoryBytes: index * 7 * mebibyte,
			readBytesPerSecond: index % 5 === 0 ? index * 100_000 : 0,
			pids: index,
		});
		switch (index) {
			case 20:
				return {...group, cpuLimitCores: 0.5, throttledPercent: 83.2};
			case 21:
				return {...group, memoryLimitBytes: 150 * mebibyte, memoryPercent: 98};
			case 22:
				return {...group, pidsLimit: 22, pidsLimitHits: 144};
			case 23:
				return {...group, oomKills: 3, cpuPercent: 400};
			case 24:
				return {...group, name: 'web', kind: 'container', image: 'nginx:1.27', state: 'paused', cpuPercent: 89.4};
			case 25:
				return {...groupOf('blind.scope'), cpuPercent: undefined, memoryBytes: undefined, pids: undefined};
			default:
				return group;
		}
	});
}

/** A machine with more of everything than any panel has rows for. */
export function crowdedState(cores = 256): MonitorState {
	const names = hostileNames.map((name, index) => processOf(100 + index, {name, cpuPercent: index}));
	const corePercents = Array.from({length: cores}, (_, index) => (index === 17 ? undefined : (index * 41) % 101));
	let state = initialState(500, {samples: 1000, seconds: 3600});
	for (let half = 0; half < 60; half++) {
		state = receiveSample(
			state,
			sampleAt(half / 2, {
				processor: ok(cpu(42, corePercents)),
				disks: ok(mounts()),
				kernel: ok({
					files: {used: 1_540_000, maximum: 1_624_000, usedPercent: 94.8},
					threads: {used: 4_102_113, maximum: 4_194_304, usedPercent: 97.8},
					conntrack: {used: 262_144, maximum: 262_144, usedPercent: 100},
				}),
				groups: ok({
					list: groupsOf(),
					total: 2500,
					unreached: 1800,
					failedUnits: [
						{name: 'backup.service', sinceMs: 1_767_000_000_000, restarts: 0},
						{name: 'data.mount', sinceMs: undefined, restarts: undefined},
					],
				}),
				disk_io: ok({
					readBytesPerSecond: 12_000_000,
					writeBytesPerSecond: 3_100_000,
					readsPerSecond: 310,
					writesPerSecond: 95,
					busyPercent: 96,
					devices: mounts().map(({deviceNumber = ''}, index) =>
						deviceIo(`sd${index}`, deviceNumber, {
							readBytesPerSecond: index % 3 === 0 ? index * 1_000_000 : 0,
							writeBytesPerSecond: index % 4 === 0 ? index * 30_000 : 0,
							busyPercent: (index * 24) % 97,
						}),
					),
				}),
				network: ok({...network, interfaces: interfaces()}),
				gpu: ok(cards()),
				temperatures: ok({cpuCelsius: 71, sensors: sensors()}),
				processes: ok({
					total: names.length,
					running: 1,
					sleeping: names.length - 1,
					stopped: 0,
					zombie: 0,
					threads: 40,
					unreadable: 0,
					blocked: undefined,
					ended: undefined,
					list: names,
				}),
			}),
		);
	}

	return state;
}
