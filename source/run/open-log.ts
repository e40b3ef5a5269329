import process from 'node:process';
import type {Config} from '../config/definition.js';
import {UsageError} from '../config/usage-error.js';
import {isJournal, journalLine} from '../log/journal.js';
import {createLog, jsonLine, type Log} from '../log/log.js';
import {openLogFile} from '../log/log-file.js';
import {systemReason} from '../system-error.js';

export type OpenedLog = Disposable & {
	readonly log: Log;
	/** Goes on as this configuration says, in a new file where the old one was moved aside. Throws a UsageError. */
	change(config: Config): void;
};

/** Into the file, else of a service to standard error: lines of JSON, or what the journal takes. */
export function openLog({log: {file: path, level}}: Config, isService: boolean): OpenedLog {
	const encode = isJournal(process.env) ? journalLine : jsonLine;
	let file = path === undefined ? undefined : open(path);
	const {log, setLevels} = createLog(level, entry => {
		if (file) {
			file.write(jsonLine(entry));
		} else if (isService) {
			process.stderr.write(encode(entry));
		}
	});

	return {
		log,
		change({log: {file: nextPath, level: nextLevel}}) {
			if (nextPath === undefined) {
				file?.[Symbol.dispose]();
				file = undefined;
			} else if (file) {
				const {reopen} = file;
				opening(nextPath, () => reopen(nextPath));
			} else {
				file = open(nextPath);
			}

			setLevels(nextLevel);
		},
		[Symbol.dispose]: () => file?.[Symbol.dispose](),
	};
}

function open(path: string): ReturnType<typeof openLogFile> {
	return opening(path, () => openLogFile(path));
}

function opening<Value>(path: string, act: () => Value): Value {
	try {
		return act();
	} catch (error) {
		throw new UsageError(`--log-file: ${path} cannot be written: ${systemReason(error)}`, {cause: error});
	}
}
