import process from 'node:process';
import type {Config} from '../config/definition.js';
import {isJournal, journalLine} from '../log/journal.js';
import {createLog, jsonLine, type Log} from '../log/log.js';
import {openLogFile} from '../log/log-file.js';
import {usage} from './usage.js';

export type OpenedLog = Disposable & {readonly log: Log};

/** Into the file, else of a service to standard error: lines of JSON, or what the journal takes. */
export function openLog({log: {file: path, level}}: Config, isService: boolean): OpenedLog {
	const file = path === undefined ? undefined : usage('--log-file: ', () => openLogFile(path));
	const write = (text: string): void => {
		if (file) {
			file.write(text);
		} else if (isService) {
			process.stderr.write(text);
		}
	};

	const encode = !file && isJournal(process.env) ? journalLine : jsonLine;
	return {
		log: createLog(level, entry => write(encode(entry))),
		[Symbol.dispose]: () => file?.[Symbol.dispose](),
	};
}
