import {open, readdir, readFile, rename} from 'node:fs/promises';
import path from 'node:path';
import type {ReportProblem} from '../../core/problem.js';
import {countOf} from '../../support/format.js';
import {systemReason, unlessMissing} from '../../support/system-error.js';
import type {Handler} from '../handler.js';
import {isMarkOf} from './destination-mark.js';
import {logEnding, logPath} from './log-file.js';
import {type LogHeader, parseHeader, parseLog} from './log-record.js';

type Log = {readonly file: string; readonly header: LogHeader};

const area = 'spool of other handlers';

/**
Renames the logs of renamed handlers, which are recognized by their destinations. The handlers must not have opened
their logs yet. `names` has the names of all configured handlers, used or not. Remaining logs belong to handlers that
are no longer configured, whose receivers are not notified of the end of their alerts; they are reported as a problem
until the logs are removed.
*/
export async function renameLogs(
	directory: string,
	handlers: readonly Handler[],
	names: ReadonlySet<string>,
	report: ReportProblem,
): Promise<void> {
	try {
		const logs = await logsIn(directory);
		const known = new Set(logs.map(({header}) => header.handler));
		const left = new Set(logs.filter(({header}) => !names.has(header.handler)));
		for (const {name, destination} of handlers) {
			const renamed = [...left].find(({header}) => isOf(header, destination));
			if (!known.has(name) && renamed) {
				await rename(renamed.file, logPath(directory, name));
				left.delete(renamed);
			}
		}

		report(area, await problemOf([...left]));
	} catch (error) {
		report(area, `${directory}: ${systemReason(error)}`);
	}
}

function isOf({destination: mark}: LogHeader, destination: string | undefined): boolean {
	return mark !== undefined && destination !== undefined && isMarkOf(mark, destination);
}

async function problemOf(left: readonly Log[]): Promise<string | undefined> {
	const texts = await Promise.all(
		left.map(async ({file, header}) => {
			const {waiting, receipts} = parseLog(await readFile(file, 'utf8'));
			const open =
				receipts.size === 0 ? '' : `; ${countOf(receipts.size, 'alert stays', 'alerts stay')} open at its receiver`;
			const undelivered = waiting.length === 0 ? '' : `; ${countOf(waiting.length, 'message waits', 'messages wait')}`;
			return `handler "${header.handler}" is no longer configured${open}${undelivered} (${file})`;
		}),
	);
	return texts.length === 0 ? undefined : texts.join(', ');
}

async function logsIn(directory: string): Promise<readonly Log[]> {
	const names = (await unlessMissing(readdir(directory), [])).filter(name => name.endsWith(logEnding)).sort();
	const logs = await Promise.all(
		names.map(async name => {
			const file = path.join(directory, name);
			const header = parseHeader(await readStart(file));
			return header ? [{file, header}] : [];
		}),
	);
	return logs.flat();
}

/** Reads the beginning of a file, which contains the header. */
async function readStart(file: string): Promise<string> {
	await using handle = await open(file);
	const {buffer, bytesRead} = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
	return buffer.toString('utf8', 0, bytesRead);
}
