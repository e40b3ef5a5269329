import type {Process} from '../metrics/snapshot.js';
import {groupName} from '../metrics/values/group-name.js';
import {ioBytesPerSecond} from '../metrics/values/process-io.js';
import {formatBytes, formatRate} from '../support/format.js';
import {printableLine} from '../support/printable.js';
import type {Culprit} from './finding.js';

const maxCulprits = 5;
/** Share of the largest culprit that another one must have to be named. */
const minShare = 0.1;
/** Number of similar children of one parent that are named together. */
const minFamily = 3;

/** Returns a process as a culprit. */
export function culpritOf({pid, name, user, groupPath}: Process, share: string): Culprit {
	return {pid, name: printableLine(name), user, groupPath, share};
}

/** Returns the processes with the highest cost as culprits. Processes without cost are left out. */
export function top(
	processes: readonly Process[] | undefined,
	cost: (process: Process) => number | undefined,
	share: (cost: number) => string,
): readonly Culprit[] {
	const costs = (processes ?? [])
		.map(process => ({process, value: cost(process) ?? 0}))
		.filter(({value}) => value > 0)
		.sort((left, right) => right.value - left.value || left.process.pid - right.process.pid);
	const largest = costs[0]?.value ?? 0;
	return costs
		.slice(0, maxCulprits)
		.filter(({value}) => value >= largest * minShare)
		.map(({process, value}) => culpritOf(process, share(value)));
}

/** Returns CPU usage in cores: `1.2 cores`. */
export function coresText(percent: number): string {
	const cores = percent / 100;
	return cores >= 10
		? `${Math.round(cores)} cores`
		: cores >= 0.95 && cores < 1.05
			? '1 core'
			: `${cores.toFixed(1)} cores`;
}

/** Returns the CPU usage of a process with that of the children it has reaped. */
export function totalCpuPercent({cpuPercent, childrenCpuPercent}: Process): number {
	return (cpuPercent ?? 0) + (childrenCpuPercent ?? 0);
}

/**
Returns the processes with the most CPU usage, that of reaped children included. Several children of one parent with the
same name are named together, by the parent that started them.
*/
export function topByCpu(processes: readonly Process[] | undefined): readonly Culprit[] {
	const byPid = new Map((processes ?? []).map(process => [process.pid, process]));
	const families = new Map<string, Process[]>();
	for (const process of processes ?? []) {
		if (totalCpuPercent(process) === 0) {
			continue;
		}

		const key = `${process.parentPid} ${process.name}`;
		const family = families.get(key);
		family ? family.push(process) : families.set(key, [process]);
	}

	// A process and several families of its children are one culprit.
	const candidates = new Map<number, {readonly process: Process; percent: number; readonly families: string[]}>();
	const add = (process: Process, percent: number, children?: string): void => {
		const candidate = candidates.get(process.pid) ?? {process, percent: 0, families: []};
		candidates.set(process.pid, candidate);
		candidate.percent += percent;
		children === undefined || candidate.families.push(children);
	};

	for (const family of families.values()) {
		const [first] = family;
		const parent = byPid.get(first?.parentPid ?? 0);
		if (first && family.length >= minFamily && parent !== undefined && parent.pid > 2) {
			const percent = family.reduce((sum, process) => sum + totalCpuPercent(process), 0);
			add(parent, percent, `${family.length} × ${printableLine(first.name)}`);
			continue;
		}

		for (const process of family) {
			add(process, totalCpuPercent(process));
		}
	}

	const sorted = [...candidates.values()].sort((left, right) => right.percent - left.percent);
	const largest = sorted[0]?.percent ?? 0;
	return sorted
		.slice(0, maxCulprits)
		.filter(({percent}) => percent > 1 && percent >= largest * minShare)
		.map(({process, percent, families: children}) => culpritOf(process, [coresText(percent), ...children].join(', ')));
}

export const topByMemory = (processes: readonly Process[] | undefined): readonly Culprit[] =>
	top(processes, ({residentSetBytes}) => residentSetBytes, formatBytes);

export const topByIo = (processes: readonly Process[] | undefined): readonly Culprit[] =>
	top(processes, ioBytesPerSecond, formatRate);

export const topByWrites = (processes: readonly Process[] | undefined): readonly Culprit[] =>
	top(processes, ({writeBytesPerSecond}) => writeBytesPerSecond, formatRate);

/** Returns a culprit in a sentence: `postgres (4711, postgresql.service)`. */
export function named({pid, name, groupPath}: Culprit): string {
	const group = groupPath === undefined || groupPath === '/' ? undefined : groupName(groupPath).name;
	const details = [pid, group === name ? undefined : group].filter(detail => detail !== undefined);
	return details.length === 0 ? name : `${name} (${details.join(', ')})`;
}

/** Returns the cause of a finding: `postgres (4711) uses 1.2 cores`. `undefined` without a culprit. */
export function causeOf([first, ...others]: readonly Culprit[], verb: string): string | undefined {
	if (!first) {
		return undefined;
	}

	const more =
		others.length === 0
			? ''
			: `, then ${others
					.slice(0, 2)
					.map(({name, share}) => `${name} ${share}`)
					.join(', ')}`;
	return `${named(first)} ${verb} ${first.share}${more}`;
}
