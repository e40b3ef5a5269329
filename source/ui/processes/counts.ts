import type {Processes} from '../../metrics/snapshot.js';
import {type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {zombiesByParent} from './zombies.js';

export type CountsContent = {
	readonly processes: Processes;
	/** Processes and threads started per second. `undefined` when unknown. */
	readonly forksPerSecond: number | undefined;
	/** Whether the list is that of an earlier moment, of which only some processes are kept. */
	readonly isPast: boolean;
	/** What the list is limited to; `undefined` for all processes. */
	readonly scopeLabel?: string | undefined;
};

/** Zombies from which on their parent is named. */
const manyZombies = 3;
/** Starts per second from which on they are shown: they explain a load that no process of the list has. */
export const manyForks = 50;

/**
Draws the counts of the title, from all of them to the states that explain a load: running, blocked, zombies and processes
that start.
*/
export function processCounts({
	processes,
	forksPerSecond,
	isPast,
	scopeLabel,
}: CountsContent): readonly (readonly Line[])[] {
	const {total, running, blocked, zombie, unreadable, list} = processes;
	const kept: readonly Line[] = [
		...(scopeLabel === undefined ? [] : [[span(`for ${printable(scopeLabel)}`, 'accent')]]),
		...(isPast && list ? [[span(`${list.length} kept`, 'accent')]] : []),
	];
	const parent = zombie !== undefined && zombie >= manyZombies ? parentOfZombies(processes) : undefined;
	const states = (zombies: string): readonly Line[] => [
		...(running ? [[span(`${running} running`, 'muted')]] : []),
		...(blocked ? [[span(`${blocked} blocked`, 'warning')]] : []),
		...(zombie ? [[span(`${zombie} zombie${zombies}`, 'warning')]] : []),
		...(forksPerSecond !== undefined && forksPerSecond >= manyForks
			? [[span(`${Math.round(forksPerSecond)} forks/s`, 'warning')]]
			: []),
	];
	const of = parent === undefined ? '' : ` (of ${parent})`;
	const all: readonly Line[] = [...kept, [span(`${total} total`, 'muted')]];
	const hidden: readonly Line[] = unreadable ? [[span(`${unreadable} hidden from this user`, 'muted')]] : [];
	return [
		[...all, ...states(of), ...hidden],
		[...all, ...states(of)],
		[...kept, ...states(of)],
		[...kept, ...states('')],
		kept,
	];
}

/** Returns name and PID of the process with most zombies among its children. */
function parentOfZombies({list = []}: Processes): string | undefined {
	const [first] = [...zombiesByParent(list)].sort(([, left], [, right]) => right - left);
	const parent = first && list.find(({pid}) => pid === first[0]);
	return parent && `${printable(parent.name)} ${parent.pid}`;
}
