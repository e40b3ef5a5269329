import {asError, errorCode, isMissing} from '../../support/system-error.js';
import type {Machine} from '../collector.js';
import {type PidStat, parsePidStat} from './procfs/pid-stat.js';
import {smallFileReader} from './small-file.js';

/** The text of `/proc/[pid]/stat` as Latin-1, and its fields. */
export type StatFile = {readonly text: string; readonly stat: PidStat};

/**
A function that reads `/proc/[pid]/stat`. It returns `before` when the text is still the same, as for most processes, because
comparing it costs a tenth of parsing it. It returns `'gone'` when the process has ended since `/proc` was listed, also during
the read (`ESRCH`), and an error when the file is unreadable or malformed.
*/
export type PidStatReader = (pid: number, before: StatFile | undefined) => StatFile | 'gone' | Error;

/** Returns a reader of `/proc/[pid]/stat`. */
export function pidStatReader(machine: Machine): PidStatReader {
	const read = smallFileReader();

	return (pid, before) => {
		try {
			const bytes = read(`${machine.root}/proc/${pid}/stat`);
			const text = bytes.toString('latin1');
			return text === before?.text ? before : {text, stat: parsePidStat(bytes)};
		} catch (error) {
			return isMissing(error) || errorCode(error) === 'ESRCH' ? 'gone' : asError(error);
		}
	};
}
