import type {Process} from '../metrics/snapshot.js';
import type {AlertProcess} from './alert.js';

const most = 5;

/** What costs most of the component's resource: memory, or processor time; nothing for the others. */
export function topProcesses(component: string, processes: readonly Process[] | undefined): readonly AlertProcess[] {
	const cost = costs.get(component);
	return processes && cost
		? [...processes]
				.sort((left, right) => cost(right) - cost(left) || left.pid - right.pid)
				.slice(0, most)
				.map(({pid, name, cpuPercent, residentSetBytes}) => ({pid, name, cpuPercent, residentSetBytes}))
		: [];
}

const byMemory = ({residentSetBytes}: Process): number => residentSetBytes;
const byProcessor = ({cpuPercent}: Process): number => cpuPercent ?? 0;

const costs: ReadonlyMap<string, (process: Process) => number> = new Map([
	['memory', byMemory],
	['limits', byMemory],
	['processor', byProcessor],
	['load', byProcessor],
]);
