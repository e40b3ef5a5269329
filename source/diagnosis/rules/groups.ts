import type {Group, Process} from '../../metrics/snapshot.js';
import type {Severity} from '../../metrics/values/severity.js';
import {countOf, formatBytes, formatDuration, formatPercent} from '../../support/format.js';
import {printableLine} from '../../support/printable.js';
import {coresText, top, topByMemory, totalCpuPercent} from '../culprits.js';
import type {Draft} from '../draft.js';
import type {Facts} from '../facts.js';
import type {Culprit} from '../finding.js';
import {shellWord} from '../shell-word.js';
import {increaseOf, meanOf, secondsOf} from '../trend.js';
import {longSeconds, shortSeconds} from '../window.js';

/** Returns the findings about services and containers. */
export function groupFindings(facts: Facts): readonly Draft[] {
	return facts.groups
		.flatMap(group => [throttled(facts, group), memoryLimit(facts, group), pids(facts, group)])
		.concat(failed(facts))
		.filter(draft => draft !== undefined);
}

/** Returns the processes of a group and of the groups in it. */
function membersOf({processes = []}: Facts, path: string): readonly Process[] {
	return processes.filter(({groupPath}) => groupPath === path || groupPath?.startsWith(`${path}/`));
}

function groupCulprits(members: readonly Culprit[], {path, name}: Group, share: string): readonly Culprit[] {
	return [...members, {pid: undefined, name: printableLine(name), user: undefined, groupPath: path, share}];
}

function throttled(facts: Facts, group: Group): Draft | undefined {
	const {path, cpuLimitCores, throttledPercent} = group;
	if ((throttledPercent ?? 0) < 10) {
		return undefined;
	}

	const trend = facts.memory.groups.get(path)?.throttledPercent ?? [];
	const recent = meanOf(trend, shortSeconds) ?? 0;
	if (recent < 10) {
		return undefined;
	}

	const isLong = secondsOf(trend) >= longSeconds / 2 && (meanOf(trend, longSeconds) ?? 0) >= 30;
	const share = cpuLimitCores === undefined ? 'its CPU limit' : `its limit of ${coresText(cpuLimitCores * 100)}`;
	const processes = top(membersOf(facts, path), totalCpuPercent, coresText);
	return {
		id: 'group.throttled',
		resource: 'container limit',
		kind: 'saturation',
		severity: recent >= 30 && isLong ? 'critical' : 'warning',
		where: path,
		problem: `${printableLine(group.name)} is throttled in ${formatPercent(recent)} of its CPU periods`,
		cause: processes[0] && `${processes[0].name} (${processes[0].pid}) reaches ${share}`,
		evidence: [
			{name: 'throttled periods', value: `${formatPercent(recent)} over the last ${formatDuration(shortSeconds)}`},
			...(cpuLimitCores === undefined ? [] : [{name: 'CPU limit', value: coresText(cpuLimitCores * 100)}]),
		],
		culprits: groupCulprits(processes, group, share),
		next: ['raise the CPU limit of the group', `systemd-cgtop ${shellWord(path)}`],
	};
}

function memoryLimit(facts: Facts, group: Group): Draft | undefined {
	const {path, memoryPercent, memoryLimitBytes, memoryBytes} = group;
	if (memoryPercent === undefined || memoryPercent < 90 || memoryLimitBytes === undefined) {
		return undefined;
	}

	const grown = increaseOf(facts.memory.groups.get(path)?.memoryLimitHits ?? [], longSeconds);
	const processes = topByMemory(membersOf(facts, path));
	return {
		id: 'group.memory_limit',
		resource: 'container limit',
		kind: 'limit',
		severity: limitSeverity(group, grown),
		where: path,
		problem: `${printableLine(group.name)} uses ${formatPercent(memoryPercent)} of its memory limit`,
		cause: processes[0] && `${processes[0].name} (${processes[0].pid}) holds ${processes[0].share}`,
		evidence: [
			{name: 'memory', value: `${formatBytes(memoryBytes ?? 0)} of ${formatBytes(memoryLimitBytes)}`},
			...(grown > 0 ? [{name: 'limit hits', value: `${grown} in the last minute`}] : []),
		],
		culprits: groupCulprits(processes, group, formatPercent(memoryPercent)),
		next: ['M: sort processes by memory', 'raise the memory limit of the group'],
	};
}

/** A full group that nothing waits in only uses what it may. Control groups of version 1 have no pressure. */
function limitSeverity({memoryPercent = 0, pressure}: Group, hits: number): Severity {
	const stalled = pressure?.memory?.some.avg10;
	if (memoryPercent >= 95 && (hits > 0 || (stalled ?? 0) >= 5)) {
		return 'critical';
	}

	return hits > 0 || (memoryPercent >= 95 && (stalled === undefined || stalled >= 1)) ? 'warning' : 'note';
}

function pids(facts: Facts, group: Group): Draft | undefined {
	const {path, pids: used, pidsLimit} = group;
	if (used === undefined || pidsLimit === undefined || pidsLimit <= 0 || used < pidsLimit * 0.8) {
		return undefined;
	}

	const grown = increaseOf(facts.memory.groups.get(path)?.pidsLimitHits ?? [], longSeconds);
	const members = membersOf(facts, path);
	return {
		id: 'group.pids',
		resource: 'container limit',
		kind: 'limit',
		severity: used >= pidsLimit * 0.9 ? 'critical' : 'warning',
		where: path,
		problem: `${printableLine(group.name)} has ${used} of ${pidsLimit} allowed tasks`,
		cause:
			grown > 0 ? `${countOf(grown, 'fork')} ${grown === 1 ? 'was' : 'were'} refused in the last minute` : undefined,
		evidence: [{name: 'tasks', value: `${used} of ${pidsLimit}`}],
		culprits: groupCulprits(parents(members), group, countOf(used, 'task')),
		next: ['raise the PID limit of the group (TasksMax, pids.max)', `systemd-cgls ${shellWord(path)}`],
	};
}

/** Returns the processes that have the most children among the members. */
function parents(members: readonly Process[]): readonly Culprit[] {
	const children = new Map<number, number>();
	for (const {parentPid} of members) {
		children.set(parentPid, (children.get(parentPid) ?? 0) + 1);
	}

	return top(
		members,
		({pid}) => children.get(pid),
		count => countOf(count, 'child', 'children'),
	);
}

function failed({get}: Facts): ReadonlyArray<Draft | undefined> {
	return (get('groups')?.failedUnits ?? []).map(({name, sinceMs, restarts}) => {
		const isLoop = (restarts ?? 0) >= 3;
		return {
			id: isLoop ? 'service.restarting' : 'service.failed',
			resource: 'services',
			kind: 'event',
			severity: 'warning',
			where: printableLine(name),
			problem: isLoop ? `${printableLine(name)} restarts again and again` : `${printableLine(name)} has failed`,
			cause: undefined,
			evidence: restarts === undefined ? [] : [{name: 'restarts', value: String(restarts)}],
			sinceMs,
			culprits: [],
			next: [`systemctl status ${shellWord(name)}`, `journalctl -u ${shellWord(name)} -e`],
		};
	});
}
