import {readFileSync} from 'node:fs';
import os from 'node:os';
import process from 'node:process';
import {listIfPresent, readIfPresent} from '../../metrics/linux/if-present.js';
import {known} from '../../metrics/reading.js';
import type {Readings} from '../../metrics/snapshot.js';
import {errorCode, systemReason} from '../../support/system-error.js';
import type {Check} from './check.js';

const group = 'permissions';

/** Capabilities that open further measurements (capabilities(7)), by the number of their bit. */
const capabilities: ReadonlyMap<number, string> = new Map([
	[2, 'CAP_DAC_READ_SEARCH'],
	[19, 'CAP_SYS_PTRACE'],
	[34, 'CAP_SYSLOG'],
]);

/** Returns what this user may read. Linux only. */
export function permissionChecks(root: string, readings: Readings): readonly Check[] {
	return [user(), otherProcesses(root), hiddenProcesses(root), kernelLog(root, readings), ...energyMeters(root)];
}

function heldCapabilities(): readonly string[] {
	const [, mask = '0'] = /^CapEff:\s*([\da-f]+)$/m.exec(readIfPresent('/proc/self/status') ?? '') ?? [];
	return [...capabilities].filter(([bit]) => (BigInt(`0x${mask}`) >> BigInt(bit)) & 1n).map(([, name]) => name);
}

function user(): Check {
	const held = heldCapabilities();
	const found = held.length === 0 ? 'no capabilities that measurements use' : held.join(', ');
	return {group, name: 'user', state: 'ok', found: `${userName()} (${process.getuid?.() ?? 0}), ${found}`};
}

function userName(): string {
	try {
		return os.userInfo().username;
	} catch {
		return 'a user without a name';
	}
}

/** Maximum number of processes that are tried. */
const maxTried = 500;

function otherProcesses(root: string): Check {
	const pids = listIfPresent(`${root}/proc`).filter(name => /^\d+$/.test(name));
	const tried = pids.slice(0, maxTried).map(pid => ({pid, reason: whyUnreadable(`${root}/proc/${pid}/io`)}));
	const living = tried.filter(({reason}) => reason !== gone);
	const refused = living.filter(({reason}) => reason !== undefined);
	const [first] = refused;
	const common = {group, name: 'other processes'} as const;
	return first === undefined
		? {...common, state: 'ok', found: 'disk I/O and open files of all visible processes are readable'}
		: {
				...common,
				state: 'limited',
				found: `disk I/O and open files of ${living.length - refused.length} of ${living.length} processes are readable, the others are not, such as those of process ${first.pid}: ${first.reason}`,
				help: heldCapabilities().includes('CAP_SYS_PTRACE')
					? undefined
					: `${process.getuid?.() === 0 ? '' : 'run as root, or '}grant CAP_SYS_PTRACE, in a unit with AmbientCapabilities=`,
			};
}

function hiddenProcesses(root: string): Check {
	const common = {group, name: 'hidepid'} as const;
	const option = hidePidOf(readIfPresent('/proc/self/mountinfo') ?? '', `${root}/proc`);
	if (option === undefined || option === '0' || option === 'off') {
		return {...common, state: 'ok', found: `${root}/proc shows the processes of all users`};
	}

	return whyUnreadable(`${root}/proc/1/stat`) === undefined
		? {...common, state: 'ok', found: `hidepid=${option}, but this user sees all processes`}
		: {
				...common,
				state: 'limited',
				found: `hidepid=${option}: the processes of other users are hidden`,
				help: 'add the user to the group of gid= of /proc, or mount -o remount,hidepid=0 /proc',
			};
}

/** Returns the value of `hidepid` of the topmost mount of a directory (proc(5)); `undefined` without it. */
export function hidePidOf(mountinfo: string, directory: string): string | undefined {
	const line = mountinfo.split('\n').findLast(one => one.split(' ')[4] === directory);
	return /\bhidepid=(\w+)/.exec(line ?? '')?.[1];
}

function kernelLog(root: string, readings: Readings): Check {
	const common = {group, name: 'kernel log'} as const;
	const state = known(readings.events)?.kernelLog;
	if (state === undefined || state === 'read') {
		return {
			...common,
			state: state === 'read' ? 'ok' : 'off',
			found: state === 'read' ? 'read' : 'events are not measured',
		};
	}

	const restriction = readIfPresent(`${root}/proc/sys/kernel/dmesg_restrict`)?.trim();
	return {
		...common,
		state: 'limited',
		found: state.reason,
		help:
			restriction === '1'
				? 'sysctl kernel.dmesg_restrict=0, or grant CAP_SYSLOG, in a unit with AmbientCapabilities='
				: undefined,
	};
}

/** Returns a check of the energy counters of the processor, which only root can read by default. */
function energyMeters(root: string): readonly Check[] {
	const zones = listIfPresent(`${root}/sys/class/powercap`).filter(name => name.includes(':'));
	const [file] = zones.map(zone => `${root}/sys/class/powercap/${zone}/energy_uj`);
	if (file === undefined) {
		return [];
	}

	const reason = whyUnreadable(file);
	const common = {group, name: 'energy'} as const;
	return [
		reason === undefined
			? {...common, state: 'ok', found: 'the energy counters of the processor are readable'}
			: {
					...common,
					state: 'limited',
					found: `${file}: ${reason}`,
					help: 'run as root, or grant CAP_DAC_READ_SEARCH, in a unit with AmbientCapabilities=',
				},
	];
}

/** The reason for a file that does not exist, or whose process has ended. */
const gone = 'no such file';

/** Returns why a file cannot be read: some files of `/proc` refuse reads although they can be opened. */
function whyUnreadable(file: string): string | undefined {
	try {
		readFileSync(file);
		return undefined;
	} catch (error) {
		const code = errorCode(error);
		return code === 'ENOENT' || code === 'ESRCH' ? gone : systemReason(error);
	}
}
