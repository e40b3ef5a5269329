import type {Process} from '../../metrics/snapshot.js';
import type {AlertEvent, AlertProcess} from '../alert.js';
import type {AlertComponent} from '../rules/subject.js';

const most = 5;

/** What costs most of the component's resource: memory, or processor time; nothing for the others. */
export function topProcesses(component: string, processes: readonly Process[] | undefined): readonly AlertProcess[] {
	const cost = costs.get(component);
	return processes && cost
		? processes
				.filter(process => cost(process) > 0)
				.sort((left, right) => cost(right) - cost(left) || left.pid - right.pid)
				.slice(0, most)
				.map(({pid, name, cpuPercent, residentSetBytes}) => ({pid, name, cpuPercent, residentSetBytes}))
		: [];
}

/** Whether the processes matter to an alert that has just begun, or risen, and are not known. */
export function asksForProcesses({kind, alert}: AlertEvent): boolean {
	return (kind === 'raised' || kind === 'escalated') && costs.has(alert.component) && alert.topProcesses.length === 0;
}

const byMemory = ({residentSetBytes}: Process): number => residentSetBytes;
/** In the first pass over the processes no share is known: none of them is then named. */
const byProcessor = ({cpuPercent}: Process): number => cpuPercent ?? 0;

const costs: ReadonlyMap<string, (process: Process) => number> = new Map<AlertComponent, (process: Process) => number>([
	['memory', byMemory],
	['limits', byMemory],
	['processor', byProcessor],
	['load', byProcessor],
]);
