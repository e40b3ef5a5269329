import type {Process} from '../../metrics/snapshot.js';
import {ioBytesPerSecond} from '../../metrics/values/process-io.js';
import {formatRate} from '../../support/format.js';
import {type Alert, type AlertEvent, type AlertProcess, isRise} from '../alert.js';
import {isFindingText} from '../rules/finding-path.js';
import type {AlertComponent} from '../rules/subject.js';

const maxListed = 5;

/** What an alert is about: its component, and the path of its value. */
type Subject = Pick<Alert, 'component' | 'metric'>;

/**
Returns the processes that use most memory, processor time or, for a metric of `disk_io`, storage I/O. Empty for alerts of
other components.
*/
export function topProcesses(subject: Subject, processes: readonly Process[] | undefined): readonly AlertProcess[] {
	const cost = costOf(subject);
	return processes && cost
		? processes
				.filter(process => cost(process) > 0)
				.sort((left, right) => cost(right) - cost(left) || left.pid - right.pid)
				.slice(0, maxListed)
				.map(process => {
					const {pid, name, cpuPercent, residentSetBytes} = process;
					const share = cost === ioBytesPerSecond ? {share: formatRate(ioBytesPerSecond(process))} : {};
					return {pid, name, cpuPercent, residentSetBytes, ...share};
				})
		: [];
}

/** Returns whether an alert that was raised or escalated needs a process list that is not yet known. */
export function needsProcesses(event: AlertEvent): boolean {
	const {alert} = event;
	return isRise(event) && costOf(alert) !== undefined && !hasUsage(alert) && !isFindingText(alert.metric);
}

/** Returns whether the processes of an alert have their CPU usage, which a first list does not have. */
function hasUsage({topProcesses: listed}: Alert): boolean {
	return listed.some(({cpuPercent}) => cpuPercent !== undefined);
}

const byMemory = ({residentSetBytes}: Process): number => residentSetBytes;
/** The first pass over the processes has no processor usage: no process is listed then. */
const byProcessor = ({cpuPercent}: Process): number => cpuPercent ?? 0;

type Cost = (process: Process) => number;

const costs: ReadonlyMap<string, Cost> = new Map<AlertComponent, Cost>([
	['memory', byMemory],
	['limits', byMemory],
	['processor', byProcessor],
	['load', byProcessor],
]);

/** Returns by what processes are compared. Space on a disk has the component of I/O, but no process that uses it. */
function costOf({component, metric}: Subject): Cost | undefined {
	return /^disk_io\b/.test(metric) ? ioBytesPerSecond : costs.get(component);
}
