import {asError, errorCode, isMissing} from '../../support/system-error.js';
import type {Machine} from '../collector.js';
import {type PidStat, parsePidStat} from './procfs/pid-stat.js';
import {smallFileReader} from './small-file.js';

/**
A function that reads `/proc/[pid]/stat`. It returns `'gone'` when the process has ended since `/proc` was listed, also
during the read (`ESRCH`), and an error when the file is unreadable or malformed.
*/
export type PidStatReader = (pid: number) => PidStat | 'gone' | Error;

/** Returns a reader of `/proc/[pid]/stat`. */
export function pidStatReader(machine: Machine): PidStatReader {
	const read = smallFileReader();

	return pid => {
		try {
			return parsePidStat(read(`${machine.root}/proc/${pid}/stat`));
		} catch (error) {
			return isMissing(error) || errorCode(error) === 'ESRCH' ? 'gone' : asError(error);
		}
	};
}
