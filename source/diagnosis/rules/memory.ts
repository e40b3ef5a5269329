import type {Group, MachineEvent, Process} from '../../metrics/snapshot.js';
import {countOf, formatBytes, formatDuration, formatPercent, formatRate} from '../../support/format.js';
import {causeOf, culpritOf, named, top, topByMemory} from '../culprits.js';
import {type Draft, isOver} from '../draft.js';
import {type Facts, severityOf} from '../facts.js';
import type {Culprit} from '../finding.js';
import {seconds} from '../text.js';
import {type Growth, growthOf} from '../trend.js';

/** Returns the findings about memory. */
export function memoryFindings(facts: Facts): readonly Draft[] {
	return [oomKill(facts), low(facts), pressure(facts), swapping(facts), growing(facts), corrupted(facts)].filter(
		draft => draft !== undefined,
	);
}

const minute = 60_000;

function oomKill({events, groups, nowMs}: Facts): Draft | undefined {
	const kills = events.filter(({kind, lastAtMs}) => kind === 'oom_kill' && nowMs - lastAtMs <= 30 * minute);
	const latest = [...kills].sort((left, right) => right.lastAtMs - left.lastAtMs)[0];
	if (!latest) {
		return undefined;
	}

	const total = kills.reduce((sum, {count}) => sum + count, 0);
	const agoSeconds = Math.max(0, Math.round((nowMs - latest.lastAtMs) / 1000));
	const victim = victimOf(latest);
	const limit = groups.find(({path}) => path === latest.groupPath)?.memoryLimitBytes;
	const ofGroup = limit === undefined ? '' : `; the limit of its group is ${formatBytes(limit)}`;
	return {
		id: 'memory.oom_kill',
		resource: 'memory',
		kind: 'event',
		severity: nowMs - latest.lastAtMs <= 5 * minute ? 'critical' : 'warning',
		where: latest.groupPath,
		problem: `The kernel killed ${victim ? named(victim) : 'a process'} for lack of memory${ofGroup}`,
		cause: undefined,
		evidence: [
			{
				name: 'OOM kills',
				value: `${countOf(total, 'time')} in the last 30m, the latest ${formatDuration(agoSeconds)} ago`,
			},
			{name: 'kernel', value: latest.text},
		],
		sinceMs: latest.atMs,
		isOver: isOver(latest, nowMs),
		culprits: victim ? [victim] : [],
		next: ['M: sort processes by memory', 'dmesg -T | grep -i oom'],
	};
}

function victimOf({pid, subject, groupPath}: MachineEvent): Culprit | undefined {
	return subject === undefined
		? undefined
		: {pid, name: subject, user: undefined, groupPath, share: 'the killed process'};
}

function low(facts: Facts): Draft | undefined {
	const memory = facts.get('memory');
	const available = facts.level('memory', ({availableBytes, totalBytes}) =>
		totalBytes > 0 ? (availableBytes / totalBytes) * 100 : undefined,
	);
	const stalled = facts.level('pressure', one => one.memory?.some.avg10);
	if (!memory || !available || available.short.mean >= 10) {
		return undefined;
	}

	const waits = stalled === undefined ? undefined : stalled.short.mean >= 5;
	const isScarce = available.short.mean < 5 && available.long !== undefined && available.long.mean < 5;
	const culprits = topByMemory(facts.processes);
	return {
		id: 'memory.low',
		resource: 'memory',
		kind: 'utilisation',
		severity: waits === false ? 'note' : isScarce ? 'critical' : 'warning',
		where: undefined,
		problem: `Only ${formatBytes(memory.availableBytes)} of ${formatBytes(memory.totalBytes)} of memory is available`,
		cause: causeOf(culprits, 'holds'),
		evidence: [
			{name: 'available', value: `${formatPercent(available.short.mean)} over the last ${seconds(available.short)}`},
			...(stalled
				? [{name: 'tasks that waited for memory', value: `${formatPercent(stalled.short.mean)} of the last 10s`}]
				: []),
		],
		culprits,
		next: ['M: sort processes by memory', 'smem -tk'],
	};
}

function pressure(facts: Facts): Draft | undefined {
	const full = facts.level('pressure', ({memory}) => memory?.full?.avg10);
	const severity = full && severityOf(full, 5, 20);
	if (!severity) {
		return undefined;
	}

	const culprits = bySwapping(facts.processes);
	return {
		id: 'memory.pressure',
		resource: 'memory',
		kind: 'saturation',
		severity,
		where: undefined,
		problem: `All tasks waited for memory ${formatPercent(full.short.mean)} of the time`,
		cause: causeOf(culprits, 'has'),
		evidence: [{name: 'memory pressure (full)', value: `${formatPercent(full.short.mean)} of the last 10s`}],
		culprits,
		next: ['M: sort processes by memory', 'vmstat 1'],
	};
}

const mebibyte = 2 ** 20;

