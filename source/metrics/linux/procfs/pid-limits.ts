import type {ProcessLimit} from '../../model/process-details.js';
import {naturalNumber} from '../../values/whole-number.js';
import {parseLines} from './lines.js';

/** The columns of a line; they are separated by at least one space, names by two. */
const columns = /^(?<name>Max .+?) {2,}(?<soft>unlimited|\d+) +(?<hard>unlimited|\d+) *(?<unit>\S*)\s*$/;

/** Parses `/proc/[pid]/limits` (proc_pid_limits(5)). Unknown lines are skipped. */
export function parsePidLimits(text: string): readonly ProcessLimit[] {
	return parseLines(text.replace(/^Limit .*\n/, ''), {
		file: '/proc/[pid]/limits',
		expected: '"name soft hard unit"',
		parse(line) {
			const {name, soft, hard, unit = ''} = columns.exec(line)?.groups ?? {};
			return name === undefined ? undefined : {name, soft: naturalNumber(soft), hard: naturalNumber(hard), unit};
		},
	});
}

/** Returns the soft limit of open files. `undefined` when it is unlimited or missing. */
export function maxOpenFilesOf(text: string): number | undefined {
	return naturalNumber(/^Max open files +(\d+) /m.exec(text)?.[1]);
}
