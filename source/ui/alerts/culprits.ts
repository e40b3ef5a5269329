import type {Alert, AlertProcess} from '../../alerts/alert.js';
import {isFindingText} from '../../alerts/rules/finding-path.js';
import type {Process} from '../../metrics/snapshot.js';
import {formatRate} from '../../support/format.js';
import type {Appearance} from '../drawing/appearance.js';
import {printable} from '../drawing/printable.js';
import {comparisonOf, orderOf} from '../processes/list-order.js';
import {figureOf} from '../processes/top-line.js';
import {type Trouble, troubleOfAlert} from '../processes/trouble.js';

const maxListed = 5;

type Subject = Pick<Alert, 'metric' | 'component'>;

/** Returns the process that used most when the alert was raised, with its amount. `undefined` if the message names it. */
export function firstCulprit(alert: Alert, appearance: Pick<Appearance, 'bytes'>): string | undefined {
	const [first] = alert.topProcesses;
	if (!first || isFindingText(alert.metric)) {
		return undefined;
	}

	const amount = amountThen(alert, first, appearance);
	return amount === '' ? undefined : `${printable(first.name)} ${amount}`;
}

/** Returns what a process used of the resource of an alert when it was raised. Empty when unknown. */
function amountThen(
	alert: Subject,
	{share, cpuPercent, residentSetBytes}: AlertProcess,
	{bytes}: Pick<Appearance, 'bytes'>,
): string {
	if (share !== undefined) {
		return share;
	}

	if (isAboutMemory(alert)) {
		return residentSetBytes === undefined ? '' : bytes(residentSetBytes);
	}

	return cpuPercent === undefined ? '' : `${cpuPercent.toFixed(1)} % CPU`;
}

/** Returns what a process contributes to a trouble now. Empty when that is unknown. */
function amountNow(process: Process, trouble: Trouble, appearance: Pick<Appearance, 'bytes' | 'shortBytes'>): string {
	const {cpuPercent, residentSetBytes, readBytesPerSecond, writeBytesPerSecond} = process;
	switch (trouble) {
		case 'cpu':
			return cpuPercent === undefined ? '' : `${cpuPercent.toFixed(1)} % CPU`;
		case 'memory':
			return appearance.bytes(residentSetBytes);
		case 'disk I/O':
			return readBytesPerSecond === undefined && writeBytesPerSecond === undefined
				? ''
				: formatRate((readBytesPerSecond ?? 0) + (writeBytesPerSecond ?? 0));
		default:
			return figureOf(process, trouble, appearance) ?? '';
	}
}

function isAboutMemory(alert: Subject): boolean {
	const trouble = troubleOfAlert(alert);
	return trouble === 'memory' || trouble === 'swap';
}

/** A process of an alert: what it used then, and what has become of it. */
export type Culprit = {readonly text: string; readonly hasEnded: boolean};

/** Returns the processes that the alert named when it was raised. `list` is the current list, if there is one. */
export function culpritsThen(
	alert: Alert,
	list: readonly Process[] | undefined,
	appearance: Pick<Appearance, 'bytes' | 'shortBytes'>,
): readonly Culprit[] {
	const trouble = troubleOfAlert(alert) ?? 'cpu';
	// Without a share of its trouble, an alert names its processes with their memory or CPU usage.
	const withoutShare: Trouble = isAboutMemory(alert) ? 'memory' : 'cpu';
	return alert.topProcesses.map(process => {
		const current = list?.find(({pid, name}) => pid === process.pid && printable(name) === printable(process.name));
		const then = amountThen(alert, process, appearance);
		const now = current && amountNow(current, process.share === undefined ? withoutShare : trouble, appearance);
		const hasEnded = list !== undefined && !current;
		const parts = [nameOf(process), then, ...(hasEnded ? ['ended'] : now ? [`now ${now}`] : [])];
		return {text: parts.filter(part => part !== '').join(', '), hasEnded};
	});
}

/** Returns the processes that contribute most to the trouble of the alert now. Empty where no process contributes to it. */
export function culpritsNow(
	alert: Alert,
	list: readonly Process[] | undefined,
	appearance: Pick<Appearance, 'bytes' | 'shortBytes'>,
): readonly string[] {
	const trouble = troubleOfAlert(alert);
	if (trouble === undefined || list === undefined) {
		return [];
	}

	const compare = comparisonOf(orderOf({sort: 'pid', isInverted: false, followed: trouble}), list);
	return list
		.toSorted(compare)
		.filter(process => figureOf(process, trouble, appearance) !== undefined)
		.slice(0, maxListed)
		.map(process => `${nameOf(process)}, ${amountNow(process, trouble, appearance)}`);
}

function nameOf({name, pid}: {readonly name: string; readonly pid: number}): string {
	return `${printable(name)} (${pid})`;
}
