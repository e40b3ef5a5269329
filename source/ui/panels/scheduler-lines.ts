import type {SchedulerLoad} from '../../metrics/snapshot.js';
import {formatShortCount} from '../../support/format.js';
import {joinSpans, type Line, span} from '../drawing/line.js';
import type {Role} from '../theme/role.js';

/** Width of a count such as `12.3k`; the columns do not move when the counts change. */
const countWidth = 5;

/**
Returns variants of the load on the scheduler, from long to short: `run 5  blocked 0  cs/s 8.2k  int/s 5.1k  fork/s 12`.
Empty where the platform reports none.
*/
export function schedulerLines(load: SchedulerLoad, logicalCores: number | undefined): readonly Line[] {
	const {runnableTasks, blockedTasks, contextSwitchesPerSecond, interruptsPerSecond, forksPerSecond} = load;
	const cores = logicalCores ?? Number.POSITIVE_INFINITY;
	const run = cell(
		'run',
		runnableTasks,
		4,
		runnableTasks !== undefined && runnableTasks > 2 * cores ? 'warning' : 'text',
	);
	const blocked = cell('blk', blockedTasks, 4, blockedTasks !== undefined && blockedTasks > cores ? 'warning' : 'text');
	const switches = cell('cs/s', contextSwitchesPerSecond, countWidth);
	const interrupts = cell('int/s', interruptsPerSecond, countWidth);
	const forks = cell('fork/s', forksPerSecond, countWidth);
	return [
		joinSpans([run, blocked, switches, interrupts, forks], '  '),
		joinSpans([run, blocked, switches, interrupts, forks], ' '),
		joinSpans([run, blocked, switches, forks], ' '),
		joinSpans([run, blocked], ' '),
	].filter(line => line.length > 0);
}

function cell(label: string, value: number | undefined, width: number, role: Role = 'text'): Line | undefined {
	return value === undefined
		? undefined
		: [span(`${label} `, 'muted'), span(formatShortCount(value).padStart(width), role)];
}
