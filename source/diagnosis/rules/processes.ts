import type {Process} from '../../metrics/snapshot.js';
import {countOf, formatDuration, formatPercent} from '../../support/format.js';
import {causeOf, culpritOf, named} from '../culprits.js';
import type {Draft} from '../draft.js';
import type {Facts} from '../facts.js';

/** Returns the findings about single processes. */
export function processFindings(facts: Facts): readonly Draft[] {
	return [files(facts), zombies(facts), blocked(facts)].filter(draft => draft !== undefined);
}

/**
Percentage of a limit above which it was lowered on purpose below the open files, as for the process that checks a login to
sshd: it opens no more. Some inherited files may be above a limit.
*/
const maxPercent = 150;

function files({processes = []}: Facts): Draft | undefined {
	const near = processes
		.flatMap(process => {
			const {openFiles, maxOpenFiles} = process;
			return openFiles !== undefined && maxOpenFiles !== undefined && maxOpenFiles > 0
				? [{process, openFiles, maxOpenFiles, percent: (openFiles / maxOpenFiles) * 100}]
				: [];
		})
		.filter(({percent}) => percent >= 80 && percent <= maxPercent)
		.sort((left, right) => right.percent - left.percent);
	const [first] = near;
	if (!first) {
		return undefined;
	}

	const culprits = near
		.slice(0, 5)
		.map(({process, openFiles, maxOpenFiles}) => culpritOf(process, `${openFiles} of ${maxOpenFiles} files`));
	const [culprit] = culprits;
	return {
		id: 'process.files',
		resource: 'file descriptors',
		kind: 'limit',
		severity: first.percent >= 90 ? 'critical' : 'warning',
		where: undefined,
		problem: `${culprit ? named(culprit) : 'A process'} has ${first.openFiles} of ${first.maxOpenFiles} allowed files open`,
		cause: undefined,
		evidence: [{name: 'open files', value: `${formatPercent(first.percent)} of the limit of the process`}],
		culprits,
		next: ['Enter: go to the process', `ls -l /proc/${first.process.pid}/fd`, 'raise LimitNOFILE'],
	};
}

const minZombies = 20;

function zombies({processes = []}: Facts): Draft | undefined {
	const byParent = new Map<number, number>();
	for (const {state, parentPid} of processes) {
		if (state === 'Z') {
			byParent.set(parentPid, (byParent.get(parentPid) ?? 0) + 1);
		}
	}

	const worst = [...byParent].sort((left, right) => right[1] - left[1])[0];
	const parent = worst && processes.find(({pid}) => pid === worst[0]);
	if (!worst || worst[1] < minZombies) {
		return undefined;
	}

	const culprits = parent ? [culpritOf(parent, countOf(worst[1], 'zombie'))] : [];
	return {
		id: 'process.zombies',
		resource: 'processes',
		kind: 'utilisation',
		severity: 'warning',
		where: undefined,
		problem: `${countOf(worst[1], 'ended process', 'ended processes')} ${worst[1] === 1 ? 'is' : 'are'} not reaped`,
		cause: culprits[0] && `their parent ${named(culprits[0])} does not wait for them`,
		evidence: [{name: 'zombies of one parent', value: String(worst[1])}],
		culprits,
		next: ['/state=Z: filter the zombies', 'restart the parent'],
	};
}

/** Seconds in uninterruptible sleep from which on a process counts as blocked. */
const blockedSeconds = 10;

function blocked({processes = [], memory, snapshot}: Facts): Draft | undefined {
	const stuck = processes.flatMap(process => {
		const since = process.state === 'D' ? memory.processes.get(process.pid)?.blockedSinceMs : undefined;
		const waited = since === undefined ? 0 : (snapshot.monotonicMs - since) / 1000;
		// Kernel threads wait in this state when they have nothing to do.
		return waited >= minBlockedSeconds && !process.isKernelThread ? [{process, waited}] : [];
	});
	stuck.sort((left, right) => right.waited - left.waited);
	const [first] = stuck;
	if (!first) {
		return undefined;
	}

	const culprits = stuck.slice(0, 5).map(({process, waited}) => culpritOf(process, waitText(process, waited)));
	const [culprit] = culprits;
	return {
		id: 'process.blocked',
		resource: 'processes',
		kind: 'event',
		severity: first.waited >= blockedSeconds ? 'warning' : 'note',
		where: first.process.waitChannel,
		problem:
			stuck.length === 1
				? `${culprit ? named(culprit) : 'A process'} has been blocked in the kernel for ${formatDuration(Math.round(first.waited))}`
				: `${stuck.length} processes are blocked in the kernel`,
		cause: stuck.length === 1 ? waitsIn(first.process) : causeOf(culprits, 'is'),
		evidence: [
			{
				name: 'uninterruptible sleep',
				value: `${countOf(stuck.length, 'process', 'processes')}, the longest ${formatDuration(Math.round(first.waited))}`,
			},
		],
		culprits,
		next: ['/state=D: filter the blocked processes', `cat /proc/${first.process.pid}/stack`],
	};
}

/** Disk I/O puts processes into this state for moments. */
const minBlockedSeconds = 4;

function waitText({waitChannel}: Process, waited: number): string {
	return `blocked for ${formatDuration(Math.round(waited))}${waitChannel === undefined ? '' : ` in ${waitChannel}`}`;
}

function waitsIn({waitChannel}: Process): string | undefined {
	return waitChannel === undefined ? undefined : `it waits in ${waitChannel}`;
}