function swapping(facts: Facts): Draft | undefined {
	const rate = facts.level('paging', ({swapInBytesPerSecond, swapOutBytesPerSecond}) =>
		swapInBytesPerSecond === undefined || swapOutBytesPerSecond === undefined
			? undefined
			: swapInBytesPerSecond + swapOutBytesPerSecond,
	);
	const waits = facts.level('pressure', ({memory}) => memory?.some.avg10);
	const isQuiet = waits !== undefined && waits.short.mean < 1;
	if (!rate || rate.short.mean < mebibyte || isQuiet) {
		return undefined;
	}

	const culprits = bySwapping(facts.processes);
	return {
		id: 'memory.swapping',
		resource: 'memory',
		kind: 'saturation',
		severity: severityOf(rate, mebibyte, 20 * mebibyte) ?? 'warning',
		where: culprits[0]?.groupPath,
		problem: `The machine swaps ${formatRate(rate.short.mean)}`,
		cause: causeOf(culprits, 'has'),
		evidence: [
			{name: 'swapped in and out', value: `${formatRate(rate.short.mean)} over the last ${seconds(rate.short)}`},
			...(waits
				? [{name: 'tasks that waited for memory', value: `${formatPercent(waits.short.mean)} of the last 10s`}]
				: []),
		],
		culprits,
		next: ['vmstat 1', 'M: sort processes by memory'],
	};
}

/** Major faults come first: they are what a process waits for. */
function bySwapping(processes: readonly Process[] | undefined): readonly Culprit[] {
	const faulting = top(
		processes,
		({majorFaultsPerSecond}) => majorFaultsPerSecond,
		rate => `${Math.round(rate)} major faults per second`,
	);
	const swapped = top(
		processes,
		({swapBytes}) => swapBytes,
		bytes => `${formatBytes(bytes)} in swap`,
	);
	const first = faulting.length > 0 ? faulting : swapped.length > 0 ? swapped : topByMemory(processes);
	return first;
}

/** Minimum growth before it counts, and the time until it reaches the available memory. */
const minGrowthBytes = 24 * mebibyte;
const hourSeconds = 3600;

function growing({processes = [], memory, get, groups}: Facts): Draft | undefined {
	const available = get('memory')?.availableBytes;
	if (available === undefined) {
		return undefined;
	}

	const limits = new Map(groups.map(group => [group.path, group]));
	const candidates = processes.flatMap(process => {
		const growth = growthOf(memory.processes.get(process.pid)?.residentSet ?? [], 6);
		const roomOfGroup = roomOf(limits.get(process.groupPath ?? ''));
		const room = Math.min(available, roomOfGroup);
		return growth && growth.total >= minGrowthBytes && room / growth.perSecond <= hourSeconds
			? [{process, growth, secondsLeft: room / growth.perSecond, isLimited: roomOfGroup < available}]
			: [];
	});
	candidates.sort((left, right) => right.growth.perSecond - left.growth.perSecond);
	const [first] = candidates;
	if (!first) {
		return undefined;
	}

	const culprits = candidates
		.slice(0, 3)
		.map(({process, growth}) => culpritOf(process, `+${formatRate(growth.perSecond)}`));
	return {
		id: 'memory.growing',
		resource: 'memory',
		kind: 'event',
		severity: severityOfGrowth(first.growth, first.secondsLeft),
		where: undefined,
		problem: `${culprits[0] ? named(culprits[0]) : 'A process'} grows by ${formatRate(first.growth.perSecond)}; at this rate ${first.isLimited ? 'the limit of its group is reached' : 'the memory is full'} in ${formatDuration(Math.round(first.secondsLeft))}`,
		cause: undefined,
		evidence: [
			{
				name: 'resident set',
				value: `+${formatBytes(first.growth.total)} in ${formatDuration(Math.round(first.growth.seconds))}`,
			},
			{name: 'available', value: formatBytes(available)},
		],
		culprits,
		next: ['Enter: go to the process', `pidstat -r -p ${first.process.pid} 1`],
	};
}

/** Returns how much more a group may use, infinite without a limit. */
function roomOf(group: Group | undefined): number {
	return group?.memoryLimitBytes === undefined
		? Number.POSITIVE_INFINITY
		: Math.max(0, group.memoryLimitBytes - (group.memoryBytes ?? 0));
}

/** Programs grow when they start: only a longer growth is a warning. */
function severityOfGrowth({seconds: observed}: Growth, secondsLeft: number): Draft['severity'] {
	return observed >= 30 && secondsLeft < 600 ? 'warning' : 'note';
}

function corrupted({get}: Facts): Draft | undefined {
	const bad = get('memory')?.corruptedBytes ?? 0;
	const uncorrected = get('hardware')?.uncorrectedMemoryErrors ?? 0;
	return bad > 0 || uncorrected > 0
		? {
				id: 'memory.corrupted',
				resource: 'memory',
				kind: 'error',
				severity: 'critical',
				where: undefined,
				problem: 'The memory has uncorrectable errors',
				cause: undefined,
				evidence: [
					...(bad > 0 ? [{name: 'memory taken out of use', value: formatBytes(bad)}] : []),
					...(uncorrected > 0 ? [{name: 'uncorrected errors since boot', value: String(uncorrected)}] : []),
				],
				culprits: [],
				next: ['edac-util -v', 'replace the memory module'],
			}
		: undefined;
}
