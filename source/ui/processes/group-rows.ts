import type {Process, ProcessState} from '../../metrics/snapshot.js';
import {groupOf} from './group-of.js';
import type {Grouping} from './process-view.js';
import {type BranchOptions, type ProcessRow, plainRow} from './rows.js';
import {withSums} from './sums.js';

type Group = {readonly key: string; readonly label: string; readonly members: Process[]};

/** Returns one row per group with the sums of its processes, and below the opened groups their processes. */
export function groupRows(
	matching: readonly Process[],
	grouping: Grouping,
	compare: (a: Process, b: Process) => number,
	{isAscii, toggled}: BranchOptions,
): readonly ProcessRow[] {
	const groups = new Map<string, Group>();
	for (const process of matching) {
		const {key, label} = labelOf(process, grouping);
		const group = groups.get(key) ?? {key, label, members: []};
		group.members.push(process);
		groups.set(key, group);
	}

	const [last, middle] = isAscii ? ['`- ', '|- '] : ['└─ ', '├─ '];
	return [...groups.values()]
		.map(group => ({...group, process: groupProcess(group)}))
		.sort((a, b) => compare(a.process, b.process))
		.flatMap(({key, label, members, process}) => {
			const isOpen = toggled.has(key);
			const row: ProcessRow = {
				...plainRow(process),
				key,
				fold: isOpen ? 'open' : 'folded',
				count: members.length,
				group: label,
			};
			const own = isOpen ? members.sort(compare) : [];
			return [
				row,
				...own.map((member, index) => ({
					...plainRow(member),
					branch: index === own.length - 1 ? last : middle,
				})),
			];
		});
}

function labelOf(process: Process, grouping: Grouping): Omit<Group, 'members'> {
	const {name, user, isKernelThread} = process;
	switch (grouping) {
		case 'program': {
			// The names of kernel threads end with the processor or the queue that they work for: `kworker/0:1-events`.
			const label = isKernelThread ? (name.split('/')[0] ?? name) : name;
			return {key: `program ${label}`, label};
		}

		case 'user':
			return {key: `user ${user ?? ''}`, label: user ?? 'unknown user'};
		case 'service': {
			// The root has the threads of the kernel, and processes that no service was started for.
			const group = groupOf(process);
			return group && group.path !== '/'
				? {key: `service ${group.path}`, label: group.name}
				: {key: 'service', label: 'no service'};
		}

		default:
			return grouping satisfies never;
	}
}

/** States from the most to the least striking one. */
const states: readonly ProcessState[] = ['D', 'Z', 'R', 'T', 'S', 'I', 'X', '?'];

/** Returns the values of a group: sums, and what all of its processes have in common. Its state is the most striking one. */
function groupProcess({label, members}: Group): Process {
	const [first] = members;
	if (!first) {
		throw new RangeError('a group has a process');
	}

	const common = <Value>(pick: (process: Process) => Value): Value | undefined =>
		members.every(member => pick(member) === pick(first)) ? pick(first) : undefined;
	return withSums(
		{
			...first,
			name: label,
			user: common(({user}) => user),
			state: states.find(state => members.some(member => member.state === state)) ?? first.state,
			nice: common(({nice}) => nice),
			priority: common(({priority}) => priority),
			groupPath: common(({groupPath}) => groupPath),
			waitChannel: common(({waitChannel}) => waitChannel),
			startedAtMs: undefined,
			virtualBytes: undefined,
			sharedBytes: undefined,
			runDelayPercent: undefined,
			maxOpenFiles: undefined,
		},
		members,
	);
}
