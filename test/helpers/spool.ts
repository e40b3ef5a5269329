import {cpSync} from 'node:fs';
import path from 'node:path';
import type {ReportProblem} from '../../source/core/problem.js';
import {openSpool, type Spool} from '../../source/delivery/memory/spool.js';
import {type TemporaryDirectory, temporaryDirectory} from './temporary-directory.js';

/** A spool that looks at its lock often. */
export function openTestSpool(directory: string, report?: ReportProblem): Promise<Spool> {
	return openSpool({directory, report, checkMs: 10});
}

/** What the next process finds when this one is killed now: a copy without the lock. */
export function copyAsKilled(directory: string): TemporaryDirectory {
	const copy = temporaryDirectory();
	cpSync(directory, copy.path, {recursive: true, filter: source => !path.basename(source).startsWith('.mon-tui')});
	return copy;
}
