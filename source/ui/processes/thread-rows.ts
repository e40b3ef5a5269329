import type {ProcessThreads} from '../../metrics/model/process-details.js';
import type {Process} from '../../metrics/snapshot.js';
import {type BranchOptions, type ProcessRow, plainRow} from './rows.js';

/** Returns the rows with the threads of one process below it. */
export function withThreads(
	rows: readonly ProcessRow[],
	key: string,
	{isAscii}: Pick<BranchOptions, 'isAscii'>,
	threads: (process: Process) => ProcessThreads | undefined,
): readonly ProcessRow[] {
	const at = rows.findIndex(row => row.key === key);
	const row = rows[at];
	const list = row ? threads(row.process)?.list : undefined;
	if (!row || !list) {
		return rows;
	}

	const [last, middle] = isAscii ? ['`- ', '|- '] : ['└─ ', '├─ '];
	const indent = ' '.repeat(row.branch.length);
	return [
		...rows.slice(0, at + 1),
		...list.map(({tid, ...values}, index) => ({
			...plainRow({...row.process, ...values, pid: tid}),
			key: `${key} ${tid}`,
			branch: indent + (index === list.length - 1 ? last : middle),
			isThread: true,
		})),
		...rows.slice(at + 1),
	];
}
