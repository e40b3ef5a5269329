import type {PanelName} from '../../config/options/panel-names.js';

/** The parts of a screen from top to bottom: alerts, the panels above the processes, and the process list. */
export type RowPlan = Readonly<Record<Part, number>>;

type Part = 'alerts' | 'upper' | 'processes';

/** Number of items per panel; `undefined` for panels without anything to show. */
export type ItemCounts = Readonly<Partial<Record<PanelName, number | undefined>>>;

/** Panels of which each takes a single row when there is no room for more. */
export const stripNames = ['processor', 'memory', 'disks', 'network', 'gpu'] as const satisfies readonly PanelName[];

/** Rows of the process list from which it has a title. */
export const minTitledRows = 6;

/** Rows of the GPUs when there is no room for more. */
const maxGpuRows = 2;
const maxAlertRows = 3;
/** Rows of the process list, with title and head, before the panels above it get more than their minimum. */
const comfortableRows = 17;
/** Rows above which the upper panels grow more slowly than the process list. */
const comfortableUpperRows = 14;
const maxUpperRows = 32;

/**
Divides `height` rows. The division is a sequence in which each part gets single rows, and `height` is where it ends. So a
higher screen never has fewer rows of anything, and of the processes in particular.
*/
export function planRows(height: number, counts: ItemCounts): RowPlan {
	const plan = {alerts: 0, upper: 0, processes: 0};
	for (const [index, part] of sequence(counts, height)) {
		if (index === height) {
			break;
		}

		plan[part] += 1;
	}

	// A list of one row would have a head and no process.
	return plan.processes === 1 && plan.upper > 0 ? {...plan, upper: plan.upper + 1, processes: 0} : plan;
}

/** Returns the number of processes in a list of that height in a plan. */
export function processRowsOf({processes}: RowPlan): number {
	return Math.max(0, processes - (processes >= minTitledRows ? 2 : 1));
}

/** Yields the part that gets the next row, and the number of rows before it. */
function* sequence(counts: ItemCounts, height: number): Generator<readonly [number, Part]> {
	const {gpu = 0, alerts = 0} = counts;
	const hasProcesses = counts.processes !== undefined;
	const strips = stripNames.filter(name => name !== 'gpu' && counts[name] !== undefined).length;
	const gpus = counts.gpu === undefined ? 0 : Math.max(1, Math.min(maxGpuRows, gpu));
	const total = {alerts: 0, upper: 0, processes: 0};
	const reach = function* (part: Part, goal: number): Generator<readonly [number, Part]> {
		while (total[part] < goal) {
			yield [total.alerts + total.upper + total.processes, part];
			total[part] += 1;
		}
	};

	yield* reach('upper', strips);
	yield* reach('alerts', Math.min(1, alerts));
	if (!hasProcesses) {
		yield* reach('alerts', Math.min(maxAlertRows, alerts));
		yield* reach('upper', height);
		return;
	}

	yield* reach('processes', minTitledRows);
	if (strips + gpus > 0) {
		yield* reach('upper', strips + gpus);
		yield* reach('processes', minTitledRows + 4);
		yield* reach('upper', strips + gpus + 1);
		yield* reach('processes', comfortableRows);
		yield* reach('alerts', Math.min(maxAlertRows, alerts));
		while (total.upper < comfortableUpperRows) {
			yield* reach('upper', total.upper + 1);
			yield* reach('processes', total.processes + 1);
		}

		while (total.upper < maxUpperRows) {
			yield* reach('upper', total.upper + 1);
			yield* reach('processes', total.processes + 3);
		}
	}

	yield* reach('alerts', Math.min(maxAlertRows, alerts));
	yield* reach('processes', height);
}
