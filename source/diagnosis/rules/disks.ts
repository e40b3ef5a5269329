import {known} from '../../metrics/reading.js';
import type {Disk, DiskSpace, FileUser} from '../../metrics/snapshot.js';
import type {Severity} from '../../metrics/values/severity.js';
import {formatBytes, formatDuration, formatPercent, formatRate} from '../../support/format.js';

import {causeOf, culpritOf, topByWrites} from '../culprits.js';
import type {Draft} from '../draft.js';
import type {Facts} from '../facts.js';
import type {Culprit} from '../finding.js';
import {shellWord} from '../shell-word.js';
import {growthOf} from '../trend.js';

/** Returns the findings about the space of file systems. */
export function diskFindings(facts: Facts): readonly Draft[] {
	return (facts.get('disks') ?? []).flatMap(disk => {
		const space = known(disk.space);
		const drafts = [readOnly(facts, disk)];
		// An image that cannot be written to is full by design.
		if (space && !(disk.isReadOnly && !disk.isUnexpectedlyReadOnly)) {
			drafts.push(full(facts, disk, space) ?? filling(facts, disk, space), inodes(facts, disk, space));
		}

		return drafts.filter(draft => draft !== undefined);
	});
}

const gibibyte = 2 ** 30;

/** The limits of the default alert rules: a small file system is full when it is, a large one when it has less than 1 GiB. */
function fullSeverity({usedPercent, freeBytes, totalBytes}: DiskSpace): Severity | undefined {
	if (usedPercent >= 95 || (freeBytes < gibibyte && totalBytes > 20 * gibibyte)) {
		return 'critical';
	}

	return usedPercent >= 85 ? 'warning' : undefined;
}

function full(facts: Facts, disk: Disk, space: DiskSpace): Draft | undefined {
	const severity = fullSeverity(space);
	if (!severity) {
		return undefined;
	}

	const {path} = disk;
	const users = facts.answers.fileUsers.get(path);
	const deleted = users && deletedFiles(facts, users, space);
	const culprits = deleted ?? writers(facts, users);
	return {
		id: 'disk.full',
		resource: 'disk space',
		kind: 'utilisation',
		severity,
		where: path,
		problem: space.freeBytes === 0 ? `${path} is full` : `${path} is ${formatPercent(space.usedPercent)} full`,
		cause: causeOf(culprits, deleted ? 'holds' : 'has'),
		evidence: [
			{
				name: 'used',
				value: `${formatPercent(space.usedPercent)}, ${formatBytes(space.freeBytes)} of ${formatBytes(space.totalBytes)} free`,
			},
			...(deleted
				? [{name: 'deleted files that are still open', value: formatBytes(deletedBytesOf(users ?? []))}]
				: []),
		],
		culprits,
		next: deleted
			? ['restart the process to free the space', `lsof +L1 ${shellWord(path)}`]
			: [`du -xh ${shellWord(path)} | sort -h | tail`, `lsof +f -- ${shellWord(path)}`],
		questions: [{kind: 'file users', path}],
	};
}

/** Share of the used space from which on deleted files explain a full file system. */
const minDeletedShare = 0.1;

/** Returns the processes that keep deleted files open; `undefined` when these files are not the cause. */
function deletedFiles(
	facts: Facts,
	users: readonly FileUser[],
	{usedBytes}: DiskSpace,
): readonly Culprit[] | undefined {
	if (deletedBytesOf(users) < usedBytes * minDeletedShare) {
		return undefined;
	}

	return users
		.filter(({deletedBytes}) => deletedBytes > 0)
		.sort((left, right) => right.deletedBytes - left.deletedBytes)
		.slice(0, 5)
		.flatMap(({pid, deletedBytes}) => processAs(facts, pid, `${formatBytes(deletedBytes)} in deleted files`));
}

function deletedBytesOf(users: readonly FileUser[]): number {
	return users.reduce((sum, {deletedBytes}) => sum + deletedBytes, 0);
}

/** Returns the writers of a file system: by what they write per second, else by the size of their files open for writing. */
function writers(facts: Facts, users: readonly FileUser[] | undefined): readonly Culprit[] {
	if (!users) {
		return [];
	}

	const rates = new Map(
		(facts.processes ?? []).map(({pid, writeBytesPerSecond}) => [pid, writeBytesPerSecond ?? 0] as const),
	);
	return users
		.map(user => ({...user, rate: user.writing > 0 ? (rates.get(user.pid) ?? 0) : 0}))
		.sort(
			(left, right) =>
				right.rate - left.rate ||
				right.writtenBytes - left.writtenBytes ||
				right.writing - left.writing ||
				right.files - left.files,
		)
		.slice(0, 5)
		.flatMap(({pid, rate, writtenBytes, writing}) =>
			processAs(
				facts,
				pid,
				rate > 0
					? `files open there and writes ${formatRate(rate)}`
					: writing > 0
						? `${formatBytes(writtenBytes)} open for writing`
						: 'its working directory or open files there',
			),
		);
}

