import type {EventKind, KernelTable, MachineEvent} from '../../metrics/snapshot.js';
import type {Severity} from '../../metrics/values/severity.js';
import {countOf, formatPercent} from '../../support/format.js';
import {top} from '../culprits.js';
import {type Draft, isOver} from '../draft.js';
import type {Facts} from '../facts.js';
import type {Culprit, FindingId, Resource} from '../finding.js';

/** Returns the findings about tables of the kernel and what its log reports. */
export function kernelFindings(facts: Facts): readonly Draft[] {
	const kernel = facts.get('kernel');
	return [
		table(
			facts,
			kernel?.files,
			'kernel.files',
			'file descriptors',
			'open files of the system',
			({openFiles}) => openFiles,
		),
		table(facts, kernel?.threads, 'kernel.pids', 'processes', 'process IDs and threads', ({threads}) => threads),
		...events(facts),
	].filter(draft => draft !== undefined);
}

function table(
	{processes}: Facts,
	used: KernelTable | undefined,
	id: FindingId,
	resource: Resource,
	what: string,
	count: Parameters<typeof top>[1],
): Draft | undefined {
	const percent = used?.usedPercent;
	if (!used || percent === undefined || percent < 80) {
		return undefined;
	}

	const culprits = top(processes, count, String);
	return {
		id,
		resource,
		kind: 'limit',
		severity: percent >= 90 ? 'critical' : 'warning',
		where: undefined,
		problem: `${formatPercent(percent)} of the ${what} are in use`,
		cause: culprits[0] && `most by ${culprits[0].name} (${culprits[0].pid}), ${culprits[0].share}`,
		evidence: [{name: what, value: `${used.used} of ${used.maximum ?? '?'}`}],
		culprits,
		next: ['sysctl fs.file-nr kernel.pid_max kernel.threads-max'],
	};
}

type EventFinding = {
	readonly resource: Resource;
	readonly severity: Severity;
	readonly problem: (event: MachineEvent) => string;
};

/** The events that are findings by themselves; the others belong to findings of their resource. */
const eventFindings: {readonly [Kind in EventKind]?: EventFinding} = {
	hung_task: {
		resource: 'processes',
		severity: 'critical',
		problem: ({subject}) => `${subject ?? 'A task'} has hung in the kernel for minutes`,
	},
	lockup: {resource: 'kernel', severity: 'critical', problem: () => 'The kernel reports a lockup of a CPU'},
	machine_check: {
		resource: 'hardware',
		severity: 'critical',
		problem: () => 'The hardware reports machine check errors',
	},
	cpu_throttled: {
		resource: 'cpu',
		severity: 'warning',
		problem: () => 'The CPU was throttled because of its temperature',
	},
	conntrack_full: {
		resource: 'network',
		severity: 'critical',
		problem: () => 'The connection tracking table was full: packets were dropped',
	},
	syn_flood: {
		resource: 'tcp',
		severity: 'warning',
		problem: ({subject}) => `Port ${subject ?? '?'} may be under a SYN flood`,
	},
	link_down: {
		resource: 'network',
		severity: 'warning',
		problem: ({subject}) => `The link of ${subject ?? 'an interface'} went down`,
	},
	segfault: {resource: 'processes', severity: 'note', problem: ({subject}) => `${subject ?? 'A process'} crashed`},
	container_restarted: {
		resource: 'services',
		severity: 'note',
		problem: ({subject}) => `Container ${subject ?? ''} has restarted`,
	},
	clock_step: {resource: 'kernel', severity: 'note', problem: () => 'The clock of the machine was set'},
};

/** Time for which an event is a finding. */
const recentMs = 5 * 60_000;

function events({events: all, nowMs}: Facts): readonly Draft[] {
	const recent = all.filter(({lastAtMs}) => nowMs - lastAtMs <= recentMs);
	const latest = new Map<string, MachineEvent>();
	for (const event of recent) {
		latest.set(`${event.kind} ${event.subject ?? ''}`, event);
	}

	return [...latest.values()].flatMap(event => {
		const finding = eventFindings[event.kind];
		const isBack =
			event.kind === 'link_down' && (latest.get(`link_up ${event.subject ?? ''}`)?.lastAtMs ?? 0) > event.lastAtMs;
		return finding && !isBack ? [eventDraft(event, finding, nowMs)] : [];
	});
}

function eventDraft(event: MachineEvent, {resource, severity, problem}: EventFinding, nowMs: number): Draft {
	return {
		id: 'kernel.event',
		resource,
		kind: 'event',
		severity,
		where: event.subject,
		problem: problem(event),
		cause: undefined,
		evidence: [
			{name: 'event', value: event.text},
			...(event.count > 1 ? [{name: 'how often', value: countOf(event.count, 'time')}] : []),
		],
		sinceMs: event.atMs,
		isOver: isOver(event, nowMs),
		culprits: culpritsOf(event),
		next: ['e: list of events', 'dmesg -T | tail'],
	};
}

function culpritsOf({pid, subject, groupPath}: MachineEvent): readonly Culprit[] {
	return pid === undefined || subject === undefined
		? []
		: [{pid, name: subject, user: undefined, groupPath, share: 'the affected process'}];
}
