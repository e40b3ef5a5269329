import {asError, errorCode, isMissing} from '../../support/system-error.js';
import type {Machine} from '../collector.js';
import {keptFiles} from './kept-files.js';
import {type PidStat, parsePidStat} from './procfs/pid-stat.js';

/** The text of `/proc/[pid]/stat` as Latin-1, and its fields. */
export type StatFile = {readonly text: string; readonly stat: PidStat};

/** A reader of `/proc/[pid]/stat`. */
export type PidStatReader = {
	/**
	Returns `before` when the text is still the same, as for most processes, because comparing it costs a tenth of parsing it.
	Returns `'gone'` when the process has ended since `/proc` was listed, also during the read (`ESRCH`), and an error when the
	file is unreadable or malformed. The file of a process with a state before is kept open.
	*/
	read(pid: number, before: StatFile | undefined): StatFile | 'gone' | Error;
	/** Closes the files of processes that have ended. */
	retain(isAlive: (pid: number) => boolean): void;
	[Symbol.dispose](): void;
};

/** Returns a reader of `/proc/[pid]/stat`. */
export function pidStatReader(machine: Machine): PidStatReader {
	const files = keptFiles(pid => `${machine.root}/proc/${pid}/stat`);

	return {
		read(pid, before) {
			try {
				const bytes = files.read(pid, before !== undefined);
				const text = bytes.toString('latin1');
				return text === before?.text ? before : {text, stat: parsePidStat(bytes)};
			} catch (error) {
				return isMissing(error) || errorCode(error) === 'ESRCH' ? 'gone' : asError(error);
			}
		},
		retain: files.retain,
		[Symbol.dispose]: () => files[Symbol.dispose](),
	};
}
