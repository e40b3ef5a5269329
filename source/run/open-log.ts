import process from 'node:process';
import type {Config} from '../config/definition.js';
import {isJournal, journalLine} from '../log/journal.js';
import {createLog, jsonLine, type Log} from '../log/log.js';
import {openLogFile} from '../log/log-file.js';
import {usage} from './usage.js';

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
				usage('--log-file: ', () => reopen(nextPath));
			} else {
				file = open(nextPath);
			}

			setLevels(nextLevel);
		},
		[Symbol.dispose]: () => file?.[Symbol.dispose](),
	};
}

function open(path: string): ReturnType<typeof openLogFile> {
	return usage('--log-file: ', () => openLogFile(path));
}
