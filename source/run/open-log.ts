import process from 'node:process';
import type {Config} from '../config/definition.js';
import {UsageError, usage} from '../config/model/usage-error.js';
import type {ReportProblem} from '../core/problem.js';
import {isJournal, journalLine} from '../log/journal.js';
import {createLog, jsonLine, type Log} from '../log/log.js';
import {openLogFile} from '../log/log-file.js';
import {isScreenTerminal} from '../log/screen-terminal.js';
import {boundedOutput} from '../support/bounded-output.js';

export type OpenedLog = Disposable & {
	readonly log: Log;
	/** Applies a new configuration, and opens a new file if the old one was moved. Throws a UsageError. */
	change(config: Config): void;
	/** Sets where to report that the log cannot be written. */
	reportTo(report: ReportProblem): void;
};

/** Where the log goes without a log file: nowhere, to standard error, or nowhere because the screen is on the terminal. */
export type LogPlace = 'elsewhere' | 'standard error' | 'beside the screen';

/** Opens the log: a file with lines of JSON, or for a service standard error, with lines for the journal if that reads them. */
export function openLog({log: {file: path, level}}: Config, place: LogPlace): OpenedLog {
	const encode = isJournal(process.env) ? journalLine : jsonLine;
	let report: ReportProblem = () => undefined;
	const open = (nextPath: string): ReturnType<typeof openLogFile> => {
		checkPath(nextPath, place);
		const onProblem = (reason: string | undefined): void =>
			report('log', reason && `${nextPath} cannot be written: ${reason}`);
		return usage('--log-file: ', () => openLogFile(nextPath, {onProblem}));
	};

	const writeError = boundedOutput(process.stderr, count => {
		const message = `${count} entries dropped: standard error was not read`;
		process.stderr.write(encode({timeMs: Date.now(), level: 'warn', area: 'log', message}));
	});
	let file = path === undefined ? undefined : open(path);
	const {log, setLevels} = createLog(level, entry => {
		if (file) {
			file.write(jsonLine(entry));
		} else if (place === 'standard error') {
			writeError(encode(entry));
		}
	});

	return {
		log,
		change({log: {file: nextPath, level: nextLevel}}) {
			if (nextPath === undefined) {
				file?.[Symbol.dispose]();
				file = undefined;
			} else if (file) {
				checkPath(nextPath, place);
				const {reopen} = file;
				usage('--log-file: ', () => reopen(nextPath));
			} else {
				file = open(nextPath);
			}

			setLevels(nextLevel);
		},
		reportTo(nextReport) {
			report = nextReport;
		},
		[Symbol.dispose]: () => file?.[Symbol.dispose](),
	};
}

function checkPath(path: string, place: LogPlace): void {
	if (place === 'beside the screen' && isScreenTerminal(path)) {
		throw new UsageError(
			`--log-file: ${path} is the terminal that the screen is drawn on; it must be a file, or another terminal`,
		);
	}
}