function processAs({processes}: Facts, pid: number, share: string): readonly Culprit[] {
	const found = processes?.find(process => process.pid === pid);
	return found ? [culpritOf(found, share)] : [];
}

function inodes(facts: Facts, {path}: Disk, {inodes: counts}: DiskSpace): Draft | undefined {
	if (!counts || counts.usedPercent < 90) {
		return undefined;
	}

	const culprits = writers(facts, facts.answers.fileUsers.get(path));
	return {
		id: 'disk.inodes',
		resource: 'inodes',
		kind: 'utilisation',
		severity: counts.usedPercent >= 95 ? 'critical' : 'warning',
		where: path,
		problem:
			counts.free === 0
				? `${path} has no free inodes`
				: `${path} uses ${formatPercent(counts.usedPercent)} of its inodes`,
		cause: causeOf(culprits, 'has'),
		evidence: [{name: 'inodes', value: `${counts.free} of ${counts.total} free`}],
		culprits,
		next: [`du --inodes -x ${shellWord(path)} | sort -n | tail`],
		questions: [{kind: 'file users', path}],
	};
}

const hourSeconds = 3600;

function filling(facts: Facts, {path}: Disk, space: DiskSpace): Draft | undefined {
	const growth = growthOf(facts.memory.mounts.get(path) ?? [], 4, 3);
	const secondsLeft = growth ? space.freeBytes / growth.perSecond : Number.POSITIVE_INFINITY;
	if (!growth || secondsLeft > 8 * hourSeconds || growth.total < space.totalBytes / 1000) {
		return undefined;
	}

	const users = facts.answers.fileUsers.get(path);
	const culprits = users ? writers(facts, users) : topByWrites(facts.processes);
	return {
		id: 'disk.filling',
		resource: 'disk space',
		kind: 'event',
		severity: fillingSeverity(growth.seconds, secondsLeft),
		where: path,
		problem: `${path} grows by ${formatRate(growth.perSecond)}; at this rate it is full in ${formatDuration(Math.round(secondsLeft))}`,
		cause: causeOf(culprits, users ? 'has' : 'writes'),
		evidence: [
			{name: 'growth', value: `${formatBytes(growth.total)} in ${formatDuration(Math.round(growth.seconds))}`},
			{name: 'free', value: `${formatBytes(space.freeBytes)} of ${formatBytes(space.totalBytes)}`},
		],
		culprits,
		next: [`du -xh ${shellWord(path)} | sort -h | tail`],
		questions: [{kind: 'file users', path}],
	};
}

/** A build or a copy fills a disk for some seconds: only a longer growth is a warning. */
function fillingSeverity(observed: number, secondsLeft: number): Severity {
	if (observed >= 300 && secondsLeft < hourSeconds / 2) {
		return 'critical';
	}

	return (observed >= 300 && secondsLeft < 2 * hourSeconds) || (observed >= 60 && secondsLeft < hourSeconds / 4)
		? 'warning'
		: 'note';
}

function readOnly(facts: Facts, {path, source, isUnexpectedlyReadOnly}: Disk): Draft | undefined {
	if (!isUnexpectedlyReadOnly) {
		return undefined;
	}

	const device = source.replace(/^\/dev\//, '');
	const event = facts.events.findLast(
		({kind, subject}) => (kind === 'remounted_read_only' || kind === 'filesystem_error') && subject === device,
	);
	const culprits = writers(facts, facts.answers.fileUsers.get(path));
	return {
		id: 'disk.read_only',
		resource: 'disk io',
		kind: 'error',
		severity: 'critical',
		where: path,
		problem: `${path} has become read-only`,
		cause: undefined,
		evidence: [
			{name: 'device', value: source},
			...(event ? [{name: 'kernel', value: event.text}] : []),
			...(culprits.length > 0 ? [{name: 'affected', value: culprits.map(({name}) => name).join(', ')}] : []),
		],
		sinceMs: event?.atMs,
		culprits: [],
		next: [`dmesg -T | grep ${shellWord(device)}`, `fsck ${shellWord(source)} after it is unmounted`],
		questions: [{kind: 'file users', path}],
	};
}
