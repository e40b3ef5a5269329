import type {ProcessLimit} from '../../metrics/model/process-details.js';
import type {Process} from '../../metrics/snapshot.js';
import {formatDuration} from '../../support/format.js';
import type {Appearance} from '../drawing/appearance.js';
import type {Inspection} from '../processes/inspection.js';
import {levelRole, type Role} from '../theme/role.js';

/** A soft limit with its use, as text. */
export type LimitRow = {readonly label: string; readonly text: string; readonly role: Role};

/** Returns the soft limits that matter, with their use where it is known. Unlimited ones are left out. */
export function limitRows(
	{details, limits}: Inspection,
	process: Process,
	list: readonly Process[],
	appearance: Appearance,
): readonly LimitRow[] {
	const threads = list.reduce((sum, one) => sum + (one.user === process.user ? (one.threads ?? 0) : 0), 0);
	/** Labels and uses by the name of the kernel. */
	const known: ReadonlyMap<string, readonly [string, number | undefined]> = new Map([
		['Max open files', ['open files', details.openFiles]],
		['Max processes', ['threads of the user', threads]],
		['Max address space', ['address space', process.virtualBytes]],
		['Max resident set', ['resident set', process.residentSetBytes]],
		['Max cpu time', ['CPU time', process.cpuTimeSeconds]],
		['Max locked memory', ['locked memory', undefined]],
		['Max stack size', ['stack size', undefined]],
		['Max file size', ['file size', undefined]],
		['Max core file size', ['core file size', undefined]],
	]);
	return (limits ?? []).flatMap(limit => {
		const [label, used] = known.get(limit.name) ?? [];
		return label === undefined || limit.soft === undefined ? [] : [rowOf(label, used, limit, limit.soft, appearance)];
	});
}

function rowOf(
	label: string,
	used: number | undefined,
	{unit}: ProcessLimit,
	soft: number,
	{bytes}: Appearance,
): LimitRow {
	const format = (value: number): string =>
		unit === 'bytes' ? bytes(value) : unit === 'seconds' ? formatDuration(value) : String(value);
	if (used === undefined || soft === 0) {
		return {label, text: format(soft), role: 'text'};
	}

	const percent = (used / soft) * 100;
	return {
		label,
		text: `${format(used)} of ${format(soft)}, ${percent.toFixed(1)}%`,
		role: percent < 75 ? 'text' : levelRole(percent),
	};
}
