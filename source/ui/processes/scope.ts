import type {Process, Processes} from '../../metrics/snapshot.js';

/** The processes that the list is limited to. */
export type ProcessScope = {
	/** What they belong to, for titles: a directory, or a process. */
	readonly label: string;
	/** Returns those of a list. The result may change for the same list, as more becomes known about it. */
	within(list: readonly Process[]): readonly Process[];
};

/** Returns the processes with these IDs, and all that descend from them. */
export function withDescendants(list: readonly Process[], roots: ReadonlySet<number>): readonly Process[] {
	const parents = new Map(list.map(({pid, parentPid}) => [pid, parentPid]));
	const known = new Map<number, boolean>([...roots].map(pid => [pid, true]));
	const belongs = (start: number): boolean => {
		const path: number[] = [];
		let pid: number | undefined = start;
		while (pid !== undefined && !known.has(pid)) {
			known.set(pid, false);
			path.push(pid);
			pid = parents.get(pid);
		}

		const isWithin = pid !== undefined && (known.get(pid) ?? false);
		for (const one of path) {
			known.set(one, isWithin);
		}

		return isWithin;
	};
	return list.filter(({pid}) => belongs(pid));
}

/** Returns the counts and the list of the processes within a scope. */
export function scoped(processes: Processes, scope: ProcessScope | undefined): Processes {
	if (!scope || processes.list === undefined) {
		return processes;
	}

	const list = scope.within(processes.list);
	const count = (state: Process['state']): number => list.filter(one => one.state === state).length;
	return {
		...processes,
		list,
		total: list.length,
		running: count('R'),
		blocked: count('D'),
		zombie: count('Z'),
		unreadable: undefined,
	};
}
